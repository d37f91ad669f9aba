import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { createHttp } from '../http.ts';
import {
  answerBytes,
  answerJson,
  type FakeServer,
  type Handler,
  startFakeServer,
} from '../npm/registry-server.fake.ts';
import { renderFakeTarball } from '../tarball.fake.ts';
import type { ResolveRequest } from '../types.ts';
import { readCratesClient } from './client.ts';
import { createCratesRegistry } from './registry.ts';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

const cargoToml = [
  '[package]',
  'name = "demo_kit"',
  'description = """\nShows\n  things"""',
  'license = "MIT/Apache-2.0"',
  'repository = "https://code.example/demo"',
  'documentation = "https://docs.example/demo"',
  'keywords = ["a", "b"]',
  'edition = "2021"',
  'rust-version = "1.70"',
  '[lib]\nname = "demo"',
  '[features]\ndefault = []',
].join('\n');

function renderCrate(
  version: string,
  files: Readonly<Record<string, string>> = { 'Cargo.toml': cargoToml },
): Buffer {
  const all = { 'README.md': '# demo', 'build.rs': 'fn main() { panic!() }', ...files };
  return renderFakeTarball(
    Object.entries(all).map(([path, content]) => ({ path: `demo_kit-${version}/${path}`, content })),
  );
}

interface FakeVersion {
  readonly version: string;
  readonly crate?: Buffer;
  readonly more?: Readonly<Record<string, unknown>>;
}

async function start(
  versions: readonly FakeVersion[],
  more: { config?: Handler; lines?: readonly string[] } = {},
) {
  const crates = versions.map(({ version, crate = renderCrate(version) }) => [version, crate] as const);
  const lines = versions.map(({ version, more: fields }, index) => {
    const cksum = createHash('sha256')
      .update(crates[index]?.[1] ?? '')
      .digest('hex');
    return JSON.stringify({ name: 'demo_kit', vers: version, cksum, yanked: false, deps: [], ...fields });
  });
  const text = [...(more.lines ?? []), ...lines, ''].join('\n');
  const server: FakeServer = await startFakeServer({
    '/index/config.json':
      more.config ?? ((_, response) => void response.end(JSON.stringify({ dl: `${server.origin}/dl` }))),
    '/index/de/mo/demo_kit': answerBytes(Buffer.from(text)),
    ...Object.fromEntries(
      crates.map(([version, bytes]) => [`/dl/demo_kit/${version}/download`, answerBytes(bytes)]),
    ),
  });
  cleanups.push(() => server.close());
  return server;
}

async function connect(server: FakeServer, files: Readonly<Record<string, string>> = {}) {
  const config = `[source.crates-io]\nreplace-with = "m"\n[registries.m]\nindex = "sparse+${server.origin}/index/"\n`;
  const client = await readCratesClient({
    environment: {},
    homeDirectory: '/home/user',
    workDirectory: '/',
    readFile: async (path) => ({ '/home/user/.cargo/config.toml': config, ...files })[path] ?? null,
    askCargo: async () => null,
    override: '',
  });
  const http = createHttp({ client, siblingHosts: client.hosts });
  cleanups.push(() => http.close());
  return createCratesRegistry({
    fetch: http.fetch,
    client,
    packageSizeLimitBytes: 1024 * 1024,
    sleep: async () => undefined,
  });
}

const ask = (range: string, more: Partial<ResolveRequest> = {}): ResolveRequest => ({
  ecosystem: 'crates',
  name: 'demo_kit',
  range,
  ...more,
});

