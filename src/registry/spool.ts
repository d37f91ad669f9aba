import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RegistryError } from './errors.ts';
import { streamBody } from './read-body.ts';
import type { RegistryResponse } from './request.ts';

/** A body that is read in any order: a small one from memory, a large one from a file that has no name any more. */
export type SpooledBody = { readonly sizeBytes: number; close(): Promise<void> } & (
  | { readonly kind: 'memory'; readonly bytes: Buffer }
  | { readonly kind: 'file'; readonly handle: FileHandle }
);

/** Of each archive that is read at the same time. */
const mostInMemory = 4 * 1024 * 1024;

/**
 * Takes a whole body, never more than its limit, and shows each piece to `update` as it comes. The file lies in the
 * folder for temporary files, is its user's alone, and is deleted as soon as it is open. Throws RegistryError.
 */
export async function spoolBody(request: {
  readonly response: RegistryResponse;
  readonly limitBytes: number;
  readonly purpose: string;
  readonly hint: string;
  readonly signal: AbortSignal | undefined;
  update(chunk: Uint8Array): void;
}): Promise<SpooledBody> {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  let file: TemporaryFile | null = null;
  try {
    for await (const chunk of streamBody(request)) {
      sizeBytes += chunk.byteLength;
      request.update(chunk);
      chunks.push(chunk);
      if (file === null && sizeBytes <= mostInMemory) continue;
      file ??= await translate(request.purpose, openTemporaryFile());
      for (const kept of chunks.splice(0)) await translate(request.purpose, file.write(kept));
    }
  } catch (error) {
    await file?.close();
    throw error;
  }
  if (file === null)
    return { kind: 'memory', bytes: Buffer.concat(chunks), sizeBytes, close: async () => undefined };
  const { handle, close } = file;
  return { kind: 'file', handle, sizeBytes, close };
}

interface TemporaryFile {
  readonly handle: FileHandle;
  write(chunk: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

async function openTemporaryFile(): Promise<TemporaryFile> {
  const folder = await mkdtemp(join(tmpdir(), 'phalus-archive-'));
  const remove = () => rm(folder, { recursive: true, force: true }).catch(() => undefined);
  let handle: FileHandle;
  try {
    handle = await open(join(folder, 'archive'), 'wx+', 0o600);
  } catch (error) {
    await remove();
    throw error;
  }
  // Where an open file cannot be deleted, closing does it.
  await remove();
  return {
    handle,
    write: async (chunk) => {
      let written = 0;
      while (written < chunk.byteLength)
        written += (await handle.write(chunk, written, chunk.byteLength - written)).bytesWritten;
    },
    close: async () => {
      await handle.close();
      await remove();
    },
  };
}

async function translate<T>(purpose: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    const problem = 'it cannot be kept in the folder for temporary files while it is read';
    throw new RegistryError('too-large', `Cannot ${purpose}: ${problem}`, {
      cause,
      hint: 'Make room there, or name another folder with the variable TMPDIR',
    });
  }
}
