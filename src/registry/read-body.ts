import { RegistryError } from './errors.ts';
import type { LargeBodies } from './large-bodies.ts';
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

/** The whole body. Throws RegistryError. */
export async function readBody(
  request: BodyRequest & { readonly largeBodies?: LargeBodies },
): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of streamBody(request)) {
    chunks.push(chunk);
    sizeBytes += chunk.byteLength;
    await request.largeBodies?.count(sizeBytes);
  }
  return Buffer.concat(chunks);
}

/** The value of a body. Throws RegistryError `bad-response`. */
export function parseJsonBody(
  body: Buffer,
  request: { readonly purpose: string; readonly notJsonHint: string },
): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (error) {
    throw new RegistryError('bad-response', `Cannot ${request.purpose}: the answer is not JSON`, {
      cause: error,
      hint: request.notJsonHint,
    });
  }
}
