// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is how .npmrc spells variables
import { describe, expect, it } from 'vitest';
import { type NpmClientRequest, readNpmClientConfig } from './client-config.ts';
import { parseNpmrc } from './npmrc.ts';

interface FakeMachine extends Partial<NpmClientRequest> {
  readonly files?: Record<string, string>;
}

function read({ files = {}, ...request }: FakeMachine = {}) {
  return readNpmClientConfig({
    environment: {},
    homeDirectory: '/home/user',
    workDirectory: '/project/deep/down',
    nodePath: '/opt/node/bin/node',
    readFile: async (path) => files[path] ?? null,
    ...request,
  });
}

const registryLine = (name: string) => `registry=https://${name}.registry.example/npm`;
const addressOf = async (machine: FakeMachine, name = 'a') =>
  (await (await read(machine)).findRegistry(name)).url.href;
const user = (...lines: string[]) => ({ files: { '/home/user/.npmrc': lines.join('\n') } });

describe('parseNpmrc()', () => {
  it('reads comments, quotes, lists, flags and sections as npm does', () => {
    const text = [
      '; no',
      '# no',
      'a = b ; note',
      'c="d;e"',
      "f='g'",
      'h\\;',
      'ca[]=1',
      'ca[]=2',
      'flag',
      'i=j\\;k',
      'l=m=n',
      '[s]',
      'o=p',
    ];

    expect(parseNpmrc(text.join('\r\n'), {}).map(({ key, values }) => [key, ...values])).toEqual([
      ['a', 'b'],
      ['c', 'd;e'],
      ['f', 'g'],
      ['h;', 'true'],
      ['ca', '1', '2'],
      ['flag', 'true'],
      ['i', 'j;k'],
      ['l', 'm=n'],
    ]);
  });

  it('replaces variables, and keeps those that are not set', () => {
    const text = 'a=${ONE}-${NONE}-${NONE?}-\\${ONE}\n${ONE}=b\nc=${constructor}';

    expect(parseNpmrc(text, { ONE: '1' }).map(({ key, values }) => [key, ...values])).toEqual([
      ['a', '1-${NONE}--${ONE}'],
      ['1', 'b'],
      ['c', '${constructor}'],
    ]);
  });

  it('ends on a long hostile file', () => {
    const start = performance.now();

    parseNpmrc(
      `a=${'${'.repeat(500_000)}\nb=${'\\'.repeat(500_000)}\nc=${'"'.repeat(500_000)}\nd=${' '.repeat(500_000)}e`,
      {},
    );

    expect(performance.now() - start).toBeLessThan(30_000);
  });
});

