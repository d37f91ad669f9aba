import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { RegistryError } from '../errors.ts';
import { convertShasum } from '../integrity.ts';
import { type FakeEntry, renderFakeTar, renderFakeTarball } from '../tarball.fake.ts';
import type { PackageRecord } from '../types.ts';
import { answerBytes, connectTo, integrityOf, startFakeServer } from './registry-server.fake.ts';

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

const bare: Omit<PackageRecord, 'archive'> = {
  ecosystem: 'npm',
  name: 'a',
  version: '1.0.0',
  description: '',
  keywords: [],
  license: '',
  homepage: null,
  repository: null,
  unpackedSizeBytes: null,
  deprecated: null,
  dependencies: {},
  entryPoints: {},
  publishedAt: null,
};

/** Reads the bytes as an archive that the registry serves, with the right hash unless another is given. */
async function read(bytes: Buffer, options: { integrity?: string | null; url?: string } = {}) {
  const server = await startFakeServer({ '/a.tgz': answerBytes(bytes) });
  const connection = await connectTo([`registry=${server.origin}`]);
  cleanups.push(server.close, connection.close);
  const { integrity = integrityOf(bytes), url = `${server.origin}/a.tgz` } = options;
  const record = { ...bare, archive: { url, integrity, sizeBytes: null } };
  return connection.registry.readArchive(record, { accept: (path) => /\.md$/.test(path) });
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  const error: unknown = await promise.then(
    () => 'nothing was thrown',
    (reason: unknown) => reason,
  );
  return error instanceof RegistryError ? error.code : String(error);
}

