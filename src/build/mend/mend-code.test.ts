import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSurface } from '../surface.fake.ts';
import { loadModules, type ModuleProbe } from './load-modules.fake.ts';
import { mendCode } from './mend-code.ts';
import { renderModule } from './render-module.ts';

interface Case {
  readonly title: string;
  readonly code: string;
  /** Exports of the specification, `default:pad` for a default export; `pad` alone by default. */
  readonly wanted?: readonly string[];
  readonly formats?: readonly ModuleProbe['format'][];
  readonly expression: string;
  readonly value: unknown;
}

const pad = 'function pad(s, n) { return s.padStart(n); }';
const callPad = { expression: 'get("pad")("a", 3)', value: '  a' };
const callDefault = { wanted: ['default:pad'], expression: 'get("default")("a", 3)', value: '  a' };
const two = {
  wanted: ['pad', 'trim'],
  expression: '[get("pad")("a", 3), get("trim")(" b ")]',
  value: ['  a', 'b'],
};

const exportForms: readonly Case[] = [
  { title: 'a plain declaration', code: pad, ...callPad },
  { title: 'export function', code: `export ${pad}`, ...callPad },
  { title: 'export default function', code: `export default ${pad}`, ...callDefault },
  {
    title: 'export default without a name',
    code: 'export default function (s, n) { return s.padStart(n); }',
    ...callDefault,
  },
  {
    title: 'export default async',
    code: 'export default async function (s, n) { return s.padStart(n); }',
    ...callDefault,
  },
  {
    title: 'export default async arrow',
    code: 'export default async (s, n) => s.padStart(n);',
    ...callDefault,
  },
  {
    title: 'export default generator',
    code: 'export default function* (s) { yield s; }',
    wanted: ['default:pad'],
    expression: '[...get("default")(1)]',
    value: [1],
  },
  {
    title: 'export async generator',
    code: 'export async function* pad(s) { yield s; }',
    expression: 'get("pad")(1).next().then((x) => x.value)',
    value: 1,
  },
  {
    title: 'export default class',
    code: '/** The class of it, a function */\nexport default class { go() { return 1; } }',
    wanted: ['default:Pad'],
    expression: 'new (get("default"))().go()',
    value: 1,
  },
  {
    title: 'export default class that extends',
    code: 'class A { go() { return 2; } }\nexport default class extends A {}',
    wanted: ['default:Pad'],
    expression: 'new (get("default"))().go()',
    value: 2,
  },
  { title: 'export default of a name', code: `${pad}\nexport default pad;`, ...callDefault },
  {
    title: 'export default of a call',
    code: `const wrap = (f) => f;\n${pad}\nexport default wrap(pad);`,
    ...callDefault,
  },
  {
    title: 'export default of an object',
    code: `${pad}\nfunction trim(s) { return s.trim(); }\nexport default { pad, trim };`,
    ...two,
  },
  { title: 'export list', code: `${pad}\nexport { pad };`, ...callPad },
  { title: 'export as default', code: `${pad}\nexport { pad as default };`, ...callDefault },
  {
    title: 'export under another name',
    code: 'function a(s, n) { return s.padStart(n); }\nexport { a as pad };',
    ...callPad,
  },
  { title: 'export const arrow', code: 'export const pad = (s, n) => s.padStart(n);', ...callPad },
  {
    title: 'export by destructuring',
    code: 'const lib = { pad: (s, n) => s.padStart(n) };\nexport const { pad } = lib;',
    ...callPad,
  },
  {
    title: 'an export from elsewhere',
    code: `export * from './a.js';\nexport { b } from './b.js';\nexport ${pad}`,
    ...callPad,
  },
  { title: 'module.exports', code: `${pad}\nmodule.exports = pad;`, ...callDefault },
  {
    title: 'module.exports of a function',
    code: 'module.exports = function (s, n) { return s.padStart(n); };',
    ...callDefault,
  },
  { title: 'module.exports of a named function', code: `module.exports = ${pad}`, ...callDefault },
  {
    title: 'module.exports of the same name wrapped',
    code: `${pad}\nmodule.exports = ((f) => f)(pad);`,
    ...callDefault,
  },
  {
    title: 'module.exports of an object',
    code: `${pad}\nconst cut = (s) => s.trim();\nmodule.exports = { pad, 'trim': cut };`,
    ...two,
  },
  {
    title: 'module.exports with methods',
    code: 'module.exports = {\n  pad(s, n) { return s.padStart(n); },\n  trim: function (s) { return s.trim(); },\n};',
    ...two,
  },
  {
    title: 'module.exports with wrapped values',
    code: `${pad}\nmodule.exports = { pad: pad.bind(null), trim: (s) => s.trim() };`,
    ...two,
  },
  {
    title: 'module.exports with async and generator methods',
    code: 'module.exports = { async pad(s) { return s; }, *trim(s) { yield s; } };',
    wanted: ['pad', 'trim'],
    expression: 'get("pad")(1).then((x) => [x, ...get("trim")(2)])',
    value: [1, 2],
  },
  {
    title: 'one object as default',
    code: `${pad}\nconst cut = (s) => s.trim();\nmodule.exports = { pad, trim: cut, both: (s) => pad(s, 3) };`,
    wanted: ['default:strings'],
    expression: '[get("default").pad("a", 3), get("default").trim(" b "), get("default").both("c")]',
    value: ['  a', 'b', '  c'],
  },
  {
    title: 'module.exports.default',
    code: `${pad}\nmodule.exports = pad;\nmodule.exports.default = pad;`,
    ...callDefault,
  },
  {
    title: 'exports of both names',
    code: 'exports.pad = exports.default = (s, n) => s.padStart(n);',
    wanted: ['pad'],
    ...{ expression: callPad.expression, value: callPad.value },
  },
  {
    title: 'chained exports',
    code: 'exports.pad = exports.fill = (s, n) => s.padStart(n);',
    wanted: ['pad', 'fill'],
    expression: '[get("pad")("a", 2), get("pad") === get("fill")]',
    value: [' a', true],
  },
  { title: 'module.exports = exports =', code: `${pad}\nexports = module.exports = pad;`, ...callDefault },
  {
    title: 'exports by key',
    code: `exports['pad'] = function (s, n) { return s.padStart(n); };`,
    ...callPad,
  },
  {
    title: 'a name that is a reserved word',
    code: 'exports.delete = function (a) { return a; };\nexports.in = (a) => a + 1;',
    wanted: ['delete:remove', 'in:within'],
    expression: '[get("delete")(1), get("in")(1)]',
    value: [1, 2],
  },
  {
    title: 'a name that is no identifier',
    code: `const a = () => 1;\nmodule.exports = { 'a-b': a };`,
    wanted: ['a-b:aB'],
    expression: 'get("a-b")()',
    value: 1,
  },
  {
    title: 'Object.assign of exports',
    code: `${pad}\nObject.assign(module.exports, { pad, trim: (s) => s.trim() });`,
    ...two,
  },
  {
    title: 'what a compiler writes',
    code: `"use strict";\nObject.defineProperty(exports, "__esModule", { value: true });\nexports.trim = exports.pad = void 0;\nconst pad = (s, n) => s.padStart(n);\nexports.pad = pad;\nfunction trim(s) { return s.trim(); }\nObject.defineProperty(exports, "trim", { enumerable: true, get: function () { return trim; } });`,
    ...two,
  },
  {
    title: 'a guarded export',
    code: `${pad}\nif (typeof module !== 'undefined' && module.exports) {\n  module.exports = pad;\n} else {\n  window.pad = pad;\n}`,
    ...callDefault,
  },
  {
    title: 'a function around it',
    code: `(function () {\n  'use strict';\n  ${pad}\n  module.exports = pad;\n})();`,
    ...callDefault,
  },
  {
    title: 'a universal module',
    code: `(function (root, factory) {\n  if (typeof define === 'function' && define.amd) define([], factory);\n  else if (typeof module === 'object' && module.exports) module.exports = factory();\n  else root.pad = factory();\n}(typeof self !== 'undefined' ? self : this, function () {\n  ${pad}\n  return pad;\n}));`,
    ...callDefault,
  },
  {
    title: 'a default with members',
    code: `${pad}\npad.fill = (s) => s + '.';\nmodule.exports = pad;\nmodule.exports.trim = (s) => s.trim();`,
    wanted: ['default:pad', 'trim'],
    expression: '[get("default")("a", 2), get("default").fill("b"), get("trim")(" c ")]',
    value: [' a', 'b.', 'c'],
  },
  {
    title: 'a member called name',
    code: `${pad}\nmodule.exports = pad;\nmodule.exports.name = () => 'n';`,
    wanted: ['default:pad', 'name'],
    expression: '[get("default")("a", 2), get("name")()]',
    value: [' a', 'n'],
  },
  { title: 'another case', code: 'function PAD(s, n) { return s.padStart(n); }', ...callPad },
  {
    title: 'another name',
    code: 'const size = 3;\nfunction leftPad(s, n) { return s.padStart(n); }',
    ...callPad,
  },
];

