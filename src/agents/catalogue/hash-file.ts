import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { PullProgress } from './pull-options.ts';

/** SHA-256 of a whole file, read once, and whether it begins as a GGUF file does. */
export async function hashFile(
  path: string,
  options: { onProgress(progress: PullProgress): void; readonly signal?: AbortSignal },
): Promise<{ readonly sha256: string; readonly sizeBytes: number; readonly isGguf: boolean }> {
  const totalBytes = (await stat(path)).size;
  const hash = createHash('sha256');
  let doneBytes = 0;
  let isGguf = false;
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 }) as AsyncIterable<Buffer>) {
    options.signal?.throwIfAborted();
    if (doneBytes === 0) isGguf = chunk.subarray(0, 4).toString('latin1') === 'GGUF';
    hash.update(chunk);
    doneBytes += chunk.byteLength;
    options.onProgress({ phase: 'checking', doneBytes, totalBytes });
  }
  return { sha256: hash.digest('hex'), sizeBytes: doneBytes, isGguf };
}
