import { execFile, spawn } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));

describe('countReport()', () => {
  const passed = { status: 'passed', fullName: 'a' };
  const failed = { status: 'failed', fullName: 'b' };
  const skipped = { status: 'skipped', fullName: 'c' };

  it.each([
    ['a green run', { testResults: [{ status: 'passed', assertionResults: [passed, skipped] }] }, [], 1, 0],
    [
      'a red test, told once',
      { testResults: [{ status: 'failed', assertionResults: [passed, failed] }] },
      ['tests'],
      1,
      1,
    ],
    [
      'a file that did not load',
      { testResults: [{ status: 'failed', assertionResults: [] }] },
      ['tests'],
      0,
      1,
    ],
    [
      'a step before the tests',
      { testResults: [{ status: 'passed', assertionResults: [passed] }] },
      ['types'],
      1,
      1,
    ],
    ['tests that left no report', null, ['tests'], 0, 1],
  ])('counts %s', async (_, report, failedSteps, expectedPassed, expectedFailed) => {
    const { countReport } = await import(new URL('../scripts/count-report.mjs', import.meta.url).href);

    expect(countReport(report, failedSteps)).toMatchObject({
      passed: expectedPassed,
      failed: expectedFailed,
    });
  });
});

/** A clone in small: the real launcher and scripts, one source file, and an npm that installs by linking. */
describe.skipIf(process.platform === 'win32')('./phalus', () => {
  let clone: string;
  let bin: string;
  let environment: NodeJS.ProcessEnv;

  beforeEach(async () => {
    clone = await mkdtemp(join(tmpdir(), 'phalus-clone-'));
    bin = join(clone, 'bin');
    for (const name of ['phalus', 'scripts', 'package.json', 'tsconfig.json', 'tsconfig.build.json']) {
      await cp(join(root, name), join(clone, name), { recursive: true });
    }
    await writeFile(join(clone, 'package-lock.json'), '{"packages":{}}');
    await mkdir(join(clone, 'src', 'cli'), { recursive: true });
    await writeFile(join(clone, 'src', 'cli', 'main.ts'), 'console.log(process.argv.slice(2).join());\n');
    await mkdir(bin);
    await installFakeNpm(
      `mkdir -p node_modules && ln -sf "${root}node_modules/"* "${root}node_modules/@types" node_modules/`,
    );
    environment = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` };
  });
  afterEach(() => rm(clone, { recursive: true }));

  async function installFakeNpm(script: string): Promise<void> {
    await writeFile(join(bin, 'npm'), `#!/bin/sh\necho "$@" >> "${clone}/npm-calls"\n${script}\n`);
    await chmod(join(bin, 'npm'), 0o755);
  }

  const start = (...words: string[]) => run(join(clone, 'phalus'), words, { env: environment });
  const countInstalls = async () =>
    (await readFile(join(clone, 'npm-calls'), 'utf8')).trim().split('\n').length;

  it('installs and builds once, says so, and is silent afterwards', async () => {
    const first = await start('one', 'two');
    const second = await start('three');

    expect(first.stdout).toBe('one,two\n');
    expect(first.stderr).toMatch(/^phalus: installing dependencies.*phalus: building: done/s);
    expect(second).toEqual({ stdout: 'three\n', stderr: '' });
    expect(await countInstalls()).toBe(1);
  });

  it('builds again when a source file changes and installs again when the lock file does', async () => {
    await start();
    await writeFile(join(clone, 'src', 'cli', 'main.ts'), "console.log('changed');\n");
    const changed = await start();
    await writeFile(join(clone, 'package-lock.json'), '{"packages":{"node_modules/x":{"version":"1.0.0"}}}');
    await start();

    expect(changed.stdout).toBe('changed\n');
    expect(changed.stderr).not.toContain('installing');
    expect(await countInstalls()).toBe(2);
  });

  it('lets several first starts share one set-up', async () => {
    const results = await Promise.all([start('a'), start('b'), start('c')]);

    expect(results.map(({ stdout }) => stdout)).toEqual(['a\n', 'b\n', 'c\n']);
    expect(await countInstalls()).toBe(1);
  });

  it('takes the lock over from a process that died', async () => {
    await mkdir(join(clone, '.phalus-setup', 'lock'), { recursive: true });
    await writeFile(join(clone, '.phalus-setup', 'lock', 'pid'), String(2 ** 22 + 1));

    expect((await start('a')).stdout).toBe('a\n');
  });

  it('tells why the installation failed and exits with 2', async () => {
    await installFakeNpm('echo "npm error the disk is full"; exit 1');

    await expect(start()).rejects.toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('npm error the disk is full'),
    });
  });

  it('installs nothing with PHALUS_NO_SETUP=1', async () => {
    environment.PHALUS_NO_SETUP = '1';

    await expect(start()).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining('npm run build'),
    });
    await expect(countInstalls()).rejects.toThrow();
  });

  it('works through a link from elsewhere', async () => {
    await symlink(join(clone, 'phalus'), join(bin, 'linked'));

    expect((await run(join(bin, 'linked'), ['a'], { env: environment })).stdout).toBe('a\n');
  });

  it('says in plain words that there is no Node', async () => {
    const child = spawn('/bin/sh', [join(clone, 'phalus')], { env: { PATH: '/nowhere' } });
    let words = '';
    child.stderr.on('data', (chunk) => {
      words += chunk;
    });
    const code = await new Promise((resolve) => child.on('close', resolve));

    expect(code).toBe(2);
    expect(words).toContain('error: phalus needs Node 20.19 or newer');
  });
});