const setups: readonly Case[] = [
  {
    title: 'prototype assignments',
    code: `function Pad() {}\nPad.prototype.go = function () { return 1; };\nPad.of = () => new Pad();`,
    wanted: ['Pad'],
    expression: 'get("Pad").of().go()',
    value: 1,
  },
  {
    title: 'prototype assignments in a loop',
    code: `function Pad() {}\n['a', 'b'].forEach((name) => { Pad.prototype[name] = () => name; });\nfor (const name of ['c']) Pad.prototype[name] = () => name;`,
    wanted: ['Pad'],
    expression: '["a", "b", "c"].map((name) => new (get("Pad"))()[name]())',
    value: ['a', 'b', 'c'],
  },
  {
    title: 'defineProperty',
    code: `${pad}\nObject.defineProperty(pad, 'size', { get: () => 7 });\nObject.freeze(pad);`,
    expression: 'get("pad").size',
    value: 7,
  },
  {
    title: 'inherits',
    code: `const { inherits } = require('util');\nfunction A() {}\nA.prototype.go = () => 1;\nfunction B() {}\ninherits(B, A);`,
    wanted: ['B'],
    expression: 'new (get("B"))().go()',
    value: 1,
  },
  {
    title: 'a table filled by a helper',
    code: `const table = [];\nfunction fill() { for (let i = 0; i < 3; i += 1) table[i] = i * i; }\nfill();\nfunction pad(i) { return table[i]; }`,
    expression: 'get("pad")(2)',
    value: 4,
  },
  {
    title: 'a table filled in place',
    code: `const map = new Map();\nmap.set('a', 1);\n(function () { for (let i = 0; i < 3; i += 1) map.set(i, i); })();\n(() => { let i = 9; map.set('z', i); })();\nfunction pad(k) { return map.get(k); }`,
    expression: '[get("pad")("a"), get("pad")(2), get("pad")("z")]',
    value: [1, 2, 9],
  },
  {
    title: 'a constant made by a helper',
    code: `const makeTable = (n) => Array.from({ length: n }, (_, i) => i);\nconst table = makeTable(4);\nfunction pad() { return table.length; }`,
    expression: 'get("pad")()',
    value: 4,
  },
  {
    title: 'a constant made by the API and used inside',
    code: `function create(n) { return { n }; }\nconst standard = create(3);\nconst twice = create(standard.n * 2);\nfunction pad() { return twice.n; }`,
    wanted: ['create', 'pad'],
    expression: 'get("pad")()',
    value: 6,
  },
  {
    title: 'an instance that is exported',
    code: `class Pad { go() { return 1; } }\nconst instance = new Pad();\nexport default instance;\nexport { Pad };`,
    wanted: ['default:pad', 'Pad'],
    expression: 'get("default").go()',
    value: 1,
  },
  {
    title: 'a call inside a later declaration',
    code: `export const a = (x) => x + 1;\nexport const b = (x) => a(a(x));`,
    wanted: ['a', 'b'],
    expression: 'get("b")(1)',
    value: 3,
  },
  {
    title: 'mutual recursion',
    code: `function even(n) { return n === 0 || odd(n - 1); }\nfunction odd(n) { return n !== 0 && even(n - 1); }\nmodule.exports = { even, odd };`,
    wanted: ['even', 'odd'],
    expression: '[get("even")(4), get("odd")(4)]',
    value: [true, false],
  },
  {
    title: 'a name declared twice',
    code: `function pad() { return 1; }\nfunction pad() { return 2; }\nconst size = 1;\nconst size = 2;`,
    expression: 'get("pad")()',
    value: 2,
  },
  {
    title: 'a later value for a variable',
    code: 'let size;\nsize = 3;\nfunction pad() { return size; }',
    expression: 'get("pad")()',
    value: 3,
  },
  {
    title: 'a try around set-up',
    code: `let encoder = null;\ntry { encoder = new TextEncoder(); } catch { encoder = null; }\nfunction pad() { return encoder !== null; }`,
    expression: 'get("pad")()',
    value: true,
  },
  { title: 'a mark of the interpreter', code: `#!/usr/bin/env node\n'use strict';\n${pad}`, ...callPad },
  { title: 'ends of line of Windows', code: `${pad}\r\n\r\nmodule.exports = pad;\r\n`, ...callPad },
  {
    title: 'types',
    code: `interface O { n?: number }\ntype S = string;\nenum Side { Left = 'l', Right = 'r' }\nexport function pad(s: S, n: number): string;\nexport function pad<T extends string>(s: T, n = 2 as number, side: Side = Side.Left): string {\n  const list: Array<string> = [s!];\n  return side === Side.Left ? list[0].padStart(n satisfies number) : s;\n}`,
    ...callPad,
  },
  {
    title: 'generic arrows and casts',
    code: `const same = <T,>(value: T): T => value;\nexport const pad = (s: string, n: number) => same<string>(<string>s).padStart(n);`,
    ...callPad,
  },
];

