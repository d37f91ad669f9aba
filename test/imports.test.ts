import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  findScriptViolations,
  findViolations,
  listEdges,
  readSourceTree,
  type SourceTree,
} from './import-rules.ts';

const tree = readSourceTree(fileURLToPath(new URL('../src', import.meta.url)));

/** The real source with files added or replaced. */
function plant(files: Readonly<Record<string, string>>): SourceTree {
  return new Map([...tree, ...Object.entries(files)]);
}

describe('the imports of src', () => {
  it('are seen', () => {
    expect(tree.size).toBeGreaterThan(50);
    expect(listEdges(tree)).toContainEqual({
      from: 'spec/spec.ts',
      to: 'core/index.ts',
      isOurs: true,
    });
  });

  it('keep the rules of CONTRIBUTING.md', () => {
    expect(findViolations(tree)).toEqual([]);
  });
});

describe('the imports of scripts', () => {
  const scripts = readSourceTree(fileURLToPath(new URL('../scripts', import.meta.url)), '.mjs');

  it('are seen, those at run time too', () => {
    expect(listEdges(scripts)).toContainEqual({ from: 'launch.mjs', to: 'setup.mjs', isOurs: true });
  });

  it('lead somewhere and never round in a circle', () => {
    expect(findScriptViolations(scripts)).toEqual([]);
  });

  it.each([
    ["await import('./launch.mjs');", /^import cycle: \S+\.mjs -> .*launch\.mjs/],
    ["import './ghost.mjs';", /ghost\.mjs, which is not there/],
    ["import '../src/core/digest.ts';", /digest\.ts, which is not there/],
  ])('are caught when install.mjs holds %s', (line, expected) => {
    const planted = new Map([...scripts, ['install.mjs', `${scripts.get('install.mjs')}\n${line}`]]);

    expect(findScriptViolations(planted)).toContainEqual(expect.stringMatching(expected));
  });
});

describe('findViolations()', () => {
  it.each([
    [
      'build to a registry',
      { 'build/x.ts': "import { x } from '../registry/index.ts';" },
      /^build reaches registry/,
    ],
    [
      'build to a type of docs',
      { 'build/x.ts': "import type { X } from '../docs/types.ts';" },
      /^build reaches docs/,
    ],
    [
      'build to validate by way of another room',
      {
        'build/x.ts': "import { x } from '../license/types.ts';",
        'license/types.ts': "export * from '../validate/types.ts';",
      },
      /^build reaches validate: build\/x\.ts -> license\/types\.ts -> validate\/types\.ts/,
    ],
    [
      'build to analyze at run time',
      { 'build/x.ts': "await import('../analyze/index.ts');" },
      /^build reaches analyze/,
    ],
    [
      "Agent B's program to a registry by way of another file",
      { 'wall/build-task.ts': "import type { X } from '../registry/types.ts';" },
      /^wall\/guest\/build-agent\.ts reaches registry: wall\/guest\/build-agent\.ts -> wall\/build-task\.ts/,
    ],
    [
      "Agent A's program to build",
      { 'wall/analyze-task.ts': "import type { X } from '../build/types.ts';" },
      /^wall\/guest\/analyze-agent\.ts reaches build/,
    ],
    [
      'the inside of a room',
      { 'docs/x.ts': "import { x } from '../core/digest.ts';" },
      /reaches into core\/digest\.ts/,
    ],
    [
      'a file that is not there',
      { 'docs/x.ts': "import { x } from './ghost.ts';" },
      /docs\/ghost\.ts, which is not there/,
    ],
    [
      'a cycle',
      { 'core/a.ts': "import './b.ts';", 'core/b.ts': "import './c.ts';", 'core/c.ts': "import './a.ts';" },
      /^import cycle: core\/\w\.ts -> core\/\w\.ts -> core\/\w\.ts -> core\/\w\.ts$/,
    ],
    [
      'a file that imports itself',
      { 'core/a.ts': "import './a.ts';" },
      /^import cycle: core\/a\.ts -> core\/a\.ts$/,
    ],
    [
      'a room that knows the pipeline',
      { 'output/x.ts': "import type { Phase } from '../pipeline/types.ts';" },
      /^output\/x\.ts imports pipeline\/types\.ts: a room knows nothing of the pipeline/,
    ],
    ['process.env', { 'docs/x.ts': 'export const x = process.env.HOME;' }, /^docs\/x\.ts reads process\.env/],
    [
      'env of node:process',
      { 'docs/x.ts': "import { env } from 'node:process';" },
      /^docs\/x\.ts reads process\.env/,
    ],
    [
      'a room that knows too many',
      {
        'output/x.ts':
          "import '../docs/types.ts'; import '../build/types.ts'; import '../validate/types.ts';",
      },
      /^output knows build, docs, validate/,
    ],
  ])('catches %s', (_, files, expected) => {
    const before = new Set(findViolations(tree));

    const found = findViolations(plant(files as Record<string, string>)).filter((text) => !before.has(text));

    expect(found).toContainEqual(expect.stringMatching(expected));
  });

  it('lets words about process.env in comments and strings be', () => {
    const files = { 'docs/x.ts': "// process.env\nexport const x = 'process.env';" };

    expect(findViolations(plant(files))).toEqual(findViolations(tree));
  });
});
