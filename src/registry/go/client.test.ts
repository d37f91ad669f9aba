import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type GoClientPorts, readGoClient } from './client.ts';
import { matchesPathPatterns } from './glob-patterns.ts';

function read(more: Partial<GoClientPorts> & { files?: Readonly<Record<string, string>> } = {}) {
  const { files = {}, ...ports } = more;
  return readGoClient({
    environment: {},
    homeDirectory: '/home/user',
    platform: 'linux',
    readFile: async (path) => files[path] ?? null,
    askGo: async () => null,
    override: '',
    ...ports,
  });
}

const addresses = async (more: Parameters<typeof read>[0]) =>
  (await read(more)).proxies.map((step) =>
    step.kind === 'proxy' ? `${step.url.href} ${step.next}` : step.kind,
  );

describe('readGoClient()', () => {
  it("takes phalus's own setting before what Go says, and Go's word before the environment", async () => {
    const askGo = async () => new Map([['GOPROXY', 'https://go.example,direct']]);
    const environment = { GOPROXY: 'https://variable.example' };

    expect(await addresses({ askGo, environment })).toEqual(['https://go.example/ absent', 'direct']);
    expect(await addresses({ askGo, environment, override: 'https://own.example|off' })).toEqual([
      'https://own.example/ any',
      'off',
    ]);
  });

  it('reads the variable and the file of go env without a Go', async () => {
    const files = {
      '/home/user/.config/go/env': 'GOPROXY=https://file.example\nGOPRIVATE=inner.example\n',
      '/other': 'GOPROXY=off',
    };

    expect(await addresses({ files })).toEqual(['https://file.example/ absent']);
    expect((await read({ files })).isPrivate('inner.example/x')).toBe(true);
    expect(await addresses({ files, environment: { GOENV: '/other' } })).toEqual(['off']);
    expect(await addresses({ files, environment: { GOENV: 'off' } })).toEqual([]);
    expect(await addresses({ files, environment: { GOPROXY: 'https://variable.example' } })).toEqual([
      'https://variable.example/ absent',
    ]);
  });

  it('lets GONOPROXY win over GOPRIVATE, and an address of phalus over both', async () => {
    const environment = {
      GOPROXY: 'https://registry.example',
      GOPRIVATE: 'inner.example',
      GONOPROXY: 'none',
    };

    expect((await read({ environment })).isPrivate('inner.example/x')).toBe(false);
    const own = await read({ environment: { GOPRIVATE: 'inner.example' }, override: 'https://own.example' });
    expect(own.isPrivate('inner.example/x')).toBe(false);
  });

  it('logs in with .netrc unless GOAUTH says otherwise, and with the address itself', async () => {
    const files = { '/home/user/.netrc': 'machine registry.example login me password mine' };
    const url = new URL('https://registry.example/x');
    const environment = { GOPROXY: 'https://registry.example' };

    expect((await read({ files, environment })).authorizationFor(url)).toMatch(/^Basic /);
    expect(
      (await read({ files, environment: { ...environment, GOAUTH: 'off' } })).authorizationFor(url),
    ).toBeNull();
    const named = await read({ environment: { GOPROXY: 'https://u:p@registry.example' } });
    expect(named.authorizationFor(url)).toBe(`Basic ${Buffer.from('u:p').toString('base64')}`);
    expect(named.proxies).toMatchObject([{ url: new URL('https://registry.example/') }]);
  });

  it('refuses a proxy that is no address on the network', async () => {
    await expect(read({ environment: { GOPROXY: 'file:///srv/proxy' } })).rejects.toMatchObject({
      code: 'bad-configuration',
    });
  });
});

describe('matchesPathPatterns()', () => {
  it.each([
    ['code.example/a', 'code.example/a/b', true],
    ['code.example/a', 'code.example/ab', false],
    ['code.example/a/', 'code.example/a', true],
    ['*.corp.example', 'git.corp.example/x', true],
    ['*.corp.example', 'corp.example/x', false],
    ['*', 'code.example/a', true],
    ['other.example,code.example/?', 'code.example/a/b', true],
    ['code.example/[a-c]x', 'code.example/bx', true],
    ['code.example/[^a-c]x', 'code.example/bx', false],
    ['code.example/a*b*c', 'code.example/axxbyyc', true],
    ['', 'code.example/a', false],
    [',,', 'code.example/a', false],
  ])('matches %j with %s: %s', (patterns, path, expected) => {
    expect(matchesPathPatterns(patterns, path)).toBe(expected);
  });

  it('ends for any pattern, the hostile ones soon', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (patterns, path) => void matchesPathPatterns(patterns, path)),
    );
    const start = process.cpuUsage();

    expect(matchesPathPatterns(`${'*a'.repeat(4_000)}b`, 'a'.repeat(10_000))).toBe(false);
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(5_000);
  });
});
