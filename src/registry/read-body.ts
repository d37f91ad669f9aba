import { RegistryError } from './errors.ts';
import type { RegistryResponse } from './request.ts';

interface BodyRequest {
  readonly response: RegistryResponse;
  readonly limitBytes: number;
  /** What is being done, for messages. */
  readonly purpose: string;
  /** What the user can do about a body over the limit. */
  readonly hint: string;
  readonly signal?: AbortSignal | undefined;
}

/** The chunks of a response, never more bytes than the limit. Throws RegistryError `too-large`, `unreachable`. */
export async function* streamBody(request: BodyRequest): AsyncGenerator<Uint8Array> {
  const { response, limitBytes, purpose, hint } = request;
  const tooLarge = () =>
    new RegistryError('too-large', `Cannot ${purpose}: the answer is larger than ${limitBytes} bytes`, {
      hint,
    });
  if (Number(response.headers.get('content-length') ?? 0) > limitBytes) {
    await response.body?.cancel();
    throw tooLarge();
  }
  if (response.body === null) return;
  let sizeBytes = 0;
  try {
    for await (const chunk of response.body) {
      const bytes = chunk as Uint8Array;
      sizeBytes += bytes.byteLength;
      if (sizeBytes > limitBytes) throw tooLarge();
      yield bytes;
    }
  } catch (error) {
    request.signal?.throwIfAborted();
    if (error instanceof RegistryError) throw error;
    throw new RegistryError(
      'unreachable',
      `Cannot ${purpose}: the answer broke off after ${sizeBytes} bytes`,
      {
        cause: error,
        hint: 'Try again',
      },
    );
  }
}

/** The whole body as JSON. Throws RegistryError, `bad-response` when it is none. */
export async function readJsonBody(request: BodyRequest): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of streamBody(request)) chunks.push(chunk);
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch (error) {
    throw new RegistryError('bad-response', `Cannot ${request.purpose}: the answer is not JSON`, {
      cause: error,
      hint: 'Check that "registry" in your .npmrc is the address of an npm registry and not of its web page',
    });
  }
}
