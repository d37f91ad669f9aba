import { afterEach, describe, expect, it } from 'vitest';
import { answerJson, type FakeServer, type Handler } from '../npm/registry-server.fake.ts';
import type { ResolveRequest } from '../types.ts';
import type { GoClientPorts } from './client.ts';
import {
  connectToProxy,
  type FakeModule,
  hashModule,
  renderModule,
  startFakeProxy,
} from './go-proxy.fake.ts';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

const path = 'code.example/Demo/kit';
const escaped = 'code.example/!demo/kit';
const mit = 'Permission is hereby granted, free of charge, to any person ... shall be included in all copies';

async function start(
  versions: Readonly<Record<string, FakeModule>>,
  more: Readonly<Record<string, Handler>> = {},
) {
  const server = await startFakeProxy(escaped, versions, more);
  cleanups.push(() => server.close());
  return server;
}

async function connect(goProxy: string | FakeServer, ports: Partial<GoClientPorts> = {}) {
  const list = typeof goProxy === 'string' ? goProxy : `${goProxy.origin}/proxy`;
  const connected = await connectToProxy(list, ports);
  cleanups.push(connected.close);
  return connected.registry;
}

const ask = (range: string, more: Partial<ResolveRequest> = {}): ResolveRequest => ({
  ecosystem: 'go',
  name: path,
  range,
  ...more,
});

