import { describe, expect, it } from 'vitest';
import { createRegistryClient, parseClientAddress, readConnection } from './client.ts';
import { parseNetrc } from './netrc.ts';

const plain = await readConnection({
  environment: {},
  readFile: async () => null,
  proxy: null,
  authorities: null,
  authorityVariables: [],
});

function authorizationFor(addresses: readonly string[], url: string, netrc = ''): string | null {
  const client = createRegistryClient({
    addresses: addresses.map((address) => parseClientAddress(address, 'a test')),
    netrc: parseNetrc(netrc),
    connection: plain,
  });
  const header = client.authorizationFor(new URL(url));
  return header === null ? null : Buffer.from(header.replace('Basic ', ''), 'base64').toString();
}

describe('parseClientAddress()', () => {
  it.each(['', 'registry.example', 'file:///srv/index', 'ftp://registry.example/'])('refuses %j', (text) => {
    expect(() => parseClientAddress(text, 'a test')).toThrow(/expected an address/);
  });

  it('shows no password of an address that it refuses', () => {
    expect(() => parseClientAddress('ftp://me:secret@registry.example/', 'a test')).not.toThrow(/secret/);
  });
});

describe('createRegistryClient()', () => {
  const netrc = 'machine registry.example login me password mine\ndefault login other password theirs';

  it('takes the login of the address, then of .netrc, and decodes it', () => {
    expect(
      authorizationFor(['https://u%40x:p%3A@registry.example/simple'], 'https://registry.example/f'),
    ).toBe('u@x:p:');
    expect(authorizationFor(['https://registry.example/simple'], 'https://registry.example/f', netrc)).toBe(
      'me:mine',
    );
    expect(authorizationFor(['https://mirror.example/simple'], 'https://mirror.example/f', netrc)).toBe(
      'other:theirs',
    );
  });

  it.each([
    'https://other.example/',
    'http://registry.example/',
    'https://registry.example:8443/',
    'https://a.registry.example/',
  ])('sends nothing to %s', (url) => {
    expect(authorizationFor(['https://u:p@registry.example/simple'], url, netrc)).toBeNull();
  });

  it('tells two addresses of one host apart by their paths', () => {
    const addresses = ['https://a:1@registry.example/one/', 'https://b:2@registry.example/two/'];

    expect(authorizationFor(addresses, 'https://registry.example/two/x')).toBe('b:2');
    expect(authorizationFor(addresses, 'https://registry.example/one/x')).toBe('a:1');
  });
});

describe('parseNetrc()', () => {
  it('reads quotes, comments and several lines, passes over macros, and keeps the first of a host', () => {
    const text = [
      '# machine no.example login x password y',
      'machine A.example',
      '  login "me \\"x\\""',
      '  account z password p',
      'macdef init',
      'machine b.example login macro password macro',
      '',
      'machine a.example login second password second',
      'machine b.example login b password b # end',
    ].join('\n');

    expect([...parseNetrc(text)]).toEqual([
      ['a.example', { login: 'me "x"', password: 'p' }],
      ['b.example', { login: 'b', password: 'b' }],
    ]);
  });

  it('ends on long hostile text', () => {
    const start = process.cpuUsage();

    parseNetrc(`"${'\\'.repeat(900_000)}`);
    parseNetrc('machine '.repeat(100_000));
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(5_000);
  });
});

describe('readConnection()', () => {
  const files: Readonly<Record<string, string>> = {
    '/ca.pem': 'CA',
    '/extra.pem': 'EXTRA',
    '/own.pem': 'OWN',
  };
  const read = (more: Partial<Parameters<typeof readConnection>[0]>) =>
    readConnection({
      environment: {},
      readFile: async (path) => files[path] ?? null,
      proxy: null,
      authorities: null,
      authorityVariables: ['SSL_CERT_FILE'],
      ...more,
    });

  it("takes the client's proxy before the environment's, and no SOCKS proxy", async () => {
    const environment = {
      https_proxy: 'http://a.example',
      ALL_PROXY: 'socks5://b.example',
      NO_PROXY: 'c.example',
    };

    expect(await read({ environment })).toMatchObject({
      httpProxy: '',
      httpsProxy: 'http://a.example',
      noProxy: 'c.example',
    });
    expect(await read({ environment, proxy: 'http://d.example' })).toMatchObject({
      httpsProxy: 'http://d.example',
    });
  });

  it('replaces the authorities by those that are named, and keeps the extra ones', async () => {
    const environment = { NODE_EXTRA_CA_CERTS: '/extra.pem', SSL_CERT_FILE: '/ca.pem' };

    expect((await read({ environment })).certificateAuthorities).toEqual(['CA', 'EXTRA']);
    expect((await read({ environment: { SSL_CERT_FILE: '/gone.pem' } })).certificateAuthorities).toEqual([]);
  });

  it('ends when a setting names a file that is not there', async () => {
    const authorities = { path: '/gone.pem', setting: '"cert" of pip' };

    await expect(read({ authorities })).rejects.toMatchObject({ code: 'bad-configuration' });
  });
});
