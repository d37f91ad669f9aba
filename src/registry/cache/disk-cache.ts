import { randomBytes } from 'node:crypto';
import { chmod, mkdir, open, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Now, sha256Hex } from '../../core/index.ts';
import { parseEntry, renderEntry } from './entry.ts';
import { createIdentities } from './identity.ts';
import { repeatsCredential } from './secrets.ts';
import type { AnswerCache, AnswerKey, KeptAnswer } from './types.ts';

export interface DiskCacheOptions {
  /** Made when it is not there, for the user alone. */
  readonly folder: string;
  /** Bytes of all entries together, by the blocks that they take. */
  readonly limitBytes: number;
  readonly now: Now;
}

/** No entry may push out all others. */
const mostShare = 8;
/** What is swept away goes further than the limit, so that not every write sweeps. */
const sweptTo = 0.8;
const blockBytes = 4096;
/** A file that is being written this long belongs to a process that is gone. */
const abandonedAfterMs = 3_600_000;
/** How exactly it is known when an entry was used last. */
const touchAfterMs = 600_000;
const temporary = /^\.new-/;

/**
 * Answers in files below a folder. Several processes may share it: entries are written whole under another name and then
 * renamed, and what is read is believed only with its checksum. What was not used longest goes first.
 */
export function createDiskCache(options: DiskCacheOptions): AnswerCache {
  const { folder, limitBytes, now } = options;
  const identify = createIdentities(folder);
  const bound = createBound(options);
  let prepared: Promise<void> | undefined;
  const findPlace = async (key: AnswerKey) => {
    prepared ??= prepareFolder(folder);
    await prepared;
    const identity = await identify(key.authorization);
    const name = sha256Hex(JSON.stringify([key.url.href, key.form, identity]));
    return {
      name,
      parent: join(folder, name.slice(0, 2)),
      path: join(folder, name.slice(0, 2), name.slice(2)),
    };
  };
  return {
    async read(key) {
      try {
        const { name, path } = await findPlace(key);
        const bytes = await readEntryFile(path, { limitBytes, now });
        const answer = bytes === null ? null : parseEntry(name, bytes);
        if (bytes !== null && answer === null) await rm(path, { force: true });
        return answer;
      } catch {
        return null;
      }
    },
    async write(key, answer) {
      if (repeatsCredential([answer.body, ...listTexts(answer)], key.authorization)) return;
      try {
        const { name, parent, path } = await findPlace(key);
        const bytes = renderEntry(name, answer);
        if (bytes.length > limitBytes / mostShare) return;
        await writeWhole(bytes, { parent, path });
        await bound.add(bytes.length);
      } catch {
        // A full disk or a folder of another user: the answer is there all the same.
      }
    },
  };
}

function listTexts({ contentType, redirectedTo, etag, lastModified }: KeptAnswer): string[] {
  return [contentType, redirectedTo, etag, lastModified].filter((text) => text !== null);
}

async function prepareFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
}

async function readEntryFile(
  path: string,
  { limitBytes, now }: Pick<DiskCacheOptions, 'limitBytes' | 'now'>,
): Promise<Buffer | null> {
  const file = await open(path, 'r').catch(() => null);
  if (file === null) return null;
  try {
    const { size, mtimeMs } = await file.stat();
    if (size > limitBytes / mostShare) return Buffer.alloc(0);
    const time = now();
    if (time.getTime() - mtimeMs > touchAfterMs) await file.utimes(time, time).catch(() => undefined);
    return await file.readFile();
  } finally {
    await file.close();
  }
}

async function writeWhole(bytes: Buffer, place: { parent: string; path: string }): Promise<void> {
  await mkdir(place.parent, { mode: 0o700 }).catch(() => undefined);
  const draft = join(place.parent, `.new-${randomBytes(12).toString('hex')}`);
  try {
    await writeFile(draft, bytes, { flag: 'wx', mode: 0o600 });
    await rename(draft, place.path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** Counts what is written, and sweeps when that and what was there before is too much. */
function createBound({ folder, limitBytes, now }: DiskCacheOptions) {
  let knownBytes: number | null = null;
  let sweep: Promise<void> | null = null;
  return {
    async add(bytes: number): Promise<void> {
      if (knownBytes !== null) knownBytes += roundToBlocks(bytes);
      if (knownBytes !== null && knownBytes <= limitBytes) return;
      sweep ??= sweepFolder({ folder, limitBytes, now }).then((left) => {
        knownBytes = left;
        sweep = null;
      });
      await sweep;
    },
  };
}

interface EntryFile {
  readonly path: string;
  readonly bytes: number;
  readonly usedMs: number;
  readonly isDraft: boolean;
}

/** Gives the bytes that are left. */
async function sweepFolder({ folder, limitBytes, now }: DiskCacheOptions): Promise<number> {
  const files = await listEntries(folder);
  const oldestDraft = now().getTime() - abandonedAfterMs;
  const abandoned = files.filter(({ isDraft, usedMs }) => isDraft && usedMs < oldestDraft);
  for (const { path } of abandoned) await rm(path, { force: true });
  const entries = files.filter(({ isDraft }) => !isDraft);
  let left = entries.reduce((sum, { bytes }) => sum + bytes, 0);
  if (left <= limitBytes) return left;
  for (const { path, bytes } of entries.toSorted((one, other) => one.usedMs - other.usedMs)) {
    if (left <= limitBytes * sweptTo) break;
    await rm(path, { force: true });
    left -= bytes;
  }
  return left;
}

async function listEntries(folder: string): Promise<EntryFile[]> {
  const found: EntryFile[] = [];
  for (const parent of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
    if (!parent.isDirectory()) continue;
    for (const name of await readdir(join(folder, parent.name)).catch(() => [])) {
      const path = join(folder, parent.name, name);
      const status = await stat(path).catch(() => null);
      if (status === null) continue;
      const isDraft = temporary.test(name);
      found.push({ path, bytes: roundToBlocks(status.size), usedMs: status.mtimeMs, isDraft });
    }
  }
  return found;
}

function roundToBlocks(bytes: number): number {
  return Math.ceil(bytes / blockBytes) * blockBytes;
}
