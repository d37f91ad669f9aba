import { describe, expect, it } from 'vitest';
import { type PipClientPorts, parsePipFile, readPipClientConfig } from './pip-client-config.ts';

function ports(more: Partial<PipClientPorts> & { files?: Record<string, string> } = {}): PipClientPorts {
  const { files = {}, ...rest } = more;
  return {
    environment: {},
    homeDirectory: '/home/user',
    platform: 'linux',
    readFile: async (path) => files[path] ?? null,
    run: async () => null,
    override: '',
    ...rest,
  };
}

const indexOf = (name: string): string => `[global]\nindex-url = https://registry.example/${name}\n`;

describe('readPipClientConfig()', () => {
  it('lets the environment win over user, user over global, site over user', async () => {
    const files = {
      '/etc/pip.conf': indexOf('global'),
      '/home/user/.config/pip/pip.conf': indexOf('user'),
      '/venv/pip.conf': indexOf('site'),
    };
    const read = async (environment: Record<string, string>): Promise<string | undefined> =>
      (await readPipClientConfig(ports({ files, environment }))).indexUrls[0];

    expect(await read({})).toBe('https://registry.example/user');
    expect(await read({ VIRTUAL_ENV: '/venv' })).toBe('https://registry.example/site');
    expect(await read({ PIP_INDEX_URL: 'https://registry.example/env' })).toBe(
      'https://registry.example/env',
    );
  });

  it('reads the file of PIP_CONFIG_FILE last, and no file at all for the null device', async () => {
    const files = { '/etc/pip.conf': indexOf('global'), '/own.conf': indexOf('own') };
    const run = async (): Promise<string> => 'https://registry.example/standard\n';

    const own = await readPipClientConfig(ports({ files, environment: { PIP_CONFIG_FILE: '/own.conf' } }));
    const none = await readPipClientConfig(
      ports({ files, run, environment: { PIP_CONFIG_FILE: '/dev/null' } }),
    );

    expect(own.indexUrls).toEqual(['https://registry.example/own']);
    expect(none.indexUrls).toEqual(['https://registry.example/standard']);
  });

  it('hands on extra indexes, certificate and proxy', async () => {
    const text = `${indexOf('main')}extra-index-url =\n    https://registry.example/a\n    https://registry.example/b\ncert = /ca.pem\nproxy = http://proxy.example:3128\n`;

    const config = await readPipClientConfig(ports({ files: { '/etc/pip.conf': text } }));

    expect(config).toEqual({
      indexUrls: ['main', 'a', 'b'].map((name) => `https://registry.example/${name}`),
      certificatePath: '/ca.pem',
      proxy: 'http://proxy.example:3128',
      clientCertificatePath: null,
    });
  });

  it("asks the installed client when no file says, and takes phalus's own setting before all", async () => {
    const asked: string[] = [];
    const run = async (command: string): Promise<string | null> => {
      asked.push(command);
      return command === 'python3' ? 'https://registry.example/standard\n' : null;
    };

    const found = await readPipClientConfig(ports({ run }));
    const own = await readPipClientConfig(ports({ run, override: 'https://registry.example/own' }));

    expect(found.indexUrls).toEqual(['https://registry.example/standard']);
    expect(asked).toEqual(['pip', 'pip3', 'python3']);
    expect(own.indexUrls).toEqual(['https://registry.example/own']);
  });

  it('names no index when nothing knows one, or when pip is to ask none', async () => {
    const files = { '/etc/pip.conf': `${indexOf('main')}no-index = true\n` };

    expect((await readPipClientConfig(ports())).indexUrls).toEqual([]);
    expect((await readPipClientConfig(ports({ files }))).indexUrls).toEqual([]);
    expect(
      (await readPipClientConfig(ports({ files, override: 'https://registry.example/' }))).indexUrls,
    ).toEqual(['https://registry.example/']);
  });

  it('looks where Windows and macOS keep their files', async () => {
    const mac = { '/home/user/Library/Application Support/pip/pip.conf': indexOf('mac') };

    const found = await readPipClientConfig(ports({ platform: 'darwin', files: mac }));

    expect(found.indexUrls).toEqual(['https://registry.example/mac']);
  });
});

describe('parsePipFile()', () => {
  it('prefers [install] to [global], skips comments, and knows no prototype', () => {
    const settings = parsePipFile(
      '# no\n[global]\nindex_url: a\n; no\n[install]\nindex-url = b\n[__proto__]\nx = 1\n',
    );

    expect([...settings]).toEqual([['index-url', 'b']]);
  });

  it('ends on a long hostile file', () => {
    const started = performance.now();

    parsePipFile(`[global]\n${' '.repeat(200_000)}=\n${'a'.repeat(200_000)}\n`.repeat(3));

    expect(performance.now() - started).toBeLessThan(30_000);
  });
});
