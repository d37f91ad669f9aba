import { request as httpRequest, type IncomingMessage } from 'node:http';
import { createInterface } from 'node:readline';
import { ModelError, type ModelErrorCode } from '../../agents/index.ts';
import { PhalusError } from '../../core/index.ts';

/** Lines that come before the last one of an answer. */
export interface LineObserver {
  onDelta?(delta: string): void;
  onRetry?(retry: { readonly message: string; readonly delayMs: number }): void;
}

export interface RelayClient {
  /** What the relay answers. Throws ModelError or PhalusError for what failed on the other side. */
  ask(kind: string, body: unknown, observer?: LineObserver): Promise<unknown>;
  /** Of the exchange whose failure an error is; null for any other error. */
  findRelayed(error: unknown): number | null;
}

interface Line {
  readonly delta?: string;
  readonly retry?: { readonly message: string; readonly delayMs: number };
  readonly reply?: unknown;
  readonly error?: {
    readonly relayed: number;
    readonly name: string;
    readonly code: string;
    readonly message: string;
  };
}

/** Speaks to the relay over the one socket that this program has. */
export function createRelayClient(socketPath: string): RelayClient {
  const relayed = new WeakMap<object, number>();
  return {
    async ask(kind, body, observer = {}) {
      const response = await send(socketPath, kind, JSON.stringify(body));
      let last: Line = {};
      for await (const text of createInterface({ input: response, crlfDelay: Number.POSITIVE_INFINITY })) {
        last = JSON.parse(text) as Line;
        if (last.delta !== undefined) observer.onDelta?.(last.delta);
        if (last.retry !== undefined) observer.onRetry?.(last.retry);
      }
      if (last.error !== undefined) {
        const error = renderError(last.error);
        relayed.set(error, last.error.relayed);
        throw error;
      }
      if (!Object.hasOwn(last, 'reply'))
        throw new Error(`Cannot read the answer to "${kind}": it breaks off`);
      return last.reply;
    },
    findRelayed: (error) =>
      typeof error === 'object' && error !== null ? (relayed.get(error) ?? null) : null,
  };
}

function send(socketPath: string, kind: string, body: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      {
        socketPath,
        path: `/${kind}`,
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
      },
      resolve,
    );
    request.on('error', reject);
    request.end(body);
  });
}

function renderError({ name, code, message }: NonNullable<Line['error']>): PhalusError {
  return name === 'ModelError'
    ? new ModelError(code as ModelErrorCode, message)
    : new PhalusError(code, message);
}
