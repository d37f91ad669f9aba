import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ApiSurface, SpecMetadata, TestScenarios } from '../../spec/index.ts';
import { docSet, fence, type Given } from './doc-set.fake.ts';
import { compileDocumentation } from './index.ts';

describe('surface', () => {
  async function surfaceOf(given: Given): Promise<ApiSurface> {
    return (await compileDocumentation(docSet(given))).surface;
  }

  it('reads export = with its namespace as default and named exports', async () => {
    const types = {
      'index.d.ts':
        '/** Pads text. More. */\ndeclare function pad(text: string, size?: number): string;\ndeclare function pad(text: string[]): string[];\ndeclare namespace pad {\n  interface Options { size?: number }\n  function left(text: string): string;\n}\nexport = pad;',
    };

    const { exports } = await surfaceOf({ types });

    expect(exports.map(({ name, kind }) => [name, kind])).toEqual([
      ['default', 'function'],
      ['left', 'function'],
    ]);
    expect(exports[0]).toMatchObject({
      local_name: 'pad',
      signature: 'function pad(text: string, size?: number): string',
      overloads: ['function pad(text: string[]): string[]'],
      summary: 'Pads text.',
      returns: 'string',
      evidence: 'declaration',
      source: { document: 'types', lines: [2, 2] },
    });
  });

  it('follows re-exports within the documents and leaves out what is not exported', async () => {
    const types = {
      'index.d.ts':
        "export * from './inner.js';\nexport { b as c } from './inner.js';\ndeclare class Hidden {}\nexport class Shown<T> {\n  constructor(x: T);\n  private secret: number;\n  static of(x: string): void;\n}",
      'inner.d.ts': 'export declare const a: (x: string) => boolean;\nexport declare const b: 5;',
    };

    const { exports } = await surfaceOf({ types });

    expect(exports.map(({ name, kind }) => `${name} ${kind}`).sort()).toEqual([
      'Shown class',
      'a function',
      'b constant',
      'c constant',
    ]);
    expect(
      exports.find(({ name }) => name === 'Shown')?.members.map(({ name, kind }) => [name, kind]),
    ).toEqual([
      ['constructor', 'constructor'],
      ['of', 'method'],
    ]);
  });

  it('reads headings with parameters, types, defaults and options', async () => {
    const readme = `${fence("import padIt from 'pad-it';")}
## API

### padIt(text, options?)

Pads a text. Returns a \`string\`.

#### text

Type: \`string\`

#### options

Type: \`object\`

##### size

Type: \`number\`\\
Default: \`2\`

How far to pad.
`;

    const { exports } = await surfaceOf({ readme });

    expect(exports).toMatchObject([
      {
        name: 'default',
        kind: 'function',
        signature: 'function padIt(text: string, options?: { size?: number }): string',
        members: [
          { name: 'size', signature: 'size?: number', summary: expect.stringContaining('(default 2)') },
        ],
        evidence: 'signature',
      },
    ]);
  });

  it.each([
    ["const pad = require('pad-it');\npad(1)", ['default']],
    ["const { left, right: r } = require('pad-it');\nleft(1); r(2)", ['left', 'right']],
    ["const pad = require('pad-it');\npad.left(1)", ['left']],
    ["import pad, { left } from 'pad-it';\npad(1); left(1)", ['default', 'left']],
    ["const left = require('pad-it').left;\nleft(1)", ['left']],
    ["import * as pads from 'pad-it';\npads.left(1)", ['left']],
  ])('%j tells default from named exports', async (code, names) => {
    const { exports } = await surfaceOf({ readme: fence(code) });

    expect(exports.map(({ name }) => name)).toEqual(names);
  });

  it.each([
    ["const diff = require('pad-it');\ndiff(1)", '', 'diff'],
    ["const diff = require('pad-it');\ndiff(1)", '### padIt(a, b)', 'diff'],
    [
      "const all = require('pad-it');\nall.left(1);\nimport diff from 'pad-it';\ndiff(1)",
      '### padIt(a)',
      'diff',
    ],
    ['diff(1)', '### diff(a, b)', 'diff'],
  ])('%j with heading %j names the default export as the document does', async (code, heading, name) => {
    const { exports } = await surfaceOf({ readme: `${fence(code)}\n${heading}\n` });

    expect(exports.find((entry) => entry.name === 'default')?.local_name).toBe(name);
  });

  it('keeps the declared name of a default export that examples call otherwise', async () => {
    const types = { 'index.d.ts': 'declare function arrayPad(a: string): string;\nexport = arrayPad;' };
    const readme = fence("const pad = require('pad-it');\npad('a'); //=> 'b'");

    const { surface, scenarios } = await compileDocumentation(docSet({ readme, types }));

    expect(surface.exports[0]?.local_name).toBe('arrayPad');
    expect(scenarios.bindings).toEqual([{ local: 'pad', export: 'default' }]);
  });

  it.each([
    [{ type: 'module' }, 'esm'],
    [{ type: 'module', exports: { import: './a.js', require: './a.cjs' } }, 'both'],
    [{ main: 'index.js' }, 'commonjs'],
    [{ main: 'index.js', module: 'index.mjs' }, 'both'],
    [{}, 'commonjs'],
  ] as const)('%j is %s', async (entryPoints, module) => {
    expect((await surfaceOf({ entryPoints })).module).toBe(module);
  });
});

