import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { readDeclared } from './read-declared.ts';
import { readImports } from './read-imports.ts';

const imports = (text: string, others: Record<string, string> = {}) =>
  readImports(ts, { 'src/index.js': text, ...others }, 'own').map(({ kind, target }) => `${kind} ${target}`);

describe('readImports()', () => {
  it('tells files, modules of Node, packages and what is not there apart', () => {
    const text =
      "import a from './a.js'; import fs from 'node:fs'; export * from '@s/p/deep'; import own from 'own'; const x = require('./gone'); await import('/etc/x');";

    expect(imports(text, { 'src/a.js': '' })).toEqual([
      'file src/a.js',
      'builtin fs',
      'package @s/p',
      'missing ./gone',
      'outside /etc/x',
    ]);
  });

  it('finds a folder by its index and a type by its source', () => {
    expect(
      imports("import './part'; import './types.js';", { 'src/part/index.js': '', 'src/types.d.ts': '' }),
    ).toEqual(['file src/part/index.js', 'file src/types.d.ts']);
  });

  it.each([
    ['require(name)', 'require(…)'],
    ['await import(`./$' + '{name}`)', 'import(…)'],
    ["createRequire(import.meta.url)('x')", 'createRequire'],
    ["process.binding('fs')", 'process.binding'],
    ["process.getBuiltinModule('fs')", 'getBuiltinModule'],
  ])('finds what is loaded in a roundabout way: %s', (text, found) => {
    expect(imports(text)).toContain(`computed ${found}`);
  });

  it('takes comments, texts and methods of that name for what they are', () => {
    expect(imports("// require(name)\nconst text = 'import(x)'; loader.require(name);")).toEqual([]);
  });

  it('survives code that is hostile to parsers', () => {
    const started = performance.now();
    for (const piece of ['(', '`${', 'import(', '/*', 'require'])
      expect(() => imports(piece.repeat(50_000))).not.toThrow();

    expect(performance.now() - started).toBeLessThan(30_000);
  });
});

describe('readDeclared()', () => {
  it('reads what comes along and what is for development alone, in each language', () => {
    const node = '{"dependencies":{"a":"^1"},"optionalDependencies":{"b":"2"},"devDependencies":{"c":"3"}}';

    expect(readDeclared('typescript', { 'package.json': node })).toEqual({
      manifest: 'package.json',
      needed: [
        { name: 'b', range: '2' },
        { name: 'a', range: '^1' },
      ],
      development: [{ name: 'c', range: '3' }],
    });
    const python = '[project]\nname = "x"\ndependencies = ["six>=1.2", "tomli; python_version < \'3.11\'"]\n';
    expect(readDeclared('python', { 'pyproject.toml': python })?.needed).toEqual([
      { name: 'six', range: '>=1.2' },
      { name: 'tomli', range: '' },
    ]);
    const rust = '[dependencies]\nserde = { version = "1", features = ["derive"] }\nitoa = "1.0"\n';
    expect(readDeclared('rust', { 'Cargo.toml': rust })?.needed).toEqual([
      { name: 'serde', range: '1' },
      { name: 'itoa', range: '1.0' },
    ]);
    const go = 'module x.example/a\n\ngo 1.21\n\nrequire (\n\tb.example/c v1.2.3 // indirect\n)\n';
    expect(readDeclared('go', { 'go.mod': go })?.needed).toEqual([{ name: 'b.example/c', range: 'v1.2.3' }]);
  });

  it('gives null for a manifest that cannot be read', () => {
    expect(readDeclared('javascript', { 'package.json': '{' })).toBeNull();
    expect(readDeclared('rust', {})).toEqual({ manifest: 'Cargo.toml', needed: [], development: [] });
  });
});
