import { describe, expect, it } from 'vitest';
import { type CratesClientPorts, readCratesClient } from './client.ts';

function read(files: Readonly<Record<string, string>> = {}, more: Partial<CratesClientPorts> = {}) {
  return readCratesClient({
    environment: {},
    homeDirectory: '/home/user',
    workDirectory: '/home/user/code/project',
    readFile: async (path) => files[path] ?? null,
    askCargo: async () => 'https://standard.example/',
    override: '',
    ...more,
  });
}

const home = '/home/user/.cargo/config.toml';
const replaced = (index: string) =>
  `[source.crates-io]\nreplace-with = "mirror"\n[source.mirror]\nregistry = "${index}"\n`;

describe('readCratesClient()', () => {
  it("asks Cargo when nothing is configured, and takes phalus's own setting before all", async () => {
    const asked: string[] = [];
    const askCargo = async () => {
      asked.push('cargo');
      return 'https://standard.example/';
    };
    const files = { [home]: replaced('sparse+https://registry.example/index') };

    expect((await read({}, { askCargo })).index?.href).toBe('https://standard.example/');
    expect((await read(files, { askCargo, override: 'sparse+https://own.example/i' })).index?.href).toBe(
      'https://own.example/i/',
    );
    expect((await read(files, { askCargo })).index?.href).toBe('https://registry.example/index/');
    expect(asked).toEqual(['cargo']);
    expect((await read({}, { askCargo: async () => null })).index).toBeNull();
  });

  it('follows a replacement to a named registry, whose index a variable may give', async () => {
    const files = {
      [home]:
        '[source.crates-io]\nreplace-with = "my-mirror"\n[registries.my-mirror]\nindex = "sparse+https://registry.example/"\n',
    };

    expect((await read(files)).index?.href).toBe('https://registry.example/');
    const environment = { CARGO_REGISTRIES_MY_MIRROR_INDEX: 'sparse+https://variable.example/' };
    expect((await read(files, { environment })).index?.href).toBe('https://variable.example/');
  });

  it('lets the nearest file win, and finds the home that CARGO_HOME names', async () => {
    const files = {
      [home]: replaced('sparse+https://home.example/'),
      '/home/user/code/.cargo/config.toml': '[source.mirror]\nregistry = "sparse+https://near.example/"\n',
      '/cargo/config': replaced('sparse+https://cargo.example/'),
    };

    expect((await read(files)).index?.href).toBe('https://near.example/');
    const other = await read(files, { environment: { CARGO_HOME: '/cargo' }, workDirectory: '/' });
    expect(other.index?.href).toBe('https://cargo.example/');
  });

  it.each<[string, string, RegExp]>([
    ['a Git index', replaced('https://registry.example/index.git'), /Git index/],
    [
      'a vendored folder',
      '[source.crates-io]\nreplace-with = "v"\n[source.v]\ndirectory = "vendor"\n',
      /no registry on the network/,
    ],
    ['a source without an address', '[source.crates-io]\nreplace-with = "v"\n', /has no address/],
    [
      'a circle',
      '[source.crates-io]\nreplace-with = "a"\n[source.a]\nreplace-with = "crates-io"\n',
      /circle/,
    ],
    ['a file that is no TOML', '[source', /no TOML/],
    ['certificates that are not there', '[http]\ncainfo = "gone.pem"\n', /gone\.pem/],
  ])('refuses %s, and says what to set', async (_, text, message) => {
    await expect(read({ [home]: text })).rejects.toMatchObject({
      code: 'bad-configuration',
      message: expect.stringMatching(message),
      hint: expect.any(String),
    });
  });

  it('sends the token only when it is wanted, and only to the index', async () => {
    const files = {
      [home]:
        '[source.crates-io]\nreplace-with = "m"\n[registries.m]\nindex = "sparse+https://registry.example/"\n',
      '/home/user/.cargo/credentials.toml':
        '[registries.m]\ntoken = "secret"\n[registry]\ntoken = "public"\n',
    };
    const client = await read(files);
    const url = new URL('https://registry.example/config.json');

    expect(client.authorizationFor(url)).toBeNull();
    expect(client.useToken()).toBe(true);
    expect(client.authorizationFor(url)).toBe('secret');
    expect(client.authorizationFor(new URL('https://files.example/'))).toBeNull();
    expect(client.authorizationFor(new URL('http://registry.example/'))).toBeNull();
    expect((await read({}, {})).useToken()).toBe(false);
  });

  it('takes proxy and authorities from Cargo, relative to where they are configured', async () => {
    const files = {
      '/home/user/code/.cargo/config.toml': '[http]\nproxy = "http://proxy.example:1"\ncainfo = "ca.pem"\n',
      '/home/user/code/ca.pem': 'CA',
    };

    const { connection } = await read(files);

    expect(connection).toMatchObject({
      httpsProxy: 'http://proxy.example:1',
      certificateAuthorities: ['CA'],
    });
    const environment = { CARGO_HTTP_PROXY: 'http://other.example:1' };
    expect((await read(files, { environment })).connection.httpsProxy).toBe('http://other.example:1');
  });
});
