import { afterEach, describe, expect, it } from 'vitest';
import type { FakeServer } from '../npm/registry-server.fake.ts';
import type { ResolveRequest } from '../types.ts';
import {
  answer,
  connectToIndex,
  jsonType,
  renderMetadata,
  renderSdist,
  renderWheel,
  sha256,
  startFakeIndex,
} from './pypi-index.fake.ts';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

interface FakeFile {
  readonly filename: string;
  readonly bytes?: Buffer;
  readonly more?: Readonly<Record<string, unknown>>;
}

async function start(
  files: readonly FakeFile[],
  extra: Readonly<Record<string, string>> = {},
): Promise<FakeServer> {
  const listed = files.map(({ filename, bytes = Buffer.from(''), more }) => ({
    filename,
    url: `../../files/${filename}`,
    hashes: { sha256: sha256(bytes) },
    size: bytes.length,
    ...more,
  }));
  const server = await startFakeIndex({
    project: 'demo-kit',
    page: answer(
      jsonType,
      JSON.stringify({ meta: { 'api-version': '1.1' }, name: 'demo-kit', files: listed }),
    ),
    files: { ...Object.fromEntries(files.map(({ filename, bytes }) => [filename, bytes ?? ''])), ...extra },
  });
  cleanups.push(() => server.close());
  return server;
}

async function connect(server: FakeServer, options: Parameters<typeof connectToIndex>[1] = {}) {
  const connected = await connectToIndex({ PIP_INDEX_URL: `${server.origin}/simple` }, options);
  cleanups.push(connected.close);
  return connected.registry;
}

const ask = (range: string, more: Partial<ResolveRequest> = {}): ResolveRequest => ({
  ecosystem: 'pypi',
  name: 'Demo.Kit',
  range,
  ...more,
});

function sdist(version: string, more: Readonly<Record<string, unknown>> = {}): FakeFile {
  const stem = `demo_kit-${version}`;
  return { filename: `${stem}.tar.gz`, bytes: renderSdist(stem, renderMetadata('demo-kit', version)), more };
}