const imports: readonly Case[] = [
  {
    title: 'import whole',
    code: `import util from 'util';\nexport const pad = () => typeof util.inspect;`,
    expression: 'get("pad")()',
    value: 'function',
  },
  {
    title: 'import as',
    code: `import * as path from 'node:path';\nimport fs, { readFileSync as read } from 'fs';\nexport const pad = () => [path.basename('/a/b'), typeof fs.statSync, typeof read];`,
    expression: 'get("pad")()',
    value: ['b', 'function', 'function'],
  },
  {
    title: 'import default and all',
    code: `import util, * as all from 'util';\nimport { default as again } from 'util';\nexport const pad = () => util.inspect === all.inspect && again.inspect === util.inspect;`,
    expression: 'get("pad")()',
    value: true,
  },
  { title: 'import for its effect', code: `import 'node:events';\nexport ${pad}`, ...callPad },
  {
    title: 'import of types',
    code: `import type { Readable } from 'stream';\nexport function pad(s: string, n: number, r?: Readable) { return s.padStart(n); }`,
    ...callPad,
  },
  {
    title: 'require whole, parts and members',
    code: `const path = require('path'), { inspect: show } = require('node:util'), size = 3;\nconst EventEmitter = require('events').EventEmitter;\nexports.pad = () => [path.sep, show(1), size, typeof EventEmitter];`,
    expression: 'get("pad")()',
    value: ['/', '1', 3, 'function'],
  },
  {
    title: 'require of a member of a member',
    code: `const isDate = require('util').types.isDate;\nconst { types: { isRegExp } } = require('util');\nexports.pad = () => [isDate(new Date()), isRegExp(/a/)];`,
    expression: 'get("pad")()',
    value: [true, true],
  },
  {
    title: 'require inside a function',
    code: `function pad() { const { inspect } = require('util'); return inspect('a'); }`,
    expression: 'get("pad")()',
    value: "'a'",
  },
  {
    title: 'dynamic import',
    code: `const { basename } = await import('node:path');\nexport async function pad() { const u = await import('node:util'); return [basename('/x/y'), typeof u.inspect]; }`,
    expression: 'get("pad")()',
    value: ['y', 'function'],
  },
  {
    title: 'a sub-module',
    code: `import { readFile } from 'fs/promises';\nexport const pad = () => typeof readFile;`,
    expression: 'get("pad")()',
    value: 'function',
  },
];