describe('types and metadata', () => {
  it('hands declarations over without banners, links and examples', async () => {
    const types = {
      'index.d.ts':
        "/*! Copyright somebody */\nimport { Size } from './size.js';\n/**\n * Pads, see [home](https://pads.example/x).\n * @param text What.\n * @example\n * pad('a')\n */\nexport default function pad(text: string): Size;",
      'size.d.ts': 'export type Size = number;',
    };

    const { types: text } = await compileDocumentation(docSet({ types }));

    expect(text).toBe(
      '/**\n * Pads, see home.\n * @param text What.\n */\nexport default function pad(text: string): Size;\n\ntype Size = number;\n',
    );
  });

  it('makes declarations from the surface where there are none', async () => {
    const readme = `${fence("const pad = require('pad-it');\npad.left(1)\npad(2)")}\n### pad(text, [size])\n`;

    const { types } = await compileDocumentation(docSet({ readme }));

    expect(types).toContain('declare function pad(text: unknown, size?: unknown): unknown;');
    expect(types).toContain('declare namespace pad {\n  export function left(');
    expect(types).toContain('export = pad;');
  });

  it('keeps addresses out of the metadata', async () => {
    const { metadata } = await compileDocumentation(docSet({ entryPoints: { engines: { node: '>=18' } } }));

    expect(metadata).toMatchObject({ description: 'Pads. See', engine: '>=18', package_name: 'pad-it' });
  });
});

/** Many local names, each for an export that starts with the prefix. */
function rebindings(prefix: string): string {
  const names = Array.from({ length: 1000 }, (_, index) => `${prefix}${index} as n${index}`);
  return `import { ${names.join(', ')} } from 'pad-it';\nn1(n2, n3);\n`;
}

describe('hostile documentation', () => {
  it('any text compiles to what the schemas allow', async () => {
    const pieces = fc.constantFrom(
      "import a from 'pad-it'\n",
      '```js\n',
      '```\n',
      'a(',
      ')',
      '{',
      '}',
      '[',
      '`',
      '//=> ',
      "'",
      '\n',
      '> ',
      '| a | b |\n|---|---|\n',
      '### a(b, [c])\n',
      'constructor',
      '__proto__',
      ' = ',
      ';',
      '/*',
      '*/',
      'export ',
      'declare function ',
      'x: ',
      '<T>',
      '@example\n',
    );
    const text = fc
      .array(fc.oneof(pieces, fc.string({ maxLength: 8 })), { maxLength: 40 })
      .map((parts) => parts.join(''));

    await fc.assert(
      fc.asyncProperty(text, text, async (readme, declaration) => {
        const result = await compileDocumentation(docSet({ readme, types: { 'index.d.ts': declaration } }));

        ApiSurface.parse(result.surface);
        TestScenarios.parse(result.scenarios);
        SpecMetadata.parse(result.metadata);
      }),
      { numRuns: 150 },
    );
  });

  it.each([
    ['deep brackets', fence(`a(${'['.repeat(20_000)})`)],
    ['a long line', fence(`a(${'x '.repeat(100_000)}) //=> ${'('.repeat(50_000)}`)],
    ['many headings', '### a(b, c)\n'.repeat(20_000)],
    ['stars', '/**'.repeat(50_000)],
    ['bars', `${'|'.repeat(50_000)}\n|---|\n`],
    ['links', '['.repeat(100_000)],
    ['comments', fence(`a() ${'// => [\n'.repeat(5000)}`)],
    ['rebindings', fence(`${rebindings('a')}${rebindings('b')}${'n1(n2, n3)\n'.repeat(300)}`).repeat(8)],
    ['arrows', fence(`a() //${' =>'.repeat(50_000)}`)],
  ])('%s take no time to speak of', async (_, text) => {
    const start = performance.now();

    await compileDocumentation(docSet({ readme: text, types: { 'index.d.ts': text } }));

    expect(performance.now() - start).toBeLessThan(50_000);
  });
});
