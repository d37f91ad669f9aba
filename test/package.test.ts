import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandNames } from '../src/cli/command-summaries.ts';
import { hasBubblewrap } from './cli-process.ts';
import { startFakeModel } from './model-server.fake.ts';
import { startFakeRegistry } from './npm-registry.fake.ts';
import { padWord } from './packages.fake.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));
const minutes = 60_000;

describe('the npm package', () => {
  let folder: string;
  let packed: { filename: string; unpackedSize: number; files: { path: string }[] };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'phalus-package-'));
    const source = join(folder, 'source');
    await copySource(source);
    const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder], { cwd: source });
    // What prepack prints comes before npm's JSON.
    packed = JSON.parse(stdout.slice(stdout.indexOf('[\n')))[0];
    await mkdir(join(folder, 'elsewhere'));
    await writeFile(join(folder, 'elsewhere', 'package.json'), '{ "private": true }');
    const words = ['install', '--no-audit', '--no-fund', '--ignore-scripts', join(folder, packed.filename)];
    await run('npm', words, { cwd: join(folder, 'elsewhere') });
  }, 8 * minutes);

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('holds what is needed and nothing else', () => {
    const paths = packed.files.map(({ path }) => path);

    expect(paths).toContain('dist/cli/main.js');
    expect(paths).toEqual(
      expect.arrayContaining(['dist/guests/build-agent.mjs', 'dist/guests/analyze-agent.mjs']),
    );
    expect(paths).toContain('LICENSE');
    expect(
      paths.filter((path) =>
        /\.test\.|\.fake\.|__fixtures__|(?<!\.d)\.ts$|\.map$|^(src|test|scripts)\//.test(path),
      ),
    ).toEqual([]);
    // Half of it are the agents' programs, which hold the formatter and all languages, and stay readable.
    expect(packed.unpackedSize).toBeLessThan(9_000_000);
  });

  it('runs from an empty folder elsewhere', async () => {
    const elsewhere = { cwd: join(folder, 'elsewhere') };

    const version = await run('npx', ['--no-install', 'phalus', '--version'], elsewhere);
    const help = await run('npx', ['--no-install', 'phalus', 'plan', '--help'], elsewhere);

    expect(version.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(help.stdout).toContain('Usage: phalus plan');
  });

  it('is a library with types', async () => {
    const elsewhere = join(folder, 'elsewhere');
    const use = `import { createPhalus, type JobResult } from 'phalus';
const phalus = await createPhalus({ config: { output: { license: 'isc' } } });
const names: readonly string[] = phalus.parseManifest('{"dependencies":{"a":"1"}}').packages.map(({ name }) => name);
export const run = (): Promise<JobResult> => phalus.run({ packages: ['npm/a'], resume: true });
console.log(names.join());
await phalus.close();
`;
    await writeFile(join(elsewhere, 'use.mts'), use);
    await writeFile(join(elsewhere, 'wrong.mts'), use.replace("'isc'", "'none'"));
    const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
    const types = ['--typeRoots', join(root, 'node_modules', '@types'), '--types', 'node', '--skipLibCheck'];
    const settings = ['--strict', '--module', 'nodenext', '--target', 'es2023', ...types];
    const compile = (file: string) =>
      run(process.execPath, [compiler, ...settings, file], { cwd: elsewhere }).catch(
        ({ stdout }: { stdout: string }) => ({ stdout }),
      );

    const good = await compile('use.mts');
    const { stdout } = await run(process.execPath, ['use.mjs'], { cwd: elsewhere });

    const wrong = await compile('wrong.mts');

    expect(good.stdout).toBe('');
    expect(stdout).toBe('a\n');
    expect(wrong.stdout).toMatch(/"none".*is not assignable/s);
  });

  it('plays the example of its docs/library.md as it stands', async () => {
    const elsewhere = join(folder, 'elsewhere');
    const text = await readFile(join(elsewhere, 'node_modules', 'phalus', 'docs', 'library.md'), 'utf8');
    await writeFile(join(elsewhere, 'example.mjs'), /```js\n(.*?)```/s.exec(text)?.[1] ?? '');
    const registry = await startFakeRegistry([padWord]);
    const model = await startFakeModel();
    const environment = {
      PATH: process.env.PATH,
      HOME: folder,
      npm_config_registry: `${registry.origin}/`,
      MODEL_URL: model.baseUrl,
      MODEL_KEY: 'sk-a',
    };

    const { stdout } = await run(process.execPath, ['example.mjs'], { cwd: elsewhere, env: environment });
    await model.close();
    await registry.close();

    expect(stdout.trim().split('\n')).toEqual([
      'pad-word planned',
      ...['resolve', 'docs', 'analyze', 'firewall', 'build', 'validate'].map((phase) => `pad-word ${phase}`),
      `${hasBubblewrap ? 'PASS' : 'REVIEW'} ${join(elsewhere, 'results', 'pad-word')}`,
    ]);
  });

  it.each(commandNames)('loads all that %s needs', async (name) => {
    const main = join(folder, 'elsewhere', 'node_modules', 'phalus', 'dist', 'cli', 'main.js');

    const { stdout } = await run(process.execPath, [main, name, '--help'], { cwd: folder });

    expect(stdout).toContain(`phalus ${name}`);
  });

  it('installs no tool of development', async () => {
    const modules = await readdir(join(folder, 'elsewhere', 'node_modules'));

    expect(modules).not.toContain('vitest');
    expect(modules).not.toContain('tsx');
  });
});

/** A copy, so that packing, which builds from nothing, does not take `dist` away from who is running it. */
async function copySource(target: string): Promise<void> {
  for (const entry of await readdir(root)) {
    if (['node_modules', 'dist', '.git', 'coverage', 'phalus-output', '.phalus-setup'].includes(entry))
      continue;
    await cp(join(root, entry), join(target, entry), { recursive: true });
  }
  await symlink(join(root, 'node_modules'), join(target, 'node_modules'));
}
