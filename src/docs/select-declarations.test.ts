import { expect, it } from 'vitest';
import { selectDeclarations } from './select-declarations.ts';

const make = (files: Record<string, string>) =>
  Object.entries(files).map(([path, text]) => ({ path, content: Buffer.from(text) }));

it.each<[string, Record<string, unknown>, string]>([
  ['types', { types: './dist/main.d.ts' }, 'dist/main.d.ts'],
  ['types without extension', { types: 'dist/main' }, 'dist/main.d.ts'],
  ['typings', { typings: 'dist/main.d.ts' }, 'dist/main.d.ts'],
  [
    'exports with types',
    { exports: { '.': { types: './dist/main.d.ts', default: './x.js' } } },
    'dist/main.d.ts',
  ],
  [
    'nested conditions',
    { exports: { import: { types: './dist/main.d.ts' }, require: './y.cjs' } },
    'dist/main.d.ts',
  ],
  ['a sibling of exports', { exports: './dist/main.js' }, 'dist/main.d.ts'],
  ['nothing', {}, 'index.d.ts'],
  ['a file that is not there', { types: 'gone.d.ts' }, 'index.d.ts'],
  ['a path that climbs', { types: '../../index.d.ts' }, 'index.d.ts'],
  ['nonsense', { types: 7, exports: [null, { __proto__: null }], main: {} }, 'index.d.ts'],
])('selectDeclarations() starts where the manifest says: %s', async (_name, entryPoints, expected) => {
  const files = make({ 'dist/main.d.ts': 'export {};', 'index.d.ts': 'export {};' });

  const selection = await selectDeclarations(files, entryPoints);

  expect(selection.files.map(({ path }) => path)).toEqual([expected]);
  expect(selection.leftOut).toBe(1);
});

it('selectDeclarations() falls back on a sibling of main, then on the file nearest to the root', async () => {
  const files = make({
    'lib/deep/a.d.ts': 'export {};',
    'lib/b.d.ts': 'export {};',
    'lib/c.d.ts': 'export {};',
  });

  const sibling = await selectDeclarations(files, { main: 'lib/c.js' });
  const nearest = await selectDeclarations(files, {});

  expect(sibling.files.map(({ path }) => path)).toEqual(['lib/c.d.ts']);
  expect(nearest.files.map(({ path }) => path)).toEqual(['lib/b.d.ts']);
});

it('selectDeclarations() follows relative references once, breadth first, and no others', async () => {
  const files = make({
    'index.d.ts': `/// <reference path="global.d.ts" />\nexport * from './a.js';\nimport b = require('./b');\nimport 'other';\nexport type T = import('./c/').C;`,
    'global.d.ts': 'declare const g: number;',
    'a.d.ts': "export * from './d/index.js';\nexport * from './index.js';\nexport * from '../../escape.js';",
    'b/index.d.ts': 'export = 1;',
    'c/index.d.ts': 'export interface C {}',
    'd/index.d.ts': "export * from '../a.js';",
    'unused.d.ts': 'export {};',
    'escape.d.ts': 'export {};',
  });

  const selection = await selectDeclarations(files, {});

  expect(selection.files.map(({ path }) => path).toSorted()).toEqual([
    'a.d.ts',
    'b/index.d.ts',
    'c/index.d.ts',
    'd/index.d.ts',
    'global.d.ts',
    'index.d.ts',
  ]);
  expect(selection.files[0]?.path).toBe('index.d.ts');
});

it('selectDeclarations() stops at its limit of files', async () => {
  const files = make(
    Object.fromEntries([
      ['index.d.ts', Array.from({ length: 500 }, (_, index) => `export * from './f${index}';`).join('\n')],
      ...Array.from({ length: 500 }, (_, index) => [`f${index}.d.ts`, 'export {};']),
    ]),
  );

  const selection = await selectDeclarations(files, {});

  expect(selection.files).toHaveLength(200);
  expect(selection.leftOut).toBe(301);
});