describe('readNpmClientConfig().findRegistry()', () => {
  const files = {
    '/opt/node/lib/node_modules/npm/npmrc': registryLine('builtin'),
    '/opt/node/etc/npmrc': registryLine('global'),
    '/home/user/.npmrc': registryLine('user'),
    '/project/package.json': '{}',
    '/project/.npmrc': registryLine('project'),
  };

  it('lets the nearer source win: phalus, environment, project, user, global, npm itself', async () => {
    const left: Record<string, string> = { ...files };
    const environment = { NPM_CONFIG_REGISTRY: 'https://variable.registry.example/' };
    const found = [
      await addressOf({ files: left, environment, override: 'https://phalus.registry.example' }),
    ];
    found.push(await addressOf({ files: left, environment }));
    for (const path of ['/project/.npmrc', '/home/user/.npmrc', '/opt/node/etc/npmrc']) {
      found.push(await addressOf({ files: left }));
      delete left[path];
    }
    found.push(await addressOf({ files: left }));

    expect(found.map((address) => new URL(address).hostname.split('.')[0])).toEqual([
      'phalus',
      'variable',
      'project',
      'user',
      'global',
      'builtin',
    ]);
  });

  it('obeys userconfig, globalconfig and prefix', async () => {
    expect(
      await addressOf({ files: { '/x': registryLine('x') }, environment: { npm_config_userconfig: '/x' } }),
    ).toContain('//x.');
    expect(
      await addressOf({ files: { '/x': registryLine('x') }, environment: { npm_config_globalconfig: '/x' } }),
    ).toContain('//x.');
    expect(
      await addressOf({ files: { '/p/etc/npmrc': registryLine('x'), '/home/user/.npmrc': 'prefix=/p' } }),
    ).toContain('//x.');
  });

  it('takes the registry of the scope, and the default for other scopes', async () => {
    const machine = user(registryLine('main'), '@s:registry=https://scope.registry.example');

    expect(await addressOf(machine, '@s/a')).toBe('https://scope.registry.example/');
    expect(await addressOf(machine, '@other/a')).toBe('https://main.registry.example/npm/');
    expect(await addressOf({ ...machine, override: 'https://phalus.registry.example' }, '@s/a')).toContain(
      '//scope.',
    );
  });

  it('asks npm once, and only when nothing else names an address', async () => {
    let runs = 0;
    const runNpm = async (parameters: readonly string[]) => {
      runs += 1;
      expect(parameters).toEqual(['config', 'get', 'registry']);
      return 'https://asked.registry.example/\n';
    };
    const client = await read({ runNpm });
    expect(runs).toBe(0);

    const addresses = await Promise.all([client.findRegistry('a'), client.findRegistry('@s/b')]);
    await (await read({ ...user(registryLine('main')), runNpm })).findRegistry('a');

    expect(addresses.map(({ url }) => url.href)).toEqual(Array(2).fill('https://asked.registry.example/'));
    expect(runs).toBe(1);
  });

  it.each<[string, FakeMachine, string]>([
    ['there is no npm', {}, 'no-address'],
    ['npm fails', { runNpm: () => Promise.reject(new Error('ENOENT')) }, 'no-address'],
    ['npm says nonsense', { runNpm: async () => 'undefined' }, 'no-address'],
    ['the address is none', user('registry=ftp://user:secret@registry.example'), 'bad-configuration'],
  ])('says which setting to give when %s', async (_, machine, code) => {
    const client = await read(machine);

    const error: unknown = await client.findRegistry('a').catch((reason: unknown) => reason);

    expect(error).toMatchObject({ code, hint: expect.stringContaining('registry') });
    expect(String(error)).not.toContain('secret');
  });
});

