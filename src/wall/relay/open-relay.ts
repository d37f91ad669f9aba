import { chmod } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { ZodError } from 'zod';
import { PhalusError, renderError, sha256Hex } from '../../core/index.ts';
import { WallError } from '../errors.ts';
import type { AgentId, Exchange, ExchangeKind } from '../types.ts';
import { createHandlers, type HandledKind, Refusal, type RelayPorts } from './handlers.ts';
import { defaultRelayLimits, type RelayLimits } from './limits.ts';
import { readBody } from './read-body.ts';
import { createSilenceWatch } from './silence-watch.ts';

export interface RelayOptions extends RelayPorts {
  /** In a folder that only this user may enter: whoever may open the file may ask. */
  readonly socketPath: string;
  readonly limits?: Partial<RelayLimits>;
  /** Called once, with a WallError or a failure that ends the job: the agent is to be ended at once. */
  onEnd(error: unknown): void;
}

export interface Relay {
  /** In the order in which they were answered. */
  readonly exchanges: readonly Exchange[];
  /** What the exchange of this number failed with on our side. */
  findFailure(sequence: number): unknown;
  close(): Promise<void>;
}

/**
 * Serves one agent over a Unix socket: HTTP, one JSON body in, lines of JSON out. Every byte of it is an attacker's:
 * sizes, counts and times are bounded, wishes are parsed, and whoever has too many refused is ended.
 */
export async function openRelay(options: RelayOptions): Promise<Relay> {
  const limits = { ...defaultRelayLimits, ...options.limits };
  const exchanges: Exchange[] = [];
  const failures = new Map<number, unknown>();
  const used = { requests: 0, bytes: 0, refusals: 0 };
  const underWay = new Set<Promise<void>>();
  const closing = new AbortController();
  const handlers = createHandlers(options, limits, closing.signal);
  let isEnded = false;
  const end = (error: unknown): void => {
    if (!isEnded) options.onEnd(error);
    isEnded = true;
  };
  const watch = createSilenceWatch(limits.silenceMs, () => end(renderSilence(options.agent, limits)));
  const refuse = (reason: string): void => {
    used.refusals += 1;
    if (used.refusals > limits.refusals) end(renderUnruly(options.agent, reason));
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    used.requests += 1;
    const sequence = used.requests;
    if (used.requests > limits.requests) return end(renderUnruly(options.agent, 'too many requests'));
    const kind = readKind(request);
    const body = await readBody(request, kind === null ? 0 : limits.bodyBytes[kind]);
    used.bytes += body?.length ?? 0;
    if (used.bytes > limits.totalBytes) return end(renderUnruly(options.agent, 'too many bytes'));
    let last = '';
    let replyBytes = 0;
    const send = (line: unknown): void => {
      if (!response.headersSent) response.writeHead(200, headers);
      last = `${JSON.stringify(line)}\n`;
      replyBytes += Buffer.byteLength(last);
      if (!response.destroyed) response.write(last);
    };
    const record = (what: ExchangeKind): void => {
      const requestSha256 = sha256Hex(body ?? '');
      exchanges.push({
        ...{ sequence, kind: what, requestSha256, requestBytes: body?.length ?? 0 },
        ...{ replySha256: sha256Hex(last), replyBytes },
      });
    };
    const turnDown = (status: number, reason: string): void => {
      if (!response.headersSent) response.writeHead(status, headers);
      send({ error: { relayed: sequence, name: 'Refusal', code: 'refused', message: reason, hint: null } });
      record('refused');
      response.end();
      refuse(reason);
    };
    if (kind === null) return turnDown(404, 'no such wish');
    if (body === null) return turnDown(413, `a body over ${limits.bodyBytes[kind]} bytes`);
    const parsed = parseJson(body);
    if (parsed === undefined) return turnDown(400, 'a body that is no JSON');
    watch.begin();
    try {
      await handlers[kind](parsed, send);
      record(kind);
    } catch (error) {
      if (error instanceof ZodError) return turnDown(400, 'a wish of another shape');
      if (error instanceof Refusal) return turnDown(403, error.message);
      failures.set(sequence, error);
      send({ error: renderFailure(sequence, error) });
      record(kind);
      if (endsTheWork(error)) end(error);
    } finally {
      watch.done();
    }
    response.end();
  }

  const server = createServer({ maxHeaderSize: 8_192, requestTimeout: 60_000, headersTimeout: 10_000 });
  server.maxConnections = limits.connections;
  server.on('request', (request, response) => {
    const answering = answer(request, response).catch(() => {
      // The connection broke off in the middle of a body.
      refuse('a body that breaks off');
      response.destroy();
    });
    underWay.add(answering);
    void answering.then(() => underWay.delete(answering));
  });
  server.on('clientError', (_, socket) => {
    refuse('no HTTP');
    socket.destroy();
  });
  server.on('drop', () => refuse('too many connections'));
  server.on('upgrade', (_, socket) => {
    refuse('no HTTP');
    socket.destroy();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.socketPath, resolve);
  });
  // The agent has a user of its own when root runs phalus; the folder above keeps out everyone else.
  await chmod(options.socketPath, 0o666);
  return {
    exchanges,
    findFailure: (sequence) => failures.get(sequence),
    async close() {
      watch.stop();
      isEnded = true;
      closing.abort();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      // A reply that is under way is paid for: it goes into the journal although nobody is left to hear it.
      await Promise.all(underWay);
    },
  };
}

const headers = { 'content-type': 'application/x-ndjson' };

function readKind({ method, url }: IncomingMessage): HandledKind | null {
  const kind = method === 'POST' ? url?.slice(1) : undefined;
  return kind !== undefined && Object.hasOwn(defaultRelayLimits.bodyBytes, kind)
    ? (kind as HandledKind)
    : null;
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** Whatever the agent makes of these, the work is over. */
function endsTheWork(error: unknown): boolean {
  if (error instanceof Error && error.name === 'AbortError') return true;
  return error instanceof PhalusError && (error.code === 'budget-exceeded' || error.code === 'journal');
}

function renderFailure(relayed: number, error: unknown) {
  const isOurs = error instanceof PhalusError;
  return {
    relayed,
    name: isOurs ? error.name : 'Error',
    code: isOurs ? error.code : 'failed',
    // The agent needs to know what kind of failure it is, and not where on this machine.
    message: isOurs ? `the request failed: ${error.code}` : 'the request failed',
    hint: null,
  };
}

function renderSilence(agent: AgentId, { silenceMs }: RelayLimits): WallError {
  return new WallError(
    'agent-silent',
    `Cannot go on with ${agent}: it asked for nothing for ${Math.round(silenceMs / 1000)} s, and handed in no result`,
  );
}

function renderUnruly(agent: AgentId, reason: string): WallError {
  return new WallError(
    'agent-unruly',
    `Cannot go on with ${agent}: it asked for what it may not have, last ${renderError(reason)}`,
  );
}
