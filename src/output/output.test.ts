import { mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkPaths, findPathProblem } from './paths.ts';
import { readPackage } from './read-package.ts';
import { replaceFolder } from './replace-folder.ts';
import { renderValidationReport } from './report.ts';
import { createSpec } from './spec.fake.ts';
import { readSpecFolder, renderSpecFiles, writeSpecFolder } from './spec-folder.ts';
import { writePackage } from './write-package.ts';

let output: string;
let directory: string;

beforeEach(async () => {
  output = await mkdtemp(join(tmpdir(), 'phalus-output-'));
  directory = join(output, 'left-pad');
});
afterEach(() => rm(output, { recursive: true }));

const read = (path: string) => readFile(join(directory, path), 'utf8');
const evidence = { ...renderSpecFiles(createSpec()), 'validation.json': '{}' };

describe('writePackage()', () => {
  it('writes package and evidence and leaves nothing beside them', async () => {
    await writePackage({ directory, files: { 'package.json': '{}', 'src/index.js': 'one' }, evidence });

    expect(await read('src/index.js')).toBe('one');
    expect(await read('.cleanroom/csp/01-overview.md')).toBe('# 01-overview.md\n');
    expect(await readdir(output)).toEqual(['left-pad']);
  });

  it('replaces an earlier result as a whole', async () => {
    await writePackage({ directory, files: { 'old.js': 'old', 'index.js': 'old' }, evidence });

    await writePackage({ directory, files: { 'index.js': 'new' }, evidence });

    expect(await readPackage(directory)).toEqual({ 'index.js': 'new' });
    expect(await readdir(output)).toEqual(['left-pad']);
  });

  it.each([
    '',
    '/etc/passwd',
    '../up.js',
    'a/../../up.js',
    'a//b.js',
    './a.js',
    'a\\b.js',
    'a\u0000.js',
    'a\n.js',
    'a\u202e.js',
    'C:/x.js',
    '.cleanroom/evidence.json',
    '.CleanRoom/evidence.json',
    'sub/.git/hooks/pre-commit',
    'node_modules/x/index.js',
    `${'a'.repeat(201)}.js`,
    `${'a/'.repeat(201)}a.js`,
    'trailing. /x.js',
  ])('refuses the path %j and writes nothing', async (path) => {
    const files = { 'fine.js': 'x', [path]: 'x' };

    await expect(writePackage({ directory, files, evidence })).rejects.toMatchObject({ code: 'bad-path' });
    expect(await readdir(output)).toEqual([]);
  });

  it.each([[['a.js', 'A.js']], [['caf\u00e9.js', 'cafe\u0301.js']], [['lib', 'lib/index.js']]])(
    'refuses %j, which collide',
    (paths) => {
      expect(() => checkPaths(paths)).toThrow(expect.objectContaining({ code: 'bad-path' }));
    },
  );

  it('leaves a folder alone that phalus did not write, and a link too', async () => {
    await mkdir(directory);
    await writeFile(join(directory, 'mine.txt'), 'mine');
    await symlink(directory, join(output, 'linked'));

    for (const target of [directory, join(output, 'linked')]) {
      await expect(writePackage({ directory: target, files: {}, evidence })).rejects.toMatchObject({
        code: 'not-ours',
      });
    }
    expect(await read('mine.txt')).toBe('mine');
  });

  it('says so when it cannot write there', async () => {
    await writeFile(join(output, 'file'), '');

    const attempt = writePackage({ directory: join(output, 'file', 'left-pad'), files: {}, evidence });

    await expect(attempt).rejects.toMatchObject({ code: 'write-failed' });
  });
});

describe('replaceFolder()', () => {
  it('keeps the earlier result when filling fails half way', async () => {
    await writePackage({ directory, files: { 'index.js': 'old' }, evidence });

    const attempt = replaceFolder(directory, async (folder) => {
      await writeFile(join(folder, 'half.js'), 'half');
      throw new Error('disk full');
    });

    await expect(attempt).rejects.toMatchObject({ code: 'write-failed', cause: { message: 'disk full' } });
    expect(await readPackage(directory)).toEqual({ 'index.js': 'old' });
    expect(await readdir(output)).toEqual(['left-pad']);
  });

  it('puts back what a crash between the two renames left aside, and clears the half-written one', async () => {
    const deadProcess = 2 ** 22 + 1;
    await writePackage({ directory, files: { 'index.js': 'old' }, evidence });
    await rename(directory, join(output, `.left-pad.old-${deadProcess}-00000000`));
    await mkdir(join(output, `.left-pad.new-${deadProcess}-00000000`));

    const attempt = replaceFolder(directory, async () => {
      throw new Error('stopped again');
    });

    await expect(attempt).rejects.toThrow();
    expect(await readPackage(directory)).toEqual({ 'index.js': 'old' });
    expect(await readdir(output)).toEqual(['left-pad']);
  });
});

