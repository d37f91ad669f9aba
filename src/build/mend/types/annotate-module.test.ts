import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import type { ApiSurface } from '../../../spec/index.ts';
import { SourceProgram } from '../../../typecheck/index.ts';
import { createSurface } from '../../surface.fake.ts';
import { loadModules } from '../load-modules.fake.ts';
import { mendCode } from '../mend-code.ts';
import { renderModule } from '../render-module.ts';
import { annotateModule } from './annotate-module.ts';
import { describeProgram } from './same-program.ts';

interface Given {
  readonly code: string;
  readonly definitions: string;
  /** `padIt` as default export by default. */
  readonly names?: readonly string[];
  readonly module?: ApiSurface['module'];
  readonly kind?: 'function' | 'class';
  readonly surface?: ApiSurface;
  readonly timeLimitMs?: number;
}

const compiler = new SourceProgram(ts);

/** The source, what a strict compiler says of it together with code that uses it, and the mends. */
async function annotate(given: Given, use = '') {
  const { names = ['default:padIt'], module = 'esm', kind = 'function' } = given;
  const surface = given.surface ?? createSurface(names, { module, kind });
  const code = await mendCode(given.code, surface, 'typescript');
  if (code.kind === 'unusable' || code.typed === null) throw new Error('unusable');
  const typed = await annotateModule({
    declarations: code.typed,
    exports: code.exports,
    surface,
    definitions: given.definitions,
    ...(given.timeLimitMs === undefined ? {} : { timeLimitMs: given.timeLimitMs }),
  });
  const files = {
    'package.json': JSON.stringify({ type: module === 'esm' ? 'module' : 'commonjs' }),
    'src/index.ts': typed.source,
    'src/use.ts': use,
    ...(typed.ambient === null ? {} : { 'src/node.d.ts': typed.ambient }),
  };
  const problems = compiler
    .compile({ files, roots: Object.keys(files).filter((path) => path.endsWith('.ts')) })
    .problems.map(({ path, message }) => `${path}: ${message}`);
  return { ...typed, problems, javascript: renderModule({ ...code, format: 'esm' }), code };
}

const dropped = ({ mends }: Awaited<ReturnType<typeof annotate>>) =>
  mends
    .filter(({ kind }) => kind === 'type-dropped')
    .map(({ detail }) => detail)
    .sort();