describe('createGoRegistry()', () => {
  it('resolves a module with what its files say, and reads its archive once', async () => {
    const mod = [
      `module ${path}`,
      'go 1.21',
      'require (',
      '\tother.example/x v1.0.0',
      '\tfar.example/y v0.1.0 // indirect',
      ')',
    ].join('\n');
    const files = { LICENSE: mit, 'README.md': '# kit', 'kit.go': 'package kit' };
    const info = { Origin: { VCS: 'git', URL: 'https://code.example/Demo/kit' } };
    const server = await start({ 'v1.2.0': { mod, files, info }, 'v1.1.0': {} });
    const registry = await connect(server);
    const hash = hashModule(`${path}@v1.2.0`, { 'go.mod': mod, ...files });

    const record = await registry.resolve(ask('v1.2.0', { hashes: [hash] }));
    const listing = await registry.readArchive(record, { accept: (name) => name === 'README.md' });

    expect(record).toMatchObject({
      ecosystem: 'go',
      name: path,
      version: 'v1.2.0',
      license: 'MIT',
      repository: 'https://code.example/Demo/kit',
      dependencies: { 'other.example/x': 'v1.0.0' },
      entryPoints: { go: '1.21' },
      publishedAt: '2026-01-02T03:04:05.000Z',
      deprecated: null,
    });
    expect(listing.files.map(({ path: name }) => name)).toEqual(['README.md']);
    expect(listing.verifiedIntegrity).toBe(hash);
    const place = `/proxy/${escaped}/@v`;
    expect(server.requests.map(({ url }) => url).toSorted()).toEqual(
      ['list', 'v1.2.0.info', 'v1.2.0.mod', 'v1.2.0.zip'].map((file) => `${place}/${file}`),
    );
  });

  it.each<[string, Readonly<Record<string, FakeModule>>, string, string]>([
    ['the newest release', { 'v1.2.0': {}, 'v1.10.0': {}, 'v1.11.0-rc.1': {} }, 'latest', 'v1.10.0'],
    ['a pre-release when there is nothing else', { 'v1.0.0-rc.1': {}, 'v1.0.0-rc.2': {} }, '', 'v1.0.0-rc.2'],
    ['the newest of a prefix', { 'v1.2.9': {}, 'v1.2.10': {}, 'v1.20.0': {} }, 'v1.2', 'v1.2.10'],
    ['the nearest below', { 'v1.2.0': {}, 'v1.3.0': {}, 'v1.4.0': {} }, '<v1.4.0', 'v1.3.0'],
    ['the nearest above', { 'v1.2.0': {}, 'v1.3.0': {}, 'v1.4.0': {} }, '>=v1.2.1', 'v1.3.0'],
    ['a version without its v', { 'v1.2.0': {}, 'v1.3.0': {} }, '1.2.0', 'v1.2.0'],
    [
      'a commit by its pseudo version',
      { 'v0.0.0-20260102030405-daa7c04131f5': { isListed: false } },
      'v0.0.0-20260102030405-daa7c04131f5',
      'v0.0.0-20260102030405-daa7c04131f5',
    ],
    [
      'no pseudo version of a list',
      { 'v0.1.0': {}, 'v0.2.0-0.20260102030405-daa7c04131f5': {} },
      '',
      'v0.1.0',
    ],
    [
      'no version from before modules',
      { 'v1.0.0': { mod: `module ${path}\ngo 1.20\n` }, 'v3.0.0+incompatible': {} },
      '',
      'v1.0.0',
    ],
    [
      'a version from before modules when there are no modules',
      { 'v1.0.0': {}, 'v3.0.0+incompatible': {} },
      '',
      'v3.0.0+incompatible',
    ],
  ])('takes %s', async (_, versions, range, expected) => {
    const registry = await connect(await start(versions));

    expect((await registry.resolve(ask(range))).version).toBe(expected);
  });

  it('takes no retracted version unless it is asked for by name, and says why it was withdrawn', async () => {
    const mod = [
      `module ${path}`,
      'go 1.20',
      '// Breaks things.',
      'retract [v1.1.0, v1.2.0]',
      'retract v1.3.0 // itself',
    ];
    const registry = await connect(
      await start({ 'v1.0.0': {}, 'v1.1.5': {}, 'v1.3.0': { mod: mod.join('\n') } }),
    );

    expect(await registry.resolve(ask('latest'))).toMatchObject({ version: 'v1.0.0', deprecated: null });
    expect((await registry.resolve(ask('v1.1.5'))).deprecated).toBe('retracted: Breaks things.');
    expect((await registry.resolve(ask('v1.3.0'))).deprecated).toBe('retracted: itself');
  });

  it('takes the newest commit of a module without tags, and a revision that the proxy knows', async () => {
    const pseudo = 'v0.0.0-20260102030405-daa7c04131f5';
    const server = await start(
      { [pseudo]: { isListed: false } },
      {
        [`/proxy/${escaped}/@latest`]: answerJson({ Version: pseudo }),
        [`/proxy/${escaped}/@v/main.info`]: answerJson({ Version: pseudo }),
      },
    );
    const registry = await connect(server);

    expect((await registry.resolve(ask(''))).version).toBe(pseudo);
    expect((await registry.resolve(ask('main'))).version).toBe(pseudo);
  });

  it('says that a module is deprecated', async () => {
    const mod = `// Deprecated: use other.example/kit\nmodule ${path}\n`;

    const record = await (await connect(await start({ 'v1.0.0': { mod } }))).resolve(ask(''));

    expect(record.deprecated).toBe('deprecated: use other.example/kit');
  });

  it('refuses a module that calls itself otherwise', async () => {
    const registry = await connect(await start({ 'v1.0.0': { mod: 'module other.example/kit\n' } }));

    await expect(registry.resolve(ask(''))).rejects.toMatchObject({ code: 'bad-response' });
  });

  it('refuses an archive whose files are not those of go.sum', async () => {
    const registry = await connect(await start({ 'v1.0.0': {} }));
    const hashes = [hashModule('x', { y: 'z' })];

    await expect(registry.resolve(ask('v1.0.0', { hashes }))).rejects.toMatchObject({ code: 'integrity' });
  });

  it('keeps away from files outside the folder of the module', async () => {
    const zip = renderModule('code.example/other@v1.0.0', { 'README.md': 'not ours' });
    const server = await start(
      { 'v1.0.0': {} },
      {
        [`/proxy/${escaped}/@v/v1.0.0.zip`]: (_, response) => void response.end(zip),
      },
    );
    const registry = await connect(server);

    const listing = await registry.readArchive(await registry.resolve(ask('')), { accept: () => true });

    expect(listing.files).toEqual([]);
    expect(listing.refused).toHaveLength(1);
  });

  describe('with a list of proxies', () => {
    const broken = async () => {
      const handler: Handler = (_, response) => void response.writeHead(500).end();
      return start({}, { [`/proxy/${escaped}/@v/v1.0.0.info`]: handler });
    };

    it('asks the next after a comma when a module is not there, for its archive too', async () => {
      const [empty, full] = [await start({}), await start({ 'v1.0.0': { files: { LICENSE: mit } } })];

      const record = await (await connect(`${empty.origin}/proxy,${full.origin}/proxy,direct`)).resolve(
        ask('v1.0.0'),
      );

      expect(record).toMatchObject({ version: 'v1.0.0', license: 'MIT' });
    });

    it('asks the next after trouble behind a bar only', async () => {
      const [bad, full] = [await broken(), await start({ 'v1.0.0': {} })];

      const bar = await connect(`${bad.origin}/proxy|${full.origin}/proxy`);
      const comma = await connect(`${bad.origin}/proxy,${full.origin}/proxy`);

      expect((await bar.resolve(ask('v1.0.0'))).version).toBe('v1.0.0');
      await expect(comma.resolve(ask('v1.0.0'))).rejects.toMatchObject({ code: 'unreachable' });
    });

    it.each<[string, string, Partial<GoClientPorts>]>([
      ['off', 'off', {}],
      ['direct alone', 'direct', {}],
      ['nothing at all', '', {}],
      [
        'a private module',
        'http://registry.example',
        { environment: { GOPROXY: 'http://registry.example', GOPRIVATE: '*.example/Demo' } },
      ],
    ])('asks nobody for %s', async (_, list, ports) => {
      await expect((await connect(list, ports)).resolve(ask('v1.0.0'))).rejects.toMatchObject({
        code: 'no-address',
        hint: expect.stringContaining('registries.go'),
      });
    });
  });

  it.each<[string, Partial<ResolveRequest>, string]>([
    ['a path of the standard library', { name: 'net/http' }, 'bad-name'],
    ['a path that climbs', { name: 'code.example/../x' }, 'bad-name'],
    ['a module that is not there', { name: 'code.example/nothing' }, 'not-found'],
    ['a version that is not there', { range: 'v7.0.0' }, 'no-version'],
    ['a range of npm', { range: '^1.2.0' }, 'no-version'],
    ['a revision that climbs', { range: 'a/../../b' }, 'no-version'],
  ])('ends with a code for %s', async (_, question, code) => {
    const registry = await connect(await start({ 'v1.0.0': {} }));

    await expect(registry.resolve({ ...ask('v1.0.0'), ...question })).rejects.toMatchObject({
      code,
      hint: expect.any(String),
    });
  });

  it('takes the newest commit of a list when there are no tags and nobody tells the latest', async () => {
    const commits = [
      'v0.0.0-20180428030007-95032a82bc51',
      'v0.0.0-20190101000000-aaaaaaaaaaaa',
      'v0.0.0-20170101000000-bbbbbbbbbbbb',
    ];
    const server = await start(Object.fromEntries(commits.map((version) => [version, {}])));

    const { version } = await (await connect(server)).resolve(ask(''));

    expect(version).toBe(commits[1]);
  });

  it('selects versions without a module that cannot be read, and not at all without any', async () => {
    const broken = '/proxy/broken.example/m/@v/v1.0.0.mod';
    const server = await start(
      { 'v1.2.0': { mod: `module ${path}\nrequire other.example/x v1.3.0\n` } },
      { [broken]: (_, response) => void response.writeHead(500).end() },
    );
    const registry = await connect(server);
    const wanted = (name: string, version: string) => ({ name, version });

    const selected = await registry.selectVersions?.([
      wanted('broken.example/m', 'v1.0.0'),
      wanted(path, 'v1.2.0'),
      wanted('other.example/x', 'v1.1.0'),
    ]);

    expect(Object.fromEntries(selected ?? [])).toEqual({
      'broken.example/m': 'v1.0.0',
      [path]: 'v1.2.0',
      'other.example/x': 'v1.3.0',
    });
    await expect(registry.selectVersions?.([wanted('broken.example/m', 'v1.0.0')])).rejects.toMatchObject({
      code: 'unreachable',
    });
  });

  it('takes a version of a lock file from its archive alone when it is to be brief', async () => {
    const mod = `// Deprecated: use another\nmodule ${path}\n\ngo 1.21\n\nrequire other.example/x v1.0.0\n`;
    const server = await start({ 'v1.2.0': { mod, files: { LICENSE: mit } } });
    const registry = await connect(server);

    const record = await registry.resolve(ask('v1.2.0', { lockedVersion: 'v1.2.0', isBrief: true }));
    const missing = registry.resolve(ask('v9.0.0', { lockedVersion: 'v9.0.0', isBrief: true }));

    expect(record).toMatchObject({
      version: 'v1.2.0',
      license: 'MIT',
      deprecated: 'deprecated: use another',
      dependencies: { 'other.example/x': 'v1.0.0' },
      entryPoints: { go: '1.21' },
      unpackedSizeBytes: expect.any(Number),
    });
    await expect(missing).rejects.toMatchObject({ code: 'no-version' });
    expect(server.requests[0]?.url).toBe(`/proxy/${escaped}/@v/v1.2.0.zip`);
  });

  it('asks no proxy about the archive of a private module', async () => {
    const server = await start({ 'v1.2.0': {} });
    const registry = await connect(server, {
      environment: { GOPROXY: `${server.origin}/proxy`, GOPRIVATE: 'code.example' },
    });

    const resolving = registry.resolve(ask('v1.2.0', { lockedVersion: 'v1.2.0', isBrief: true }));

    await expect(resolving).rejects.toMatchObject({ code: 'no-address' });
    expect(server.requests).toEqual([]);
  });
});
