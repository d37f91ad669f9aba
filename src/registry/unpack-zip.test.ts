import { createHash, randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { ReadableStream } from 'node:stream/web';
import fc from 'fast-check';
import { Response } from 'undici';
import { describe, expect, it } from 'vitest';
import { RegistryError } from './errors.ts';
import { readVerifiedZip } from './unpack-zip.ts';
import { type FakeZipEntry, renderFakeZip } from './zip.fake.ts';

function read(
  zip: Buffer | readonly FakeZipEntry[],
  more: Partial<Parameters<typeof readVerifiedZip>[0]> = {},
) {
  return readVerifiedZip({
    response: new Response(Buffer.isBuffer(zip) ? zip : renderFakeZip(zip)),
    integrity: null,
    accept: () => true,
    packedLimitBytes: 1_000_000,
    limits: { unpackedBytes: 1_000_000, entries: 100, keptBytes: 100_000 },
    purpose: 'read the archive',
    signal: undefined,
    root: '',
    ...more,
  });
}

const ok: FakeZipEntry = { path: 'README.md', content: '# read me' };

describe('readVerifiedZip()', () => {
  it('gives what was accepted and lists the rest', async () => {
    const zip = [
      ok,
      { path: 'a/', mode: 0o040755 },
      { path: 'a/b.py', content: 'x'.repeat(2000), isDeflated: true },
    ];

    const listing = await read(zip, { accept: (path) => path === 'README.md' });

    expect(listing.files.map(({ path, content }) => [path, Buffer.from(content).toString()])).toEqual([
      ['README.md', '# read me'],
    ]);
    expect(listing.entries).toEqual([
      { path: 'README.md', sizeBytes: 9, kept: true },
      { path: 'a/b.py', sizeBytes: 2000, kept: false },
    ]);
  });

  it.each<[string, FakeZipEntry]>([
    ['a symbolic link', { path: 'a', content: '/etc/passwd', mode: 0o120777 }],
    ['a device', { path: 'a', mode: 0o020644 }],
    ['a pipe', { path: 'a', mode: 0o010644 }],
    ['a socket', { path: 'a', mode: 0o140644 }],
    ['a path that climbs', { path: '../../a' }],
    ['an absolute path', { path: '/a' }],
    ['a drive', { path: 'C:/a' }],
    ['a backslash', { path: 'a\\b' }],
    ['a control character', { path: 'a\u0000b' }],
    ['a path that is not UTF-8', { path: Buffer.from([0x61, 0xff]) }],
    ['a right-to-left mark', { path: 'a\u202egpj.md' }],
    ['a second entry of the same path', ok],
    ['an encrypted one', { path: 'a', content: 'secretsecret', isEncrypted: true }],
    ['a way of compressing that nobody reads', { path: 'a', content: 'x', method: 12 }],
  ])('refuses %s and keeps the others', async (_, entry) => {
    const listing = await read([ok, entry]);

    expect(listing.files.map(({ path }) => path)).toEqual(['README.md']);
    expect(listing.refused).toHaveLength(1);
  });

  it('takes off the root, and refuses what lies beside it', async () => {
    const zip = [{ path: 'host.example/m@v1.0.0/go.mod' }, { path: 'other/go.mod' }];

    const listing = await read(zip, { root: 'host.example/m@v1.0.0/' });

    expect(listing.entries.map(({ path }) => path)).toEqual(['go.mod']);
    expect(listing.refused.map(({ path }) => path)).toEqual(['other/go.mod']);
  });

  it.each<[string, readonly FakeZipEntry[], RegExp]>([
    [
      'unpacks to too much',
      [{ path: 'a', content: Buffer.alloc(2_000_000), isDeflated: true }],
      /bytes when unpacked/,
    ],
    ['has too many entries', Array.from({ length: 101 }, (_, index) => ({ path: `${index}` })), /entries/],
    ['holds too much that is wanted', [{ path: 'a', content: Buffer.alloc(200_000) }], /documentation/],
  ])('ends with too-large for an archive that %s', async (_, entries, message) => {
    await expect(read(entries)).rejects.toMatchObject({
      code: 'too-large',
      message: expect.stringMatching(message),
    });
  });

  it('believes no size that a header claims', async () => {
    const bomb = [{ path: 'a', content: Buffer.alloc(500_000), isDeflated: true, claimedSize: 10 }];

    await expect(read(bomb)).rejects.toMatchObject({ code: 'bad-response' });
  });

  it('reads nothing of a file whose hash is wrong', async () => {
    const zip = renderFakeZip([ok]);
    const right = `sha256-${createHash('sha256').update(zip).digest('base64')}`;
    const wrong = `sha256-${createHash('sha256').update('x').digest('base64')}`;
    const asked: string[] = [];
    const accept = (path: string) => asked.push(path) > 0;

    await expect(read(zip, { integrity: wrong, accept })).rejects.toMatchObject({ code: 'integrity' });
    await expect(read(zip, { integrity: 'nonsense', accept })).rejects.toMatchObject({ code: 'integrity' });
    expect(asked).toEqual([]);
    expect((await read(zip, { integrity: right, accept })).verifiedIntegrity).toBe(right);
  });

  it('compares the hash of all files of a Go module, accepted or not', async () => {
    const zip = renderFakeZip([ok, { path: 'b', content: 'b' }]);
    const sha = (text: string) => createHash('sha256').update(text).digest('hex');
    const lines = `${sha('# read me')}  README.md\n${sha('b')}  b\n`;
    const right = `h1:${createHash('sha256').update(lines).digest('base64')}`;
    const accept = () => false;

    expect((await read(zip, { integrity: right, accept })).verifiedIntegrity).toBe(right);
    const changed = renderFakeZip([ok, { path: 'b', content: 'c' }]);
    await expect(read(changed, { integrity: right, accept })).rejects.toMatchObject({ code: 'integrity' });
  });

  it('throws nothing but RegistryError for bytes that were changed', async () => {
    const zip = renderFakeZip([ok, { path: 'a/b.py', content: 'x'.repeat(300), isDeflated: true }]);
    await fc.assert(
      fc.asyncProperty(fc.nat(zip.length - 1), fc.nat(255), fc.nat(zip.length), async (at, byte, length) => {
        const changed = Buffer.from(zip.subarray(0, Math.max(length, at + 1)));
        changed[at] = byte;
        const error = await read(changed).then(
          () => null,
          (thrown: unknown) => thrown,
        );
        expect(error === null || error instanceof RegistryError).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('reads a large archive from a file that has no name, and leaves nothing behind', async () => {
    const noise = randomBytes(9_000_000);
    const zip = renderFakeZip([ok, { path: 'noise', content: noise }, { path: 'LICENSE', content: 'MIT' }]);
    const integrity = `sha256-${createHash('sha256').update(zip).digest('base64')}`;
    const large = { packedLimitBytes: 2 * zip.length, limits: { ...wide, keptBytes: 100_000 } };
    const before = await listSpooled();

    const listing = await read(zip, { ...large, integrity, accept: (path) => path !== 'noise' });
    const failures = await Promise.allSettled([
      read(zip, { ...large, integrity: integrityOf('x') }),
      read(zip.subarray(0, 8_000_000), large),
      read(zip, { ...large, accept: () => true }),
    ]);

    expect(listing.files.map(({ path }) => path)).toEqual(['README.md', 'LICENSE']);
    expect(listing).toMatchObject({ verifiedIntegrity: integrity, sizeBytes: zip.length });
    expect(failures.map((each) => each.status === 'rejected' && each.reason.code)).toEqual([
      'integrity',
      'bad-response',
      'too-large',
    ]);
    expect((await listSpooled()).filter((name) => !before.includes(name))).toEqual([]);
  });

  it('hashes large files of a Go module without keeping them', async () => {
    const zip = renderFakeZip([{ path: 'zeros', content: Buffer.alloc(20_000_000), isDeflated: true }]);
    const line = `${createHash('sha256').update(Buffer.alloc(20_000_000)).digest('hex')}  zeros\n`;
    const integrity = `h1:${createHash('sha256').update(line).digest('base64')}`;

    const listing = await read(zip, { integrity, limits: wide, accept: () => false });

    expect(listing).toMatchObject({ files: [], verifiedIntegrity: integrity });
  });

  it('cuts an archive without end at its limit', async () => {
    let given = 0;
    const endless = ReadableStream.from(
      (async function* () {
        for (; given < 10_000; given += 1) yield Buffer.alloc(1_000_000);
      })(),
    );
    const response = new Response(endless);

    const reading = read([], { response, packedLimitBytes: 20_000_000 });

    await expect(reading).rejects.toMatchObject({ code: 'too-large' });
    expect(given).toBeLessThan(40);
  });
});

const wide = { unpackedBytes: 30_000_000, entries: 100, keptBytes: 30_000_000 };

function integrityOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

async function listSpooled(): Promise<string[]> {
  return (await readdir(tmpdir())).filter((name) => name.startsWith('phalus-archive-'));
}
