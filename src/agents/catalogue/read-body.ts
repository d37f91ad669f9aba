import type { Fetch } from '../../core/index.ts';
import { ModelError } from '../errors.ts';

export type FetchResponse = Awaited<ReturnType<Fetch>>;

/** A whole body in memory, up to a limit. Throws ModelError `bad-response` when it is longer. */
export async function readBody(response: FetchResponse, limitBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > limitBytes) {
      throw new ModelError(
        'bad-response',
        `Cannot read "${response.url}": it is longer than ${limitBytes} bytes`,
      );
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