describe('createCratesRegistry()', () => {
  it('resolves a crate with what its Cargo.toml says, and reads its archive once', async () => {
    const deps = [
      { name: 'serde', req: '^1.0', optional: false, kind: 'normal' },
      { name: 'renamed', package: 'rand', req: '^0.9', optional: false, kind: 'normal' },
      { name: 'maybe', req: '^1', optional: true, kind: 'normal' },
      { name: 'tests', req: '^1', optional: false, kind: 'dev' },
      { name: '__proto__', req: '^1', optional: false, kind: 'normal' },
    ];
    const server = await start([
      { version: '1.2.0', more: { deps, pubtime: '2026-01-02T03:04:05Z' } },
      { version: '1.1.0' },
    ]);
    const registry = await connect(server);

    const record = await registry.resolve(ask('1'));
    const listing = await registry.readArchive(record, { accept: (path) => path === 'README.md' });

    expect(record).toMatchObject({
      ecosystem: 'crates',
      name: 'demo_kit',
      version: '1.2.0',
      description: 'Shows things',
      license: 'MIT OR Apache-2.0',
      repository: 'https://code.example/demo',
      documentation: 'https://docs.example/demo',
      homepage: null,
      dependencies: { serde: '^1.0', rand: '^0.9' },
      entryPoints: { edition: '2021', 'rust-version': '1.70', lib: 'demo', features: ['default'] },
      publishedAt: '2026-01-02T03:04:05.000Z',
      deprecated: null,
    });
    expect(Object.keys(record.dependencies)).toEqual(['serde', 'rand']);
    expect(listing.files.map(({ path }) => path)).toEqual(['README.md']);
    expect(listing.verifiedIntegrity).toBe(record.archive.integrity);
    expect(server.requests.map(({ url }) => url)).toEqual([
      '/index/config.json',
      '/index/de/mo/demo_kit',
      '/dl/demo_kit/1.2.0/download',
    ]);
  });

  it.each<[string, readonly FakeVersion[], Partial<ResolveRequest>, string]>([
    ['the caret that nobody wrote', [{ version: '1.2.0' }, { version: '2.0.0' }], { range: '1.0' }, '1.2.0'],
    ['no pre-release', [{ version: '1.2.0' }, { version: '2.0.0-rc.1' }], { range: '' }, '1.2.0'],
    ['a pre-release when there is nothing else', [{ version: '2.0.0-rc.1' }], { range: '' }, '2.0.0-rc.1'],
    [
      'no yanked version',
      [{ version: '1.0.0' }, { version: '1.2.0', more: { yanked: true } }],
      { range: '1' },
      '1.0.0',
    ],
    [
      'a yanked version by its name',
      [{ version: '1.0.0' }, { version: '1.2.0', more: { yanked: true } }],
      { range: '=1.2.0' },
      '1.2.0',
    ],
    [
      'the version of a lock file',
      [{ version: '1.0.0', more: { yanked: true } }, { version: '1.2.0' }],
      { range: '^1.1', lockedVersion: '1.0.0' },
      '1.0.0',
    ],
    ['another spelling of the name', [{ version: '1.0.0' }], { name: 'Demo-Kit', range: '' }, '1.0.0'],
  ])('takes %s', async (_, versions, question, expected) => {
    const registry = await connect(await start(versions));

    expect((await registry.resolve({ ...ask(''), ...question })).version).toBe(expected);
  });

  it('says that a version was yanked', async () => {
    const registry = await connect(await start([{ version: '1.0.0', more: { yanked: true } }]));

    expect((await registry.resolve(ask('=1.0.0'))).deprecated).toBe('yanked');
    await expect(registry.resolve(ask('1'))).rejects.toMatchObject({ code: 'no-version' });
  });

  it('names the licence by its text when there is no expression', async () => {
    const files = {
      'Cargo.toml': '[package]\nname = "demo_kit"\nlicense-file = "LICENSE"\n',
      LICENSE:
        'Permission is hereby granted, free of charge, to any person ... shall be included in all copies',
    };
    const registry = await connect(await start([{ version: '1.0.0', crate: renderCrate('1.0.0', files) }]));

    expect((await registry.resolve(ask(''))).license).toBe('MIT');
  });

  it('passes over lines of later forms and lines that make no sense', async () => {
    const lines = [
      '{',
      'null',
      '{"name":"demo_kit","vers":"9.0.0","cksum":"short"}',
      '{"name":"demo_kit","vers":"nine"}',
    ];
    const later = { version: '9.0.0', more: { v: 3 } };
    const registry = await connect(await start([later, { version: '1.0.0' }], { lines }));

    expect((await registry.resolve(ask(''))).version).toBe('1.0.0');
  });

  it('shows the token to a registry that wants one', async () => {
    const origin = { value: '' };
    const server = await start([{ version: '1.0.0' }], {
      config: (request, response) => {
        if (request.headers.authorization !== 'secret') return void response.writeHead(401).end();
        response.end(
          JSON.stringify({ dl: `${origin.value}/dl/{crate}/{version}/download`, 'auth-required': true }),
        );
      },
    });
    origin.value = server.origin;
    const files = { '/home/user/.cargo/credentials.toml': '[registries.m]\ntoken = "secret"\n' };

    await (await connect(server, files)).resolve(ask(''));

    expect(server.requests.map(({ authorization }) => authorization)).toEqual([
      undefined,
      'secret',
      'secret',
      'secret',
    ]);
    await expect((await connect(server)).resolve(ask(''))).rejects.toMatchObject({ code: 'unauthorized' });
  });

  it.each<[string, Partial<ResolveRequest>, string]>([
    ['a name that is not there', { name: 'nobody' }, 'not-found'],
    ['a name that climbs', { name: '../x' }, 'bad-name'],
    ['a range of npm', { range: '1 || 2' }, 'no-version'],
    ['a version that is not there', { range: '7' }, 'no-version'],
    ['a lock file that says otherwise', { lockedIntegrity: 'sha256-AAAA' }, 'integrity'],
  ])('ends with a code for %s', async (_, question, code) => {
    const registry = await connect(await start([{ version: '1.0.0' }]));

    await expect(registry.resolve({ ...ask(''), ...question })).rejects.toMatchObject({
      code,
      hint: expect.any(String),
    });
  });

  it.each<[string, Handler, string]>([
    ['is no JSON', (_, response) => void response.end('<html>'), 'bad-response'],
    ['has no place for crates', answerJson({}), 'bad-response'],
    ['sends us into the network around', answerJson({ dl: 'http://169.254.169.254/latest' }), 'unsafe-url'],
    ['sends us to a file', answerJson({ dl: 'file:///etc/passwd?' }), 'unsafe-url'],
    ['has an address that is none', answerJson({ dl: 'no address' }), 'bad-response'],
  ])('refuses an index whose config.json %s', async (_, config, code) => {
    const registry = await connect(await start([{ version: '1.0.0' }], { config }));

    await expect(registry.resolve(ask(''))).rejects.toMatchObject({ code });
  });

  it('refuses a crate that is not the published one', async () => {
    const server = await start([{ version: '1.0.0', more: { cksum: '0'.repeat(64) } }]);

    await expect((await connect(server)).resolve(ask(''))).rejects.toMatchObject({ code: 'integrity' });
  });
});