describe('readNpmClientConfig().authorizationFor()', () => {
  const authorize = async (url: string, ...lines: string[]) =>
    (await read(user(...lines))).authorizationFor(new URL(url));
  const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

  it('knows tokens, basic credentials and names with passwords', async () => {
    const url = 'https://registry.example/npm/a';

    expect(await authorize(url, '//registry.example/npm/:_authToken=t')).toBe('Bearer t');
    expect(await authorize(url, '//registry.example/:_auth=dTpw')).toBe('Basic dTpw');
    const password = Buffer.from('pä').toString('base64');
    expect(
      await authorize(url, '//registry.example/:username=u', `//registry.example/:_password=${password}`),
    ).toBe(basic('u:pä'));
    expect(await authorize(url, 'registry=https://u:p%40@registry.example/npm')).toBe(basic('u:p@'));
  });

  it('takes the longest path that covers the URL', async () => {
    const lines = ['//registry.example/:_authToken=root', '//registry.example/npm:_authToken=npm'];

    expect(await authorize('https://registry.example/npm/a/b', ...lines)).toBe('Bearer npm');
    expect(await authorize('https://registry.example/npmx', ...lines)).toBe('Bearer root');
  });

  it.each([
    'https://registry.example.evil.example/',
    'https://evil.example/registry.example/',
    'https://sub.registry.example/',
    'https://registry.example:8443/',
    'http://registry.example/',
  ])('gives %s nothing', async (url) => {
    expect(await authorize(url, '//registry.example/:_authToken=t', '_authToken=everywhere')).toBeNull();
  });

  it('speaks in clear text only to the port of the registry that is spoken to so', async () => {
    const lines = ['//registry.example/:_authToken=t', 'registry=http://registry.example:81/'];

    expect(await authorize('http://registry.example/a', ...lines)).toBeNull();
    expect(
      await authorize('http://registry.example:81/a', ...lines, '//registry.example:81/:_authToken=t'),
    ).toBe('Bearer t');
  });

  it('replaces ${VAR} in a token, and reads it from npm_config_ variables', async () => {
    const environment = { TOKEN: 't', 'npm_config_//other.example/:_authToken': 'o' };
    const client = await read({ ...user('//registry.example/:_authToken=${TOKEN}'), environment });

    expect(client.authorizationFor(new URL('https://registry.example/a'))).toBe('Bearer t');
    expect(client.authorizationFor(new URL('https://other.example/a'))).toBe('Bearer o');
  });

  it('shows settings with their origin and without secrets, and warns of a token without a host', async () => {
    const client = await read(
      user(
        'registry=https://u:secret@registry.example/',
        '//registry.example/:_authToken=secret',
        '_auth=secret',
      ),
    );

    expect(JSON.stringify([client.settings, client.warnings])).not.toContain('secret');
    expect(client.settings[0]).toEqual({
      key: 'registry',
      value: 'https://***@registry.example/',
      origin: '/home/user/.npmrc',
    });
    expect(client.warnings).toEqual([expect.stringContaining('"_auth" in /home/user/.npmrc')]);
  });
});

describe('readNpmClientConfig().connection', () => {
  it('prefers npm settings to the common proxy variables', async () => {
    const environment = {
      HTTPS_PROXY: 'http://env.example:1',
      http_proxy: 'http://plain.example:1',
      NO_PROXY: 'a.example',
    };

    expect((await read({ environment })).connection).toMatchObject({
      httpsProxy: 'http://env.example:1',
      httpProxy: 'http://plain.example:1',
      noProxy: 'a.example',
    });
    const machine = {
      ...user('https-proxy=http://rc.example:1', 'proxy=null', 'noproxy=b.example,c.example'),
      environment,
    };
    expect((await read(machine)).connection).toMatchObject({
      httpsProxy: 'http://rc.example:1',
      httpProxy: 'http://plain.example:1',
      noProxy: 'b.example,c.example',
    });
  });

  it('reads ca, cafile and NODE_EXTRA_CA_CERTS, and leaves the built-in list when npm names none', async () => {
    const files = {
      '/ca.pem': 'FILE',
      '/extra.pem': 'EXTRA',
      '/home/user/.npmrc': 'ca[]="A\\nB"\ncafile=/ca.pem\nstrict-ssl=false',
    };
    const environment = { NODE_EXTRA_CA_CERTS: '/extra.pem' };

    const { connection } = await read({ files, environment });

    expect(connection.certificateAuthorities).toEqual(['A\nB', 'FILE', 'EXTRA']);
    expect(connection.strictTls).toBe(false);
    expect((await read({ environment })).connection).toMatchObject({
      certificateAuthorities: [],
      strictTls: true,
    });
  });

  it('refuses a cafile that is not there', async () => {
    await expect(read(user('cafile=/none.pem'))).rejects.toMatchObject({ code: 'bad-configuration' });
  });

  it('reads the client certificate of a host', async () => {
    const lines = ['//registry.example/:certfile=/c.pem', '//registry.example/:keyfile=~/k.pem'];
    const files = { '/home/user/.npmrc': lines.join('\n'), '/c.pem': 'C', '/home/user/k.pem': 'K' };

    expect([...(await read({ files })).connection.clientCertificates]).toEqual([
      ['//registry.example/', { certificate: 'C', key: 'K' }],
    ]);
  });
});