describe('createNpmRegistry().readArchive()', () => {
  it('keeps what is accepted and lists the rest', async () => {
    const bytes = renderFakeTarball([
      { path: 'package/', type: '5' },
      { path: 'package/package.json', content: '{}' },
      { path: 'package/README.md', content: '# a' },
      { path: 'package/docs/ünïcode.md', content: 'b'.repeat(100_000) },
    ]);

    const listing = await read(bytes);

    expect(listing.files.map(({ path, content }) => [path, content.byteLength])).toEqual([
      ['README.md', 3],
      ['docs/ünïcode.md', 100_000],
    ]);
    expect(listing.entries).toEqual([
      { path: 'package.json', sizeBytes: 2, kept: false },
      { path: 'README.md', sizeBytes: 3, kept: true },
      { path: 'docs/ünïcode.md', sizeBytes: 100_000, kept: true },
    ]);
    expect([listing.refused, listing.verifiedIntegrity, listing.sizeBytes]).toEqual([
      [],
      integrityOf(bytes),
      bytes.length,
    ]);
  });

  it.each<[string, FakeEntry, RegExp]>([
    ['a symbolic link', { path: 'package/x.md', type: '2', linkPath: '/etc/passwd' }, /symbolic link/],
    ['a hard link', { path: 'package/x.md', type: '1', linkPath: 'package/y' }, /hard link/],
    ['a device', { path: 'package/x.md', type: '3' }, /device/],
    ['a pipe', { path: 'package/x.md', type: '6' }, /pipe/],
    ['a kind nobody knows', { path: 'package/x.md', type: 'Q' }, /kind/],
    ['a climbing path', { path: 'package/../../x.md', content: 'x' }, /climbs/],
    ['an absolute path', { path: '/package/x.md', content: 'x' }, /absolute/],
    ['a drive', { path: 'C:/package/x.md', content: 'x' }, /absolute/],
    ['a backslash', { path: 'package/..\\x.md', content: 'x' }, /backslash/],
    ['no folder', { path: 'x.md', content: 'x' }, /outside/],
    ['a control character', { path: 'package/x\u0007.md', content: 'x' }, /control/],
    ['a bidirectional override', { path: 'package/\u202edm.x.md', content: 'x' }, /text-turning/],
    ['a zero-width joiner', { path: 'package/READ\u200dME.md', content: 'x' }, /invisible/],
    ['a Cyrillic letter among Latin', { path: 'package/RE\u0410DME.md', content: 'x' }, /look like/],
    ['a full-width letter', { path: 'package/\uff32EADME.md', content: 'x' }, /look like/],
    ['a slash look-alike', { path: 'package/a\u2215b.md', content: 'x' }, /look like/],
    ['a path that is too long', { path: `package/${'d/'.repeat(600)}x.md`, content: 'x' }, /longer than/],
  ])('refuses %s and goes on', async (_, entry, reason) => {
    const listing = await read(renderFakeTarball([entry, { path: 'package/ok.md', content: 'ok' }]));

    expect(listing.files.map(({ path }) => path)).toEqual(['ok.md']);
    expect(listing.refused).toEqual([expect.objectContaining({ reason: expect.stringMatching(reason) })]);
    expect(listing.refused[0]?.path).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  it('refuses the second of two entries with one path', async () => {
    const listing = await read(
      renderFakeTarball([
        { path: 'package/a.md', content: 'one' },
        { path: 'other/a.md', content: 'two' },
      ]),
    );

    expect(listing.files.map(({ content }) => Buffer.from(content).toString())).toEqual(['one']);
    expect(listing.refused).toHaveLength(1);
  });

  const good = renderFakeTarball([{ path: 'package/README.md', content: 'x'.repeat(5000) }]);
  const flipped = Buffer.from(good).fill(good[40] === 0 ? 1 : 0, 40, 41);

  it.each<[string, Buffer, string | null, string]>([
    ['a wrong hash', good, integrityOf(Buffer.from('other')), 'integrity'],
    ['a flipped byte', flipped, integrityOf(good), 'integrity'],
    ['a truncated archive with the hash of the whole', good.subarray(0, -20), integrityOf(good), 'integrity'],
    ['a truncated archive without a hash', good.subarray(0, -20), null, 'bad-response'],
    [
      'a truncated tar',
      gzipSync(renderFakeTar([{ path: 'package/a.md', content: 'x'.repeat(5000) }]).subarray(0, 3000)),
      null,
      'bad-response',
    ],
    [
      'a size that is a lie',
      renderFakeTarball([{ path: 'package/a.md', content: 'x', claimedSize: 900_000 }]),
      null,
      'bad-response',
    ],
    ['a page', Buffer.from('<html>sorry</html>'), null, 'bad-response'],
    ['nothing', Buffer.alloc(0), null, 'bad-response'],
    ['a hash that is none', good, 'sha512-abc', 'integrity'],
    ['a bomb of zeros', gzipSync(Buffer.alloc(8 * 1024 * 1024)), null, 'too-large'],
    [
      'a bomb in one file',
      renderFakeTarball([{ path: 'package/a.js', content: Buffer.alloc(8 * 1024 * 1024, 'a') }]),
      null,
      'too-large',
    ],
    [
      'too much to keep',
      renderFakeTarball([{ path: 'package/a.md', content: Buffer.alloc(2 * 1024 * 1024, 'a') }]),
      null,
      'too-large',
    ],
    ['too many packed bytes', Buffer.alloc(1024 * 1024 + 1), null, 'too-large'],
  ])('returns nothing of %s', async (_, bytes, integrity, code) => {
    expect(await codeOf(read(bytes, { integrity }))).toBe(code);
  });

  it('verifies the sha1 of an old package', async () => {
    const shasum = convertShasum(createHash('sha1').update(good).digest('hex'));

    expect((await read(good, { integrity: shasum })).verifiedIntegrity).toBe(shasum);
  });

  it.each([
    'http://localhost:1/a.tgz',
    'http://10.1.2.3/a.tgz',
    'http://[::1]/a.tgz',
    'file:///a.tgz',
    'ftp://host.example/a',
  ])('does not fetch from %s', async (url) => {
    expect(await codeOf(read(good, { url }))).toBe('unsafe-url');
  });
});
