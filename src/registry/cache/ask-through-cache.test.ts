import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Response } from 'undici';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLargeBodies } from '../large-bodies.ts';
import type { Requester } from '../request.ts';
import { askThroughCache, type CachedQuestion } from './ask-through-cache.ts';
import { createDiskCache } from './disk-cache.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'phalus-cache-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

type Headers = Readonly<Record<string, string>>;

/** A registry with one answer; it says 304 to whoever shows what it gave before. */
function createFakeRegistry(headers: Headers, more: { body?: string; url?: string; status?: number } = {}) {
  const asked: Headers[] = [];
  const state = { headers, body: more.body ?? 'the answer', ...more };
  const requester: Requester = {
    async fetch({ headers: shown }) {
      asked.push(shown);
      const { etag, 'last-modified': modified } = state.headers;
      const isKnown =
        (etag !== undefined && shown['if-none-match'] === etag) ||
        (modified !== undefined && shown['if-modified-since'] === modified);
      const response = isKnown
        ? new Response(null, { status: 304 })
        : new Response(state.body, { status: state.status ?? 200, headers: state.headers });
      if (more.url !== undefined) Object.defineProperty(response, 'url', { value: more.url });
      return response;
    },
  };
  return { requester, asked, state };
}

async function ask(requester: Requester, more: Partial<CachedQuestion> = {}) {
  const cache = createDiskCache({ folder, limitBytes: 8_000_000, now: () => new Date() });
  const answer = await askThroughCache({
    requester,
    cache,
    countLargeBody: createLargeBodies(),
    url: new URL('https://registry.example/a'),
    accept: 'text/plain',
    authorization: null,
    purpose: 'read "a"',
    limitBytes: 1000,
    hint: '',
    signal: undefined,
    ...more,
  });
  return answer.kind === 'found' ? answer.found.body.toString() : answer.status;
}

async function readKept(): Promise<{ path: string; text: string }[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = found
    .filter((each) => each.isFile() && each.name !== 'salt')
    .map(({ parentPath, name }) => join(parentPath, name));
  return Promise.all(paths.map(async (path) => ({ path, text: await readFile(path, 'latin1') })));
}

describe('askThroughCache()', () => {
  it.each<[string, Headers, Headers]>([
    ['an entity tag', { etag: 'W/"7"' }, { 'if-none-match': 'W/"7"' }],
    [
      'a date',
      { 'last-modified': 'Thu, 01 Jan 2026 00:00:00 GMT' },
      { 'if-modified-since': 'Thu, 01 Jan 2026 00:00:00 GMT' },
    ],
  ])(
    'asks with %s whether an answer has changed, and takes the new one when it has',
    async (_, headers, shown) => {
      const { requester, asked, state } = createFakeRegistry(headers);

      expect(await ask(requester)).toBe('the answer');
      state.body = 'never sent';
      expect(await ask(requester)).toBe('the answer');
      state.headers = { etag: '"8"' };
      expect(await ask(requester)).toBe('never sent');
      expect(asked).toEqual([
        { accept: 'text/plain' },
        { accept: 'text/plain', ...shown },
        { accept: 'text/plain', ...shown },
      ]);
      expect(await readKept()).toHaveLength(1);
    },
  );

  it.each<[string, Headers]>([
    ['there is nothing to ask about', {}],
    ['the registry wants none kept', { etag: '"1"', 'cache-control': 'private, no-store' }],
  ])('keeps no answer when %s', async (_, headers) => {
    const { requester } = createFakeRegistry(headers);

    await ask(requester);

    expect(await readKept()).toEqual([]);
  });

  it('keeps no failure, and believes no 304 that nobody asked for', async () => {
    const missing = createFakeRegistry({ etag: '"1"' }, { status: 404 });
    const odd = createFakeRegistry({});
    odd.requester.fetch = async () => new Response(null, { status: 304 });

    expect(await ask(missing.requester)).toBe(404);
    expect(await ask(odd.requester)).toBe(304);
    expect(await readKept()).toEqual([]);
  });

  it('asks nothing about what never changes, as long as it is that', async () => {
    const { requester, asked, state } = createFakeRegistry({});
    const isFinal = (body: Buffer) => body.toString() === 'the answer';

    await ask(requester, { isFinal });
    expect(await ask(requester, { isFinal })).toBe('the answer');
    expect(asked).toHaveLength(1);
    state.body = 'another';
    expect(await ask(requester, { isFinal: (body) => body.toString() === 'another' })).toBe('another');
    expect(asked).toHaveLength(2);
  });

  it('fetches anew what was damaged on the disk', async () => {
    const { requester, asked, state } = createFakeRegistry({ etag: '"1"' });
    await ask(requester);
    const [kept] = await readKept();
    await writeFile(kept?.path ?? '', (kept?.text ?? '').replace('the answer', 'the wrong!'));
    state.body = 'sent again';

    expect(await ask(requester)).toBe('sent again');
    expect(asked[1]).toEqual({ accept: 'text/plain' });
  });

  it('keeps what it is reduced to, and nothing that makes no sense', async () => {
    const { requester } = createFakeRegistry({ etag: '"1"' }, { body: 'much that nobody reads' });
    const reduce = (body: Buffer) => body.subarray(0, 4);

    expect(await ask(requester, { reduce })).toBe('much');
    expect(await ask(requester, { reduce })).toBe('much');
    expect((await readKept())[0]?.text).not.toContain('nobody');
    const broken = () => {
      throw new Error('no sense');
    };
    await expect(
      ask(requester, { reduce: broken, url: new URL('https://registry.example/b') }),
    ).rejects.toThrow('no sense');
    expect(await readKept()).toHaveLength(1);
  });

  it('keeps no signature of an address that a redirect led to', async () => {
    const url = 'https://files.example/folder/a?X-Signature=sesame';
    const { requester } = createFakeRegistry({ etag: '"1"' }, { url });

    await ask(requester);

    const [kept] = await readKept();
    expect(kept?.text).toContain('https://files.example/folder/a"');
    expect(kept?.text).not.toContain('sesame');
  });
});