const usages: readonly [title: string, code: string][] = [
  ['a call that prints', `console.log(pad('a', 3));`],
  ['a call alone', `pad('a', 3);`],
  ['a variable', `const result = pad('a', 3);\nconst longer = pad(result, 9);\nconsole.log(longer);`],
  ['an assignment', `let result;\nresult = pad('a', 3);\nconsole.log(result);`],
  ['await', `const result = await pad('a', 3);\nconsole.log(result);\nawait pad('b', 2);`],
  [
    'a function called at once',
    `(async () => { console.log(await pad('a', 3)); })();\n(() => { pad('a', 1); })();\n!function () { console.log(1); }();`,
  ],
  ['a main function', `function main() { console.log(pad('a', 3)); }\nmain();`],
  ['a main module', `if (require.main === module) { console.log(pad('a', 3)); }`],
  [
    'a main module of ES modules',
    'if (import.meta.url === `file://$' + '{process.argv[1]}`) { console.log(pad("a", 3)); }',
  ],
  [
    'a test framework',
    `describe('pad', () => { it('pads', () => { expect(pad('a', 3)).toBe('  a'); }); });\ntest('x', () => {});`,
  ],
  ['assertions', `const assert = require('assert');\nassert.strictEqual(pad('a', 3), '  a');\nassert(pad);`],
  [
    'an imported test framework',
    `import test from 'node:test';\nimport { expect } from 'vitest';\ntest('pads', () => expect(pad('a', 3)).toBe('  a'));`,
  ],
  [
    'a loop',
    `for (const s of ['a', 'b']) { console.log(pad(s, 3)); }\n['c'].forEach((s) => console.log(pad(s, 3)));`,
  ],
  [
    'a loop over tests',
    `const cases = [['a', 3]];\nfunction check([s, n]) { if (pad(s, n) !== '  a') throw new Error('bad'); }\ncases.forEach((entry) => check(entry));\ncases.map(check);`,
  ],
  ['a try', `try { pad(null); } catch (error) { console.log(error.message); }`],
  ['a template tag', 'const tagged = pad`a`;'],
  ['a promise', `Promise.resolve(pad('a', 2)).then(console.log);`],
  ['a timer', `setTimeout(() => pad('a', 1), 10);\nsetInterval(() => {}, 1000);`],
  ['a global', `window.pad = pad;\nglobalThis.pad = pad;\nprocess.exit(3);`],
  ['a command line', `process.stdout.write(pad(process.argv[2] || 'x', 3));`],
];