describe('annotateModule()', () => {
  it('writes parameters, optional marks and the return type of a default export', async () => {
    const made = await annotate({
      code: 'function padIt(text, length) { return text.padStart(length ?? 2); }',
      definitions: 'export default function padIt(text: string, length?: number): string;',
    });

    expect(made.source).toContain('function padIt(text: string, length?: number): string {');
    expect(made.problems).toEqual([]);
    expect(made.mends).toEqual([{ kind: 'types-declared', detail: '2 parameters, 1 return type' }]);
    expect(made.ambient).toBeNull();
  });

  it('writes several exports, with the interfaces and aliases that they need and no others', async () => {
    const made = await annotate(
      {
        names: ['pad', 'trim'],
        code: 'const pad = (text, options = {}) => text.padStart(options.length ?? 2);\nfunction trim(text) { return text.trim(); }',
        definitions:
          '/** How. */\nexport interface Options { readonly length?: Length }\ntype Length = number;\ntype Other = string;\nexport declare function pad(text: string, options?: Options): string;\nexport declare const trim: (text: string) => string;',
      },
      "import { pad, type Options } from './index.js';\nconst options: Options = { length: 3 };\nexport const text: string = pad('a', options);",
    );

    expect(made.problems).toEqual([]);
    expect(made.source).toContain('/** How. */\ninterface Options');
    expect(made.source).toContain('(text: string, options: Options = {}): string =>');
    expect(made.source).toContain('function trim(text: string): string');
    expect(made.source).not.toContain('Other');
    expect(made.source).toContain('export { pad, trim, type Options };');
  });

  it('writes overloads before the function, and what they have in common into it', async () => {
    const made = await annotate(
      {
        code: 'function padIt(value, length) { return typeof value === "number" ? value * 2 : value.padStart(length); }',
        definitions:
          'export default function padIt(value: string, length: number): string;\nexport default function padIt(value: number): number;',
      },
      "import padIt from './index.js';\nexport const a: string = padIt('a', 1), b: number = padIt(2);",
    );

    expect(made.problems).toEqual([]);
    expect(made.source).toContain(
      'function padIt(value: number): number;\nfunction padIt(value: string | number',
    );
    expect(made.mends[0]?.detail).toContain('2 signatures');
  });

  it('writes generics, callbacks and rest parameters', async () => {
    const made = await annotate(
      {
        names: ['groupBy', 'join'],
        code: 'function groupBy(list, keyOf) {\n  const groups = {};\n  for (const item of list) (groups[keyOf(item)] ??= []).push(item);\n  return groups;\n}\nconst join = (...parts) => parts.join("-");',
        definitions:
          'export function groupBy<T, K extends string>(list: readonly T[], keyOf: (item: T) => K): Record<K, T[]>;\nexport function join(...parts: string[]): string;',
      },
      "import { groupBy, join } from './index.js';\nexport const a: number[] = groupBy([1, 2], (n) => n > 1 ? 'x' : 'y').x;\nexport const b: string = join('a', 'b');",
    );

    expect(made.problems).toEqual([]);
    expect(made.source).toContain(
      'function groupBy<T, K extends string>(list: readonly T[], keyOf: (item: T) => K)',
    );
    expect(made.source).toContain('(...parts: string[]): string =>');
    expect(dropped(made)).toEqual([]);
  });

  it('keeps a generic return type that the compiler cannot follow in a signature before the function', async () => {
    const made = await annotate(
      {
        code: 'function padIt(value) { return Array.isArray(value) ? value : [value]; }',
        definitions: 'export default function padIt<T>(value: T): T extends readonly unknown[] ? T : [T];',
      },
      "import padIt from './index.js';\nexport const one: [string] = padIt('a' as string);",
    );

    expect(made.problems).toEqual([]);
    expect(made.source).toMatch(
      /function padIt<T>\(value: T\): T extends readonly unknown\[\] \? T : \[T\];\nfunction padIt/,
    );
  });

  it('writes members of classes, and declares fields without making any', async () => {
    const made = await annotate(
      {
        names: ['Counter'],
        kind: 'class',
        code: 'class Counter {\n  constructor(start = 0) { this.count = start; this.seen = new Map(); }\n  add(number) { this.count += number; this.seen.set(number, true); return this; }\n  get double() { return this.count * 2; }\n  static from(text) { return new Counter(Number(text)); }\n}',
        definitions:
          'export declare class Counter {\n  count: number;\n  readonly double: number;\n  constructor(start?: number);\n  add(number: number): this;\n  static from(text: string): Counter;\n}',
      },
      "import { Counter } from './index.js';\nexport const n: number = Counter.from('1').add(2).count;",
    );

    expect(made.problems).toEqual([]);
    expect(made.source).toContain('declare count: number;');
    expect(made.source).toContain('declare seen: Map<any, any>;');
    expect(made.source).toContain('static from(text: string): Counter');
    const [answer] = loadModules([
      {
        format: 'esm',
        code: ts.transpileModule(made.source, { compilerOptions: { target: ts.ScriptTarget.ESNext } })
          .outputText,
        expressions: ['Object.keys(new (get("Counter"))(1))'],
      },
    ]);
    expect(answer?.values).toEqual([['count', 'seen']]);
  });

  it.each(['commonjs', 'both'] as const)('writes export = with its namespace (%s)', async (module) => {
    const made = await annotate(
      {
        module,
        names: ['default:padIt', 'trim', 'name'],
        code: 'function padIt(text, options) { return text.padStart(options?.length ?? 2); }\nfunction trim(text) { return text.trim(); }\nconst name = "x";\nmodule.exports = padIt;\nmodule.exports.trim = trim;\nmodule.exports.name = name;',
        definitions:
          'declare function padIt(text: string, options?: padIt.Options): string;\ndeclare namespace padIt {\n  interface Options { length?: number }\n  function trim(text: string): string;\n  const name: string;\n}\nexport = padIt;',
      },
      "import padIt = require('./index.js');\nconst options: padIt.Options = { length: 3 };\nexport const texts: string[] = [padIt('a', options), padIt.trim('b'), padIt.name];",
    );

    expect(made.problems).toEqual([]);
    expect(made.source).toContain('options?: Options): string');
    const emitted = ts.transpileModule(made.source, {
      compilerOptions: { target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.CommonJS },
    }).outputText;
    const expressions = ['get("default")("a", { length: 3 })', 'get("trim")(" b ")', 'get("name")'];
    const [before, after, imported] = loadModules([
      { format: 'commonjs', code: renderModule({ ...made.code, format: module }), expressions },
      { format: 'commonjs', code: emitted, expressions },
      {
        format: 'esm',
        code: "export { trim, default } from './m1.cjs';",
        expressions: [expressions[1] ?? ''],
      },
    ]);
    expect(after).toEqual(before);
    expect(after?.values).toEqual(['  a', 'b', 'x']);
    expect(imported?.values).toEqual(['b']);
  });

  it('writes CommonJS without a default export as names, and export = of a constant', async () => {
    const named = await annotate({
      module: 'commonjs',
      names: ['pad', 'trim'],
      code: 'exports.pad = (text) => text + " ";\nexports.trim = (text) => text.trim();',
      definitions: 'export function pad(text: string): string;\nexport function trim(text: string): string;',
    });
    const whole = await annotate({
      module: 'commonjs',
      names: ['default:padIt', 'trim'],
      code: 'const padIt = (text) => text + " ";\nconst trim = (text) => text.trim();\nmodule.exports = padIt; module.exports.trim = trim;',
      definitions:
        'declare function padIt(text: string): string;\ndeclare namespace padIt { function trim(text: string): string }\nexport = padIt;',
    });

    expect(named.problems).toEqual([]);
    expect(named.source).toContain('export { pad, trim };');
    expect(whole.problems).toEqual([]);
    expect(whole.source).toContain('export = padIt as typeof padIt & { trim: typeof trim };');
  });

  it('drops what the code contradicts and nothing else', async () => {
    const made = await annotate({
      code: 'function padIt(text, length) { length = length.trim(); return text.length; }',
      definitions: 'export default function padIt(text: string, length: number): string;',
    });

    expect(made.problems).toEqual([]);
    expect(made.source).toContain('function padIt(text: string, length: any)');
    expect(made.source).not.toContain('): string');
    expect(dropped(made)).toEqual([
      expect.stringContaining('padIt returns string'),
      expect.stringContaining('padIt: parameter length: number'),
    ]);
  });

  it('drops an overload that the code contradicts, and keeps the other', async () => {
    const made = await annotate({
      code: 'function padIt(value) { return String(value); }',
      definitions:
        'export default function padIt(value: string): string;\nexport default function padIt(value: number): number;',
    });

    expect(made.problems).toEqual([]);
    expect(made.source).toContain('function padIt(value: string): string;');
    expect(made.source).not.toContain('(value: number): number');
    expect(dropped(made)).toHaveLength(1);
  });

  it('gives inner functions the types of their use, and any where there is none', async () => {
    const made = await annotate({
      code: 'function twice(text) { return text.repeat(2); }\nfunction show(value) { return JSON.stringify(value); }\nfunction padIt(text) { try { return twice(text) + show({}); } catch (error) { return error.message; } }',
      definitions: 'export default function padIt(text: string): string;',
    });

    expect(made.problems).toEqual([]);
    expect(made.source).toContain('function twice(text: string)');
    expect(made.source).toContain('function show(value: ');
    expect(made.source).toContain('catch (error: any)');
    expect(made.mends.map(({ kind }) => kind)).toEqual(['types-declared', 'types-inferred', 'types-any']);
  });

  it('takes a signature of the interface where there are no definitions', async () => {
    const [entry, ...others] = createSurface(['default:padIt']).exports;
    const surface = {
      ...createSurface([], { module: 'esm' }),
      exports: [{ ...entry, signature: 'function padIt(text: string, length?: number): string' }, ...others],
    } as ApiSurface;

    const made = await annotate({
      surface,
      code: 'const padIt = text => text.trim();',
      definitions: '',
    });

    expect(made.problems).toEqual([]);
    expect(made.source).toContain(
      'const padIt: (text: string, length?: number) => string = text => text.trim();',
    );
  });

  it('keeps what the model annotated itself', async () => {
    const made = await annotate({
      code: 'export interface Options { length: number }\nexport default function padIt(text: string, options?: Options): string { return text.padStart((options as Options).length); }',
      definitions:
        'export interface Options { other?: string }\nexport default function padIt(text: string, options?: Options): string;',
    });

    expect(made.problems).toEqual([]);
    expect(made.source.match(/interface Options/g)).toHaveLength(1);
    expect(made.source).toContain('type Options');
  });

  it('puts any for types that are nowhere, and reads no file for them', async () => {
    const made = await annotate({
      names: ['read', 'size'],
      code: "import { inspect } from 'util';\nfunction read(data, more) { return inspect(data) + more; }\nconst size = (data) => Buffer.from(data).length;",
      definitions:
        '/// <reference path="../../../../../../../etc/hostname" />\nimport { Elsewhere } from \'../../package.json\';\nexport interface Box { inner: Elsewhere; text: string }\nexport function read(data: Box, more: import("fs").Stats | string): string;\nexport function size(data: Buffer): number;',
    });

    expect(made.problems).toEqual([]);
    expect(made.source).toContain('inner: any; text: string');
    expect(made.source).toContain('more: any | string');
    expect(made.source).toContain('(data: Buffer): number =>');
    expect(made.ambient).toContain("declare module 'node:util';");
  });

  it('leaves the program as it is, whatever the definitions hold', async () => {
    const code =
      'function padIt(text, { length = 2, ...rest } = {}) { const out = {}; for (const key in rest) out[key] = rest[key]?.a?.b; return text.padStart(length) + out.x.y + this?.z; }\nconst f = a => b => a + b, g = async x => await x;\nlet h; h = [[]]; h[0].push(1);\nclass A { constructor() { this.a = 1; } #p = `x`; }\nexport const use = () => new A().a === "1" ? f(1)(g) : h;';
    const hostile = [
      'export default function padIt(text: string, options?: { length?: number }): string;',
      'export default function padIt(text: string): string; process.exit(1);',
      'export default function padIt(text = evil(), b: { [evil()]: 1 }): typeof globalThis;',
      'declare const padIt: string; export = padIt; export function use(): { a: 1 }',
      'export default class padIt { constructor(a: number) } export type use = 1; interface A { a: string }',
      'export default function padIt(text: string, options: {}): string }; fetch("x"); function q() {',
      'export default function padIt<T extends T[]>(this: Window, ...text: T[]): asserts text is T;',
      '((((',
    ];

    for (const definitions of hostile) {
      const made = await annotate({ names: ['default:padIt', 'use'], code, definitions });
      expect(describeProgram(ts, made.source)).toBe(describeProgram(ts, made.javascript));
      expect(made.problems).toEqual([]);
      expect(made.source).not.toMatch(/evil|process\.exit|fetch/);
    }
  });
});

