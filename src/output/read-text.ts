import { open } from 'node:fs/promises';
import { OutputError } from './errors.ts';

const largestFileBytes = 16 * 1024 * 1024;

/** The text of a file; null when there is none. Throws OutputError `too-large`, and `unreadable` for other bytes. */
export async function readText(path: string): Promise<string | null> {
  const bytes = await readBytes(path);
  if (bytes === null) return null;
  const text = decodeText(bytes);
  if (text !== null) return text;
  throw new OutputError('unreadable', `Cannot read "${path}": it is not UTF-8 text`, {
    hint: 'Save the file as UTF-8',
  });
}

export async function readBytes(path: string): Promise<Uint8Array | null> {
  const handle = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw new OutputError('unreadable', `Cannot read "${path}": it cannot be opened`, { cause: error });
  });
  if (handle === null) return null;
  try {
    const { size } = await handle.stat();
    if (size > largestFileBytes) {
      throw new OutputError('too-large', `Cannot read "${path}": ${size} bytes, at most ${largestFileBytes}`);
    }
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

/** Null when the bytes are not UTF-8. */
export function decodeText(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
