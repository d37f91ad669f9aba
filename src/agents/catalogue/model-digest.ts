import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ModelError } from '../errors.ts';
import { hashFile } from './hash-file.ts';

/** A digest, and what the file was like when it was taken. Whole numbers as text: they pass what a double holds. */
const KnownDigest = z.strictObject({
  size: z.string(),
  modified: z.string(),
  changed: z.string(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
type KnownDigest = z.infer<typeof KnownDigest>;

/**
 * SHA-256 of a model file. Reading a gigabyte takes seconds, so what was found is kept below the models directory, for
 * a file of the user's own as well, whose folder may not be writable. It is taken anew when device, inode, size, time
 * of change or time of modification differ: a copy over the old file may keep all but the time of change. Throws
 * ModelError `not-installed`.
 */
export async function readModelDigest(
  path: string,
  modelsDirectory: string,
  signal?: AbortSignal,
): Promise<string> {
  const before = await describe(path, modelsDirectory).catch((cause: unknown) => {
    throw new ModelError('not-installed', `Cannot read the model "${path}": there is no such file`, {
      cause,
      hint: 'Run "phalus model pull" to fetch it',
    });
  });
  const known = await readKnown(before.recordPath);
  const isSame =
    known?.size === before.size && known.modified === before.modified && known.changed === before.changed;
  if (isSame) return known.sha256;
  const { sha256 } = await hashFile(path, { onProgress: () => {}, ...(signal && { signal }) });
  await writeKnown(before, sha256);
  return sha256;
}

/** Keeps the digest of a file that was hashed just now. */
export async function keepModelDigest(path: string, modelsDirectory: string, sha256: string): Promise<void> {
  await writeKnown(await describe(path, modelsDirectory), sha256);
}

interface Described extends Omit<KnownDigest, 'sha256'> {
  readonly recordPath: string;
}

async function describe(path: string, modelsDirectory: string): Promise<Described> {
  const { dev, ino, size, mtimeNs, ctimeNs } = await stat(path, { bigint: true });
  return {
    recordPath: join(modelsDirectory, 'digests', `${dev}-${ino}.json`),
    size: `${size}`,
    modified: `${mtimeNs}`,
    changed: `${ctimeNs}`,
  };
}

async function readKnown(recordPath: string): Promise<KnownDigest | null> {
  try {
    return KnownDigest.parse(JSON.parse(await readFile(recordPath, 'utf8')));
  } catch {
    // Not there, or not as it is written here: the file itself tells.
    return null;
  }
}

async function writeKnown({ recordPath, ...facts }: Described, sha256: string): Promise<void> {
  try {
    await mkdir(join(recordPath, '..'), { recursive: true });
    // Several processes may write it at once.
    const temporary = `${recordPath}.${process.pid}`;
    await writeFile(temporary, `${JSON.stringify({ ...facts, sha256 } satisfies KnownDigest)}\n`);
    await rename(temporary, recordPath);
  } catch {
    // Only the next start is slower.
  }
}
