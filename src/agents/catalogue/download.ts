import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import type { Fetch } from '../../core/index.ts';
import { ModelError } from '../errors.ts';
import { classifyFailure } from '../providers/failure.ts';
import { createIdleWatch } from '../providers/idle-watch.ts';
import { InterruptedStream } from '../providers/interrupted-stream.ts';
import { type RetryPolicy, retryCall } from '../providers/retry-call.ts';
import type { FetchResponse } from './read-body.ts';

export interface DownloadOptions {
  readonly fetch: Fetch;
  readonly headers?: Readonly<Record<string, string>>;
  readonly idleTimeoutMs?: number;
  readonly signal?: AbortSignal;
}

/** One GET whose body goes to `write` chunk by chunk; a silence longer than the idle timeout ends it. */
export async function download(
  url: string,
  options: DownloadOptions & {
    begin(response: FetchResponse): Promise<void>;
    write(chunk: Uint8Array): Promise<void>;
  },
): Promise<void> {
  const idle = createIdleWatch(options.idleTimeoutMs ?? 60_000, options.signal);
  try {
    const { headers = {}, fetch } = options;
    const response = await idle.race(fetch(url, { headers: { ...headers }, signal: idle.signal }));
    await options.begin(response);
    const reader = response.body?.getReader();
    if (!reader) throw new InterruptedStream();
    for (;;) {
      const { done, value } = await idle.race(reader.read());
      if (done) break;
      await options.write(value);
    }
  } finally {
    idle.stop();
  }
}

/** Makes a download again when it broke off; what it keeps between tries is its own business. */
export function retryDownload<Result>(
  name: string,
  options: { readonly signal?: AbortSignal; readonly retry?: RetryPolicy },
  attempt: () => Promise<Result>,
): Promise<Result> {
  return retryCall(attempt, {
    policy: options.retry ?? { max_attempts: 4, initial_delay_ms: 500, max_delay_ms: 10_000 },
    signal: options.signal,
    classify(thrown) {
      const known = classifyFailure(thrown, { name, secrets: [], now: () => new Date(0) });
      if (!(thrown instanceof ModelError))
        return { ...known, error: unreachable(name, thrown), retryable: true };
      return { ...known, retryable: thrown.code === 'unreachable' };
    },
    onRetry: () => {},
  });
}

function unreachable(name: string, cause: unknown): ModelError {
  return new ModelError('unreachable', `Cannot fetch ${name}: the download broke off`, {
    cause,
    hint: 'Run the same command again: what is fetched already is kept',
  });
}

/** Refuses a reply that is no success. 5xx and 429 may pass, the rest will not. */
export function requireSuccess(name: string, status: number): void {
  if (status >= 200 && status < 300) return;
  const passes = status >= 500 || status === 429 || status === 408;
  throw new ModelError(
    passes ? 'unreachable' : 'bad-response',
    `Cannot fetch ${name}: the server answers with status ${status}`,
    { hint: 'Run the same command again later, or use another source with --url or --file' },
  );
}

/** Writes chunks at the end of an open file, counting and hashing them; refuses more than `limitBytes`. */
export function createFileSink(
  file: FileHandle,
  name: string,
  limitBytes: number,
): { write(chunk: Uint8Array): Promise<void>; digest(): string } {
  const hash = createHash('sha256');
  let size = 0;
  return {
    async write(chunk) {
      size += chunk.byteLength;
      if (size > limitBytes) {
        throw new ModelError('bad-response', `Cannot fetch ${name}: it is longer than ${limitBytes} bytes`);
      }
      hash.update(chunk);
      await file.write(chunk);
    },
    digest: () => hash.digest('hex'),
  };
}