describe('createPypiRegistry().resolve()', () => {
  it('takes the newest release and what its core metadata say, without opening an archive', async () => {
    const metadata = renderMetadata('Demo_Kit', '1.10', [
      'Summary: Shows things',
      'License-Expression: MIT OR Apache-2.0',
      'Project-URL: Source Code, https://code.example/demo',
      'Project-URL: Documentation, https://docs.example/demo',
      'Home-page: https://demo.example',
      'Requires-Python: >=3.8',
      'Requires-Dist: Other_Thing[x]<3,>=2; python_version > "3"',
      'Requires-Dist: test-only; extra == "test"',
      'Requires-Dist: direct @ https://files.example/direct.zip',
      'Keywords: a, b c',
    ]);
    const wheel = 'demo_kit-1.10-py3-none-any.whl';
    const more = { 'core-metadata': { sha256: sha256(metadata) }, 'upload-time': '2026-01-02T03:04:05Z' };
    const server = await start([sdist('1.9'), { filename: wheel, more }, sdist('1.10')], {
      [`${wheel}.metadata`]: metadata,
    });

    const record = await (await connect(server)).resolve(ask(''));

    expect(record).toMatchObject({
      ecosystem: 'pypi',
      name: 'Demo.Kit',
      version: '1.10',
      description: 'Shows things',
      license: 'MIT OR Apache-2.0',
      homepage: 'https://demo.example',
      repository: 'https://code.example/demo',
      documentation: 'https://docs.example/demo',
      keywords: ['a', 'b c'],
      dependencies: { 'other-thing': '<3,>=2' },
      entryPoints: { 'requires-python': '>=3.8' },
      archive: { format: 'tar.gz', integrity: expect.stringMatching(/^sha256-/) },
      otherArchives: [{ format: 'zip', url: `${server.origin}/files/${wheel}` }],
      deprecated: null,
    });
    expect(server.requests.map(({ url }) => url)).toEqual(['/simple/demo-kit/', `/files/${wheel}.metadata`]);
  });

  it('refuses core metadata that were changed, and metadata of another project', async () => {
    const wheel = 'demo_kit-1-py3-none-any.whl';
    const more = { 'core-metadata': { sha256: sha256('what was published') } };
    const changed = await start([{ filename: wheel, more }], {
      [`${wheel}.metadata`]: renderMetadata('demo-kit', '1'),
    });
    const other = await start([{ filename: wheel, more: { 'core-metadata': true } }], {
      [`${wheel}.metadata`]: renderMetadata('other', '1'),
    });

    await expect((await connect(changed)).resolve(ask(''))).rejects.toMatchObject({ code: 'integrity' });
    await expect((await connect(other)).resolve(ask(''))).rejects.toMatchObject({ code: 'bad-response' });
  });

  it('reads the metadata in an archive when the index serves none, and the archive once', async () => {
    const server = await start([sdist('2.0')]);
    const registry = await connect(server);

    const record = await registry.resolve(ask(''));
    const listing = await registry.readArchive(record, { accept: (path) => path === 'README.md' });

    expect(listing.files.map(({ path }) => path)).toEqual(['README.md']);
    expect(listing.verifiedIntegrity).toBe(record.archive.integrity);
    expect(server.requests.map(({ url }) => url)).toEqual([
      '/simple/demo-kit/',
      '/files/demo_kit-2.0.tar.gz',
    ]);
  });

  it('looks into the wheel as well when the source archive leaves fields open', async () => {
    const stem = 'demo_kit-2.0';
    const open = renderMetadata('demo-kit', '2.0', ['Dynamic: Requires-Dist']);
    const final = renderMetadata('demo-kit', '2.0', ['Requires-Dist: other>=1']);
    const server = await start([
      { filename: `${stem}.tar.gz`, bytes: renderSdist(stem, open) },
      { filename: `${stem}-py3-none-any.whl`, bytes: renderWheel(stem, final) },
    ]);
    const registry = await connect(server);

    const record = await registry.resolve(ask(''));
    const [wheel] = record.otherArchives ?? [];
    const listing = await registry.readArchive(
      { ...record, archive: wheel ?? record.archive },
      { accept: () => true },
    );

    expect(record.dependencies).toEqual({ other: '>=1' });
    expect(listing.files.map(({ path }) => path)).toContain('demo/__init__.pyi');
  });

  it.each<[string, readonly FakeFile[], string, string]>([
    ['no pre-release while a final one fits', [sdist('1.0'), sdist('2.0rc1')], '', '1.0'],
    ['a pre-release that is asked for', [sdist('1.0'), sdist('2.0rc1')], '>=2.0rc1', '2.0rc1'],
    ['a pre-release when nothing else fits', [sdist('1.0'), sdist('2.0rc1')], '>1', '2.0rc1'],
    ['no withdrawn release', [sdist('1.0'), sdist('1.1', { yanked: 'broken' })], '>=1', '1.0'],
    [
      'a withdrawn release that is pinned',
      [sdist('1.0'), sdist('1.1', { yanked: 'broken' })],
      '==1.1',
      '1.1',
    ],
    ['the version that a person types', [sdist('1.0'), sdist('1.1')], '1.0', '1.0'],
    [
      'what fits the Python at hand',
      [sdist('1.0'), sdist('2.0', { 'requires-python': '>=3.99' })],
      '',
      '1.0',
    ],
    [
      'the newest when nothing fits the Python at hand',
      [sdist('2.0', { 'requires-python': '>=3.99' })],
      '',
      '2.0',
    ],
    ['one release for two spellings', [sdist('1.0.0'), sdist('1.0')], '==1', '1.0.0'],
  ])('takes %s', async (_, files, range, expected) => {
    const registry = await connect(await start(files), { pythonVersion: '3.11.7' });

    expect((await registry.resolve(ask(range))).version).toBe(expected);
  });

  it('takes the version of a lock file, whatever the range, and says that it was withdrawn', async () => {
    const registry = await connect(await start([sdist('1.0', { yanked: 'broken' }), sdist('2.0')]));

    const record = await registry.resolve(ask('>=2', { lockedVersion: '1.0' }));

    expect(record).toMatchObject({ version: '1.0', deprecated: 'yanked: broken' });
  });

  it('chooses among files by the hashes of the manifest, and refuses a release that has none of them', async () => {
    const wheel = {
      filename: 'demo_kit-1.0-py3-none-any.whl',
      bytes: renderWheel('demo_kit-1.0', renderMetadata('demo-kit', '1.0')),
    };
    const registry = await connect(await start([sdist('1.0'), wheel]));
    const right = `sha256:${sha256(wheel.bytes)}`;

    expect((await registry.resolve(ask('', { hashes: [right] }))).archive.format).toBe('zip');
    await expect(registry.resolve(ask('', { hashes: [`sha256:${'0'.repeat(64)}`] }))).rejects.toMatchObject({
      code: 'integrity',
    });
  });

  it.each([
    ['archived', 'Look at the other one', 'archived: Look at the other one'],
    ['quarantined', undefined, 'quarantined'],
    ['active', undefined, null],
    [['archived'], { a: 1 }, null],
  ])('says what the index says of the whole project: %j %j', async (status, reason, expected) => {
    const bytes = renderSdist('demo_kit-1', renderMetadata('demo-kit', '1'));
    const file = {
      filename: 'demo_kit-1.tar.gz',
      url: '../../files/demo_kit-1.tar.gz',
      hashes: { sha256: sha256(bytes) },
    };
    const body = {
      meta: { 'api-version': '1.4' },
      files: [file],
      'project-status': { status, reason },
    };
    const server = await startFakeIndex({
      project: 'demo-kit',
      page: answer(jsonType, JSON.stringify(body)),
      files: { 'demo_kit-1.tar.gz': bytes },
    });
    cleanups.push(() => server.close());

    const record = await (await connect(server)).resolve(ask(''));

    expect(record.deprecated).toBe(expected);
  });

  it('reads an index that speaks HTML', async () => {
    const bytes = renderSdist('demo-kit-1.0', renderMetadata('demo-kit', '1.0'));
    const page = [
      '<!DOCTYPE html><html><head><base href="/files/"></head><body>',
      `<a href="demo-kit-1.0.tar.gz#sha256=${sha256(bytes)}" data-requires-python="&gt;=3.8">demo-kit-1.0.tar.gz</a>`,
      '<a href="demo-kit-2.0.tar.gz" data-yanked="">demo-kit-2.0.tar.gz</a>',
      '<a href="javascript:alert(1)">demo-kit-3.0.tar.gz</a><a>nothing</a>',
      '</body></html>',
    ].join('\n');
    const server = await startFakeIndex({
      project: 'demo-kit',
      page: answer('text/html', page),
      files: { 'demo-kit-1.0.tar.gz': bytes },
    });
    cleanups.push(() => server.close());

    const record = await (await connect(server)).resolve(ask('<3'));

    expect(record).toMatchObject({ version: '1.0', entryPoints: { 'requires-python': '>=3.8' } });
  });

  it('asks extra indexes first, and only the first that has the project', async () => {
    const own = await start([sdist('1.0')]);
    const open = await start([sdist('9.0')]);
    const environment = {
      PIP_INDEX_URL: `${open.origin}/simple`,
      PIP_EXTRA_INDEX_URL: `${own.origin}/simple`,
    };
    const { registry, close } = await connectToIndex(environment);
    cleanups.push(close);

    expect((await registry.resolve(ask(''))).version).toBe('1.0');
    await expect(registry.resolve(ask('>1'))).rejects.toMatchObject({ code: 'no-version' });
    expect(open.requests).toEqual([]);
  });

  it('logs in with .netrc, and says so when that is refused', async () => {
    const server = await start([sdist('1.0')]);
    const files = { '/home/user/.netrc': 'machine 127.0.0.1 login me password mine' };

    await (await connect(server, { files })).resolve(ask(''));

    const basic = `Basic ${Buffer.from('me:mine').toString('base64')}`;
    expect(server.requests.map(({ authorization }) => authorization)).toEqual([basic, basic]);
    const closed = await startFakeIndex({
      project: 'demo-kit',
      page: (_, response) => void response.writeHead(401).end(),
    });
    cleanups.push(() => closed.close());
    await expect((await connect(closed)).resolve(ask(''))).rejects.toMatchObject({
      code: 'unauthorized',
      hint: expect.stringContaining('.netrc'),
    });
  });

  it.each<[string, Partial<ResolveRequest>, string]>([
    ['a name that is not there', { name: 'nobody-made-this' }, 'not-found'],
    ['a name that climbs', { name: '../x' }, 'bad-name'],
    ['a version that is not there', { range: '==7' }, 'no-version'],
    ['a range of npm', { range: '^1.0' }, 'no-version'],
  ])('ends with a code for %s', async (_, question, code) => {
    const registry = await connect(await start([sdist('1.0')]));

    await expect(registry.resolve({ ...ask(''), ...question })).rejects.toMatchObject({
      code,
      hint: expect.any(String),
    });
  });

  it.each<[string, string, string]>([
    ['JSON that is none', jsonType, '{'],
    ['JSON without files', jsonType, '{"meta":{}}'],
    ['another version of the protocol', jsonType, '{"meta":{"api-version":"2.0"},"files":[]}'],
  ])('refuses %s', async (_, type, body) => {
    const server = await startFakeIndex({ project: 'demo-kit', page: answer(type, body) });
    cleanups.push(() => server.close());

    await expect((await connect(server)).resolve(ask(''))).rejects.toMatchObject({ code: 'bad-response' });
  });

  it('passes over files whose entries or names make no sense', async () => {
    const strange = [
      { filename: 'other-1.0.tar.gz' },
      { filename: 'demo_kit-not.a.version.tar.gz' },
      { filename: 'demo_kit-9.0.exe' },
      { filename: 'demo_kit-9.0-py3.whl' },
      { filename: `demo_kit-${'9'.repeat(500)}.tar.gz` },
      { filename: 'demo_kit-9.0.tar.gz', more: { url: 'http://[' } },
      { filename: 'demo_kit-9.0.tar.gz', more: { url: null } },
    ];
    const registry = await connect(await start([...strange, sdist('1.0')]));

    expect((await registry.resolve(ask(''))).version).toBe('1.0');
  });

  it('visits no private address that an index names', async () => {
    const registry = await connect(
      await start([sdist('1.0', { url: 'http://169.254.169.254/latest/demo_kit-1.0.tar.gz' })]),
    );

    await expect(registry.resolve(ask(''))).rejects.toMatchObject({ code: 'unsafe-url' });
  });

  it('visits none for metadata either', async () => {
    const url = 'http://169.254.169.254/demo_kit-1.0-py3-none-any.whl';
    const wheel = { filename: 'demo_kit-1.0-py3-none-any.whl', more: { url, 'core-metadata': true } };

    await expect((await connect(await start([wheel]))).resolve(ask(''))).rejects.toMatchObject({
      code: 'unsafe-url',
    });
  });

  it('takes no archive without a hash in clear text from elsewhere', async () => {
    const open = sdist('1.0', { url: 'http://files.example/demo_kit-1.0.tar.gz', hashes: {} });

    await expect((await connect(await start([open]))).resolve(ask(''))).rejects.toMatchObject({
      code: 'unsafe-url',
    });
  });

  it('says which settings there are when no index is known', async () => {
    const { registry, close } = await connectToIndex({});
    cleanups.push(close);

    await expect(registry.resolve(ask(''))).rejects.toMatchObject({
      code: 'no-address',
      hint: expect.stringMatching(/registries\.pypi.*PIP_INDEX_URL/),
    });
  });

  it('refuses an archive that is not the published one', async () => {
    const changed = { ...sdist('1.0'), more: { hashes: { sha256: sha256('another') } } };
    const registry = await connect(await start([changed]));

    await expect(registry.resolve(ask(''))).rejects.toMatchObject({ code: 'integrity' });
  });
});