describe('readSpecFolder()', () => {
  it.each(['', '.cleanroom', '.cleanroom/csp'])(
    'reads what writeSpecFolder() wrote, given "%s"',
    async (below) => {
      await writeSpecFolder(directory, createSpec());

      const folder = await readSpecFolder(join(directory, below));

      expect(folder.spec).toEqual(createSpec());
      expect(folder.edited).toEqual([]);
    },
  );

  it('names the documents that a person edited and uses the edit', async () => {
    await writeSpecFolder(directory, createSpec());
    await writeFile(join(directory, '.cleanroom/csp/04-edge-cases.md'), 'An edit\n');

    const folder = await readSpecFolder(directory);

    expect(folder.edited).toEqual(['04-edge-cases.md']);
    expect(folder.spec.texts['04-edge-cases.md']).toBe('An edit\n');
  });

  it('takes everything as edited when there is no manifest', async () => {
    await writeSpecFolder(directory, createSpec());
    await rm(join(directory, '.cleanroom/manifest.json'));

    expect((await readSpecFolder(directory)).edited).toHaveLength(10);
  });

  it.each([
    ['no folder', async () => {}, 'not-found'],
    [
      'a missing document',
      () => rm(join(directory, '.cleanroom/csp/03-behavior-spec.md')),
      'missing-document',
    ],
    [
      'a broken document',
      () => writeFile(join(directory, '.cleanroom/csp/02-api-surface.json'), '{'),
      'malformed-document',
    ],
    ['a broken manifest', () => writeFile(join(directory, '.cleanroom/manifest.json'), '[]'), 'unreadable'],
    [
      'other bytes',
      () => writeFile(join(directory, '.cleanroom/csp/01-overview.md'), Buffer.of(255)),
      'unreadable',
    ],
  ])('says what is wrong with %s', async (_, change, code) => {
    if (code !== 'not-found') await writeSpecFolder(directory, createSpec());
    await change();

    await expect(readSpecFolder(directory)).rejects.toMatchObject({ code });
  });

  it('writeSpecFolder() leaves the package beside it alone', async () => {
    await writePackage({ directory, files: { 'index.js': 'code' }, evidence });

    await writeSpecFolder(directory, createSpec({ '01-overview.md': 'Another\n' }));

    expect(await read('index.js')).toBe('code');
    expect(await read('.cleanroom/validation.json')).toBe('{}');
    expect((await readSpecFolder(directory)).spec.texts['01-overview.md']).toBe('Another\n');
  });
});

describe('readPackage()', () => {
  it('leaves out evidence, links, installed packages and bytes that are no text', async () => {
    await writePackage({
      directory,
      files: { 'index.js': 'code', 'logo.png': Uint8Array.of(255, 0) },
      evidence,
    });
    await symlink(join(output, '..'), join(directory, 'out'));
    await mkdir(join(directory, 'node_modules'));

    expect(await readPackage(directory)).toEqual({ 'index.js': 'code' });
  });

  it('says that there is no such folder', async () => {
    await expect(readPackage(directory)).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('findPathProblem()', () => {
  it('never lets a path resolve outside the folder', () => {
    const part = fc.constantFrom('..', '.', 'a', '', '/', '\\', '%2e%2e', '\u0000', ' ', 'src');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
        const path = parts.join('/');
        if (findPathProblem(path) === null) expect(join('/base', path).startsWith('/base/')).toBe(true);
      }),
    );
  });
});

it('renderValidationReport() shows each check and lets hostile text start nothing', () => {
  const text = renderValidationReport(
    { name: 'left-pad', version: '1.3.0' },
    {
      verdict: 'FAIL',
      reasons: ['1 of 3 scenarios failed'],
      checks: [
        { name: 'tests', status: 'failed', reason: 'got "|\n# [x](y)\u001b[2J"', detail: {}, durationMs: 1 },
        { name: 'similarity', status: 'skipped', reason: 'no source', detail: {}, durationMs: 1 },
        { name: 'behaviour', status: 'not-applicable', reason: 'no input', detail: {}, durationMs: 1 },
      ],
    },
  );

  expect(text).toContain('# left-pad@1.3.0: FAIL');
  expect(text).toContain('| tests | ✗ failed | got "\\| \\# \\[x\\](y) \\[2J" |');
  expect(text).toContain('| similarity | - skipped | no source |');
  expect(text).toContain('| behaviour | · not applicable | no input |');
});