it('annotateModule() puts in no type when the time is over', async () => {
  const given = {
    code: 'function padIt(text) { return text; }',
    definitions: 'export default function padIt(text: string): string;',
  };

  const made = await annotate({ ...given, timeLimitMs: 0 });

  expect(made.source).toContain('function padIt(text) {');
  expect(made.mends).toMatchObject([{ kind: 'types-abandoned' }]);
});

describe('describeProgram()', () => {
  it.each([
    ['a + b', 'a - b'],
    ['let a = 1', 'const a = 1'],
    ['a?.b.c', '(a?.b).c'],
    ['-a', '+a'],
    [`\`a\${b}c\``, `\`a\${b}d\``],
    ['f(a)', 'f((a, b))'],
    ['class A { b; }', 'class A { }'],
    ['async () => 1', '() => 1'],
    ['class A { static b() {} }', 'class A { b() {} }'],
    ['for (const a of b);', 'for await (const a of b);'],
    ['/a/g', '/a/i'],
    ['a = b', 'a += b'],
    ['var { a = 1 } = b', 'var { a } = b'],
    ['function* f() {}', 'function f() {}'],
  ])('tells %s from %s', (one, other) => {
    expect(describeProgram(ts, one)).not.toBe(describeProgram(ts, other));
  });

  it.each([
    ['a => a', '(a: string): string => a'],
    ['a.b', '(a as any).b'],
    ['class A { }', 'class A { declare b: string; }'],
    ['f(a)', 'f<string>(a!)'],
    ['new A()', 'new (A as any)()'],
  ])('takes %s and %s for the same', (one, other) => {
    expect(describeProgram(ts, one)).toBe(describeProgram(ts, other));
  });
});
