import { execFile } from 'node:child_process';
import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDiskCache } from './disk-cache.ts';
import { parseEntry, renderEntry } from './entry.ts';
import type { AnswerKey, KeptAnswer } from './types.ts';

let base: string;
let folder: string;
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'phalus-cache-'));
  folder = join(base, 'cache', 'registry');
});
afterEach(() => rm(base, { recursive: true, force: true }));

const megabyte = 1024 * 1024;
const open = (limitBytes = 8 * megabyte, now = () => new Date()) =>
  createDiskCache({ folder, limitBytes, now });
const keyOf = (name: string, more: Partial<AnswerKey> = {}): AnswerKey => ({
  url: new URL(`https://registry.example/${name}`),
  form: 'application/json',
  authorization: null,
  ...more,
});
const answerOf = (body: string | Buffer): KeptAnswer => ({
  body: Buffer.from(body),
  contentType: 'application/json',
  redirectedTo: null,
  etag: '"1"',
  lastModified: null,
});

async function listFiles(): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  return found
    .filter((each) => each.isFile() && each.name !== 'salt')
    .map(({ parentPath, name }) => join(parentPath, name));
}

describe('createDiskCache()', () => {
  it('gives what was written, to another process too', async () => {
    await open().write(keyOf('a'), answerOf('{"a":1}\n\0'));

    expect(await open().read(keyOf('a'))).toEqual(answerOf('{"a":1}\n\0'));
    expect(await open().read(keyOf('b'))).toBeNull();
  });

  it('tells addresses, forms and logins apart, and writes none of them down', async () => {
    const cache = open();
    const keys = [
      keyOf('a'),
      keyOf('a?x'),
      keyOf('a', { form: 'text/html' }),
      keyOf('a', { authorization: 'Bearer secret-one' }),
      keyOf('a', { authorization: 'Bearer secret-two' }),
    ];
    for (const [index, key] of keys.entries()) await cache.write(key, answerOf(`${index}`));

    const read = await Promise.all(keys.map((key) => open().read(key)));

    expect(read.map((answer) => answer?.body.toString())).toEqual(['0', '1', '2', '3', '4']);
    const texts = await Promise.all((await listFiles()).map((path) => readFile(path, 'latin1')));
    expect(texts.join('')).not.toMatch(/secret|registry\.example/);
  });

  it('is for its user alone', async () => {
    await mkdir(folder, { recursive: true, mode: 0o755 });
    await open().write(keyOf('a', { authorization: 'Bearer x' }), answerOf('a'));

    const found = await readdir(folder, { recursive: true, withFileTypes: true });
    const modes = await Promise.all(
      found.map(async (each) => [each.isFile(), (await stat(join(each.parentPath, each.name))).mode & 0o777]),
    );

    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect(modes.every(([isFile, mode]) => mode === (isFile ? 0o600 : 0o700))).toBe(true);
  });

  it('throws away an entry in which any byte is another, or that ends too early', async () => {
    const cache = open();
    await cache.write(keyOf('a'), answerOf('the body of an answer'));
    const [path = ''] = await listFiles();
    const bytes = await readFile(path);
    const damaged = fc.oneof(
      fc
        .tuple(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }))
        .map(([at, mask]) => bytes.map((byte, index) => (index === at ? byte ^ mask : byte))),
      fc.nat(bytes.length - 1).map((length) => bytes.subarray(0, length)),
      fc.uint8Array({ minLength: 1, maxLength: 20 }).map((more) => Buffer.concat([bytes, more])),
      fc.uint8Array({ maxLength: 200 }),
    );

    await fc.assert(
      fc.asyncProperty(damaged, async (content) => {
        await writeFile(path, content);

        expect(await cache.read(keyOf('a'))).toBeNull();
        expect(await listFiles()).toEqual([]);
      }),
      { numRuns: 300 },
    );
    await cache.write(keyOf('a'), answerOf('anew'));
    expect((await cache.read(keyOf('a')))?.body.toString()).toBe('anew');
  });

  it("takes no entry that lies under another one's name", async () => {
    const cache = open();
    await cache.write(keyOf('a'), answerOf('of a'));
    const [first = ''] = await listFiles();
    await cache.write(keyOf('b'), answerOf('of b'));
    const second = (await listFiles()).find((path) => path !== first) ?? '';

    await rename(first, second);

    expect(await cache.read(keyOf('b'))).toBeNull();
  });

  it('lets go of what was not used longest when it is full', async () => {
    let time = Date.parse('2026-01-01T00:00:00Z');
    const now = () => new Date(time);
    const cache = open(megabyte, now);
    const body = Buffer.alloc(90_000, 'x');
    for (let index = 0; index < 10; index += 1) {
      await cache.write(keyOf(`${index}`), answerOf(body));
      for (const path of await listFiles())
        if ((await stat(path)).mtimeMs > Date.parse('2026-06-01')) await utimes(path, now(), now());
      time += 3_600_000;
    }
    await cache.read(keyOf('0'));

    await cache.write(keyOf('10'), answerOf(body));
    await cache.write(keyOf('11'), answerOf(body));

    const left = await Promise.all(
      Array.from({ length: 12 }, async (_, index) =>
        (await cache.read(keyOf(`${index}`))) === null ? [] : [index],
      ),
    );
    expect(left.flat()).toEqual(expect.arrayContaining([0, 9, 10, 11]));
    expect(left.flat()).not.toContain(1);
    const sizes = await Promise.all((await listFiles()).map(async (path) => (await stat(path)).size));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(megabyte);
  });

  it('keeps no answer that would push out all others, and clears what a killed process left', async () => {
    const cache = open(megabyte);
    await cache.write(keyOf('small'), answerOf('small'));
    const [path = ''] = await listFiles();
    const draft = join(dirname(path), '.new-0123');
    await writeFile(draft, 'half');
    await utimes(draft, new Date(0), new Date(0));

    await open(megabyte).write(keyOf('large'), answerOf(Buffer.alloc(megabyte / 4)));
    await open(megabyte).write(keyOf('other'), answerOf('other'));

    expect(await cache.read(keyOf('large'))).toBeNull();
    expect(await listFiles()).not.toContain(draft);
  });

  it('is safe with many writers and readers of one entry', async () => {
    const bodies = Array.from({ length: 8 }, (_, index) => Buffer.alloc(50_000 + index, String(index)));
    const caches = bodies.map(() => open());
    const seen: (KeptAnswer | null)[] = [];

    await Promise.all(
      bodies.map(async (body, index) => {
        for (let round = 0; round < 5; round += 1) {
          await caches[index]?.write(keyOf('a'), answerOf(body));
          seen.push((await caches[(index + 1) % caches.length]?.read(keyOf('a'))) ?? null);
        }
      }),
    );

    expect(seen.every((answer) => bodies.some((body) => answer?.body.equals(body)))).toBe(true);
    expect(await listFiles()).toHaveLength(1);
  });

  it('is safe with several processes that write, read and sweep', async () => {
    const program = fileURLToPath(new URL('share-cache.fake.ts', import.meta.url));
    const run = async (letter: string) => {
      const words = ['--import', import.meta.resolve('tsx'), program, folder, letter];
      const { stdout } = await promisify(execFile)(process.execPath, words);
      return JSON.parse(stdout) as { wrong: number; found: number };
    };

    const results = await Promise.all(['a', 'b', 'c'].map(run));

    expect(results.map(({ wrong }) => wrong)).toEqual([0, 0, 0]);
    expect(results.every(({ found }) => found > 0)).toBe(true);
    const files = await listFiles();
    expect(files.filter((path) => path.includes('.new-'))).toEqual([]);
    const sizes = await Promise.all(files.map(async (path) => (await stat(path)).size));
    // Each process knows of what the others wrote only when it sweeps.
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(3_000_000);
  });

  it('does without a folder that it cannot use', async () => {
    await writeFile(join(base, 'cache'), 'a file, and no folder');
    const cache = open();

    await cache.write(keyOf('a'), answerOf('a'));

    expect(await cache.read(keyOf('a'))).toBeNull();
    await rm(join(base, 'cache'));
    await mkdir(join(base, 'cache'));
    await chmod(join(base, 'cache'), 0o500);
    await open().write(keyOf('a'), answerOf('a'));
  });
});

describe('parseEntry()', () => {
  it('gives back what was rendered, and throws for no bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.string(), fc.option(fc.string()), (body, contentType, etag) => {
        const answer = { ...answerOf(Buffer.from(body)), contentType, etag };

        expect(parseEntry('n', renderEntry('n', answer))).toEqual(answer);
        expect(parseEntry('n', Buffer.from(body))).toBeNull();
      }),
    );
  });
});