async function mendAll(cases: readonly Case[]) {
  const probes = await Promise.all(
    cases.flatMap(({ code, wanted = ['pad'], formats = ['esm', 'commonjs'], expression, title }) =>
      formats.map(async (format) => {
        const fenced = `Here it is:\n\n\`\`\`js\n${code}\n\`\`\`\n`;
        const mended = await mendCode(fenced, createSurface(wanted), 'javascript');
        if (mended.kind === 'unusable') throw new Error(`${title}: ${mended.problem}`);
        const rendered = renderModule({ ...mended, format });
        return { format, code: rendered, expressions: [expression] };
      }),
    ),
  );
  const answers = loadModules(probes);
  return probes.map(({ format, code }, index) => ({ format, code, ...answers[index] }));
}

async function expectAll(cases: readonly Case[]) {
  const results = await mendAll(cases);

  const wanted = cases.flatMap(({ title, formats = ['esm', 'commonjs'], value }) =>
    formats.map((format) => ({ title, format, values: [value], printed: [] })),
  );
  const shown = results.map(({ format, values, printed }, index) => ({
    title: wanted[index]?.title,
    format,
    values,
    printed,
  }));
  expect(shown).toEqual(wanted);
}

describe('mendCode() and renderModule(), loaded by Node', () => {
  it('keep every form of export', () => expectAll(exportForms));
  it('keep set-up', () => expectAll(setups));
  it('keep imports of modules of Node', () => expectAll(imports));

  it('take out usage in every form', async () => {
    await expectAll(usages.map(([title, code]) => ({ title, code: `${pad}\n${code}`, ...callPad })));
  });

  it('say what they took out', async () => {
    const code = `import a from 'left-pad';\nconst b = require('./b');\n${pad}\nconsole.log(pad('a', 1));\nconst x = 1, x2 = 2;\nconst x = 2, x2 = 3;`;

    const mended = await mendCode(code, createSurface(['pad']), 'javascript');

    expect(mended.kind === 'code' ? mended.mends : mended.problem).toEqual([
      { kind: 'import-removed', detail: "import a from 'left-pad';" },
      { kind: 'import-removed', detail: "b = require('./b')" },
      { kind: 'usage-removed', detail: "console.log(pad('a', 1));" },
      { kind: 'duplicate-removed', detail: 'x, x2' },
    ]);
  });

  it('write CommonJS whose names an import can see', () => {
    const code = `${pad}\nconst trim = (s) => s.trim();`;
    return mendCode(code, createSurface(['default:pad', 'trim']), 'javascript').then((mended) => {
      if (mended.kind === 'unusable') throw new Error(mended.problem);
      const lexed = renderModule({ ...mended, format: 'both' });
      const probe = `import lib, { trim } from './m1.cjs';\nexport const pad = lib; export { trim };`;

      const [answer] = loadModules([
        {
          format: 'esm',
          code: probe,
          expressions: ['get("pad")("a", 2)', 'get("trim")(" b ")', 'get("pad").default("c", 2)'],
        },
        { format: 'commonjs', code: lexed, expressions: [] },
      ]);

      expect(answer?.values).toEqual([' a', 'b', ' c']);
    });
  });

  it('keep comments with their declarations and drop those of what is dropped', async () => {
    const code = `// Licence of a model's making\n/** Pads. */\nexport ${pad}\n// Example usage\nconsole.log(pad('a', 1));\n/** Trims. */\nexports.trim = (s) => s.trim();`;

    const mended = await mendCode(code, createSurface(['pad', 'trim']), 'javascript');

    const text = mended.kind === 'code' ? renderModule({ ...mended, format: 'esm' }) : '';
    expect(text).toMatch(/\/\*\* Pads\. \*\/\nfunction pad/);
    expect(text).toMatch(/\/\*\* Trims\. \*\/\nconst trim/);
    expect(text).not.toContain('Example');
  });

  it('leave types in TypeScript and take them out of JavaScript', async () => {
    const code =
      'export enum Side { Left }\nexport interface O { n: number }\nexport function pad(s: string): string;\nexport function pad(s: string, o?: O): string { return s; }';

    const mended = await mendCode(code, createSurface(['pad', 'Side']), 'typescript');

    if (mended.kind === 'unusable' || mended.typed === null) throw new Error('unusable');
    const typed = renderModule({ declarations: mended.typed, exports: mended.exports, format: 'esm' });
    expect(typed.match(/pad\(/g)).toHaveLength(2);
    expect(typed).toMatch(/^enum Side/m);
    expect(renderModule({ ...mended, format: 'esm' })).not.toContain('interface');
  });

  it.each([
    ['prose', 'I cannot write this function, since the class is not known.', 'no code block'],
    ['nothing', '', 'no code block'],
    ['a cut reply', '```js\nfunction pad(s) {', 'the reply ended before its code did'],
    ['broken code', '```js\nfunction pad( {\n```', 'does not parse'],
    ['other names', '```js\nfunction a() {}\nfunction b() {}\n```', 'declares none of pad, trim'],
  ])('call %s unusable and say why', async (_, reply, problem) => {
    const mended = await mendCode(reply, createSurface(['pad', 'trim']), 'javascript');

    expect(mended).toMatchObject({ kind: 'unusable', problem: expect.stringContaining(problem) });
  });

  it('report an export that is missing and do not give it the name of another', async () => {
    const mended = await mendCode('function pad() {}', createSurface(['pad', 'Pad', 'trim']), 'javascript');

    expect(mended).toMatchObject({ kind: 'code', exports: { missing: ['Pad', 'trim'] } });
  });

  it('give an answer to any text', async () => {
    const pieces = fc.constantFrom(
      ...[
        '```js\n',
        '```',
        '\n',
        'function pad() {',
        '}',
        'export default ',
        'module.exports = ',
        '(',
        ')',
        '=>',
        'class A',
      ],
      ...[
        'import x from "util"',
        'require(',
        ';',
        '/*',
        '`',
        '${',
        '<T>',
        ': string',
        'await ',
        'if (',
        'exports.a = exports.b = ',
      ],
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(pieces, { maxLength: 25 }).map((list) => list.join(' ')),
    );

    await fc.assert(
      fc.asyncProperty(
        text,
        fc.constantFrom('javascript' as const, 'typescript' as const),
        async (reply, language) => {
          const mended = await mendCode(reply, createSurface(['pad', 'default:main']), language);
          if (mended.kind === 'code') renderModule({ ...mended, format: 'both' });
        },
      ),
      { numRuns: 80 },
    );
  });
});
