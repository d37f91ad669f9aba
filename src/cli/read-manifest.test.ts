import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Invocation } from './command.ts';
import { readManifest } from './read-manifest.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'phalus-manifest-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

/** Reads as the command would; `said` is what a person is told beside the result. */
async function read(argument: string | undefined, options: Readonly<Record<string, unknown>> = {}) {
  const said: string[] = [];
  const invocation = {
    context: { workDirectory: folder, readStandardInput: () => Promise.resolve('-r more.txt\na==1\n') },
    arguments: [argument],
    options,
    reporter: { say: (text: string) => said.push(text) },
  } as unknown as Invocation;
  const { manifestType, packages, unsupported } = await readManifest(invocation);
  return {
    manifestType,
    names: packages.map(({ name }) => name),
    refused: unsupported.map(({ name }) => name),
    said,
  };
}

describe('readManifest()', () => {
  it.each([
    ['requirements.txt', 'flask\n'],
    ['pyproject.toml', '[project]\nname = "x"\ndependencies = ["flask"]\n'],
    ['Pipfile', '[packages]\nflask = "*"\n'],
    ['Cargo.toml', '[dependencies]\nflask = "1"\n'],
    ['go.mod', 'module a.example/b\nrequire flask.example/c v1.0.0\n'],
  ])('finds a %s in a folder', async (name, text) => {
    await write({ [name]: text, 'README.md': 'text' });

    expect((await read(undefined)).manifestType).toBe(name);
  });

  it('prefers what a project asks for over what its lock file holds', async () => {
    await write({
      'uv.lock': 'version = 1',
      'pyproject.toml': '[project]\nname = "x"\ndependencies = ["a"]\n',
    });

    expect((await read('.')).manifestType).toBe('pyproject.toml');
  });

  it('reads files that the manifest names only when they are given', async () => {
    await write({ 'app/requirements.txt': '-r ../common/base.txt\nb==2\n', 'common/base.txt': 'a==1\n' });

    const without = await read('app/requirements.txt');
    const withFile = await read('app/requirements.txt', { with: ['common/base.txt'] });

    expect([without.names, without.refused]).toEqual([['b'], ['../common/base.txt']]);
    expect([withFile.names, withFile.refused]).toEqual([['a', 'b'], []]);
  });

  it('takes --with beside standard input, and says which file is not there', async () => {
    await write({ 'more.txt': 'c==3\n' });

    expect((await read('-', { with: ['more.txt'] })).names).toEqual(['c', 'a']);
    await expect(read('-', { with: ['absent.txt'] })).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining('"absent.txt"'),
    });
  });

  it('reads the Cargo.toml of the workspace above and the package.json beside a yarn.lock', async () => {
    await write({
      'Cargo.toml': '[workspace]\nmembers = ["member"]\n[workspace.dependencies]\nserde = "1"\n',
      'member/Cargo.toml': '[package]\nname = "m"\n[dependencies]\nserde.workspace = true\n',
      'js/yarn.lock': '# yarn lockfile v1\n\na@^1:\n  version "1.0.0"\n\nb@^1:\n  version "1.0.0"\n',
      'js/package.json': '{"dependencies":{"a":"^1"}}',
    });

    expect((await read('member/Cargo.toml')).names).toEqual(['serde']);
    expect((await read('js/yarn.lock')).names).toEqual(['a']);
  });

  it('says what the manifest holds beside dependencies', async () => {
    await write({ 'requirements.txt': '--index-url https://registry.example/simple\na==1\n' });

    expect((await read('requirements.txt')).said).toEqual([
      expect.stringContaining('--index-url is left aside'),
    ]);
  });
});
