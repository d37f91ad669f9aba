import type { Context } from 'hono';
import { ServerError } from './errors.ts';

/** Most bytes of a request: room for the lock file of a large project. */
export const largestBodyBytes = 8 * 1024 * 1024;

/** The request's body as text, whatever its type. Throws ServerError `too-large`, and `bad-request` for other bytes. */
export async function readText(context: Context): Promise<string> {
  const announced = Number(context.req.header('content-length') ?? 0);
  if (announced > largestBodyBytes) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  try {
    for await (const chunk of context.req.raw.body ?? []) {
      sizeBytes += chunk.length;
      if (sizeBytes > largestBodyBytes) throw tooLarge();
      chunks.push(chunk);
    }
  } catch (cause) {
    if (cause instanceof ServerError) throw cause;
    // Nobody may be there to be told; it is no failure of the server.
    throw new ServerError('bad-request', 'Cannot read the request: its body broke off', { cause });
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch (cause) {
    throw new ServerError('bad-request', 'Cannot read the request: its body is not UTF-8', { cause });
  }
}

/** As `readJson`; an empty body is an empty object. */
export async function readOptionalJson(context: Context): Promise<unknown> {
  const isEmpty = context.req.raw.body === null || context.req.header('content-length') === '0';
  return isEmpty ? {} : readJson(context);
}

/** The request's body as JSON. Throws ServerError `unsupported-media-type`, `bad-request`, and as `readText`. */
export async function readJson(context: Context): Promise<unknown> {
  const type = context.req.header('content-type');
  if (type !== undefined && !/^application\/json\s*(?:;|$)/i.test(type.trim())) {
    throw new ServerError(
      'unsupported-media-type',
      `Cannot read the request: its type is "${type.slice(0, 100)}" and should be application/json`,
      { hint: 'Send the header Content-Type: application/json' },
    );
  }
  const text = await readText(context);
  try {
    return JSON.parse(text);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : 'it cannot be parsed';
    throw new ServerError('bad-request', `Cannot read the request: its body is not JSON (${why})`, { cause });
  }
}

function tooLarge(): ServerError {
  return new ServerError('too-large', `Cannot take the request: more than ${largestBodyBytes} bytes`, {
    hint: 'Send the manifest itself, or leave parts of it out',
  });
}
