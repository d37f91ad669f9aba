import { mkdtemp, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sha256Hex } from '../../core/index.ts';
import { keepModelDigest, readModelDigest } from './model-digest.ts';

let folder: string;
let path: string;
let models: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'phalus-digest-'));
  models = join(folder, 'models');
  path = join(folder, 'own.gguf');
  await writeFile(path, 'one');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function findRecord(): Promise<string> {
  const [name = ''] = await readdir(join(models, 'digests'));
  return join(models, 'digests', name);
}

/** Puts a digest in the record that no file has: it comes back when the file was not read. */
async function mark(): Promise<string> {
  const record = await findRecord();
  const marked = 'f'.repeat(64);
  await writeFile(record, JSON.stringify({ ...JSON.parse(await readFile(record, 'utf8')), sha256: marked }));
  return marked;
}

describe('readModelDigest()', () => {
  it('is the SHA-256 of the file, and reads it no second time', async () => {
    const first = await readModelDigest(path, models);
    const marked = await mark();

    const second = await readModelDigest(path, models);

    expect(first).toBe(sha256Hex('one'));
    expect(second).toBe(marked);
  });

  it.each([
    ['written over', () => writeFile(path, 'two')],
    [
      'replaced by a file of the same age',
      async () => {
        const other = join(folder, 'other');
        await writeFile(other, 'two');
        const { atime, mtime } = await stat(path);
        await utimes(other, atime, mtime);
        await rename(other, path);
      },
    ],
    [
      'written over in place with its age kept',
      async () => {
        const { atime, mtime } = await stat(path);
        await writeFile(path, 'two', { flag: 'r+' });
        await utimes(path, atime, mtime);
      },
    ],
  ])('is taken anew when the file was %s', async (_, change) => {
    await readModelDigest(path, models);
    await mark();

    await change();

    expect(await readModelDigest(path, models)).toBe(sha256Hex('two'));
  });

  it.each(['', '{', '{"sha256":"x"}', '[]'])('does not heed a record that holds %j', async (text) => {
    await readModelDigest(path, models);
    await writeFile(await findRecord(), text);

    expect(await readModelDigest(path, models)).toBe(sha256Hex('one'));
  });

  it('does without a record where none can be written', async () => {
    await writeFile(models, 'a file where the folder should be');

    expect(await readModelDigest(path, models)).toBe(sha256Hex('one'));
  });

  it('rejects for a file that is not there', async () => {
    await expect(readModelDigest(join(folder, 'ghost'), models)).rejects.toMatchObject({
      code: 'not-installed',
    });
  });

  it('ends when it is told to', async () => {
    await expect(readModelDigest(path, models, AbortSignal.abort())).rejects.toMatchObject({
      name: 'AbortError',
    });
  });
});

describe('keepModelDigest()', () => {
  it('spares the first reading', async () => {
    await keepModelDigest(path, models, 'a'.repeat(64));

    expect(await readModelDigest(path, models)).toBe('a'.repeat(64));
  });
});
