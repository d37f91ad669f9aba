import { describe, expect, it } from 'vitest';
import { createProgram, defaultSettings } from '../docs.fake.ts';
import { guardDocument } from './guard-document.ts';

const guard = (content: string, changes = {}) =>
  guardDocument({ kind: 'declaration', origin: 'index.d.ts', content }, { ...defaultSettings, ...changes });

function listSource(render: (line: string) => string): string {
  return Array.from({ length: 100 }, (_, index) =>
    render(`function f${index}(a) { return a + ${index}; }`),
  ).join('\n');
}

describe('guardDocument() on declarations', () => {
  it.each([
    ['a function body', 'export function f(a: number): number { return a + 1; }'],
    ['a method body', 'declare class A { m(): void { run(); } }'],
    ['a constructor body', 'declare class A { constructor() { this.a = 1; } }'],
    ['a getter body', 'declare class A { get a(): number { return 1; } }'],
    ['a static block', 'declare class A { static { run(); } }'],
    ['an arrow function', 'export const f = (a: number) => a + 1;'],
    ['a call', 'declare const a = compute(1);'],
    ['an object', 'export const table = { a: 1, b: 2 };'],
    ['a statement', 'declare const a: number; run(a);'],
    ['a loop', 'for (;;) {}'],
    ['a condition', 'declare namespace N { if (true) { run(); } }'],
    ['an exported expression', 'export default { a: 1 };'],
    ['an exported function', 'export default function () { return 1; }'],
    ['an exported class', 'export default class { a() { return 1; } }'],
    ['an enum that computes', 'declare enum E { A = "x".charCodeAt(0) }'],
    ['a default that computes', 'declare function f(a: number = Math.random()): void;'],
    ['a class in `extends`', 'declare class A extends (class { b() { return 1; } }) {}'],
    ['a long string', `declare const a = "${'run(); '.repeat(2000)}";`],
    ['a template of code', `type A = \`${'run(); '.repeat(2000)}\`;`],
    ['a source in literal types', `type A =\n${listSource((line) => `  | "${line}"`)};`],
    ['a source in quoted names', `declare const a: {\n${listSource((line) => `  "${line}": 1;`)}\n};`],
    ['a source in a template with a gap', `type A = \`${listSource((line) => line)}$\{string}\`;`],
    ['what does not parse', 'this is a text, not declarations'],
    ['JavaScript', createProgram(20)],
    ['nesting without end', `type A = ${'['.repeat(100_000)}`],
    ['parentheses without end', `declare const a: ${'('.repeat(3000)}`],
    ['nothing', '// only a comment'],
  ])('refuses %s', async (_name, text) => {
    expect(await guard(text)).toMatchObject({ kind: 'refused' });
  });

  it.each([
    [
      'selectors in literals',
      `type A = ${Array.from({ length: 90 }, (_, n) => `":nth-child(${n}n + 1)" | "--a${n}"`).join(' | ')};`,
    ],
    ['plain', 'export declare function f(a: number, ...rest: string[]): number;\nexport as namespace N;\n'],
    [
      'CommonJS',
      'declare function f(a: number): number;\ndeclare namespace f { const version: string }\nexport = f;\n',
    ],
    [
      'constants',
      'export const enum E { A = 1 << 2, B = A | 1, C = -1, D = "d" }\nexport declare const v = "1.0", n = -1;\n',
    ],
    [
      'a class',
      'declare class A { static readonly kind = "a"; private x; constructor(a?: string); get y(): number }\nexport default A;\n',
    ],
    ['only references', '/// <reference path="./other.d.ts" />\n'],
    [
      'generated one-liner',
      `${Array.from({ length: 200 }, (_, index) => `declare const a${index}:{b:string;c(d:number):void};`).join('')}export{a1};`,
    ],
    [
      'templates',
      'type A<T extends string> = `a-$' +
        '{T}-$' +
        '{{ b: T }["b"]}`; // ok\nexport declare function f<T extends string>(a: A<T>): T;\n',
    ],
    [
      'JSDoc with an example',
      '/**\n * Adds.\n * @example\n * ```js\n * add(1, 2); // => 3\n * ```\n */\nexport function add(a: number, b: number): number;\n',
    ],
  ])('keeps %s declarations as they are', async (_name, text) => {
    expect(await guard(text)).toEqual({ kind: 'kept', text, cuts: [] });
  });

  it.each([
    ['a block comment', `/*\n${createProgram(200)}\n*/`],
    ['JSDoc', `/**\n${createProgram(200).replace(/^/gm, ' * ')}\n */`],
    ['line comments', createProgram(200).replace(/^/gm, '// ')],
    ['a comment after a template type', `type T = \`\${'a'}\`;\n/*\n${createProgram(200)}\n*/`],
  ])('cuts a program out of %s', async (_name, comment) => {
    const result = await guard(`${comment}\nexport function add(a: number): number;\n`);

    if (result.kind !== 'kept') throw new Error(result.reason);
    expect(result.text).not.toContain('total7');
    expect(result.text).toContain('export function add(a: number): number;');
    expect(result.cuts).toHaveLength(1);
  });

  it('cuts the link to a source map and what is over the size, between two declarations', async () => {
    const one = (index: number) => `export declare function f${index}(a: string): string;\n`;
    const text = `//# sourceMappingURL=index.d.ts.map\n${Array.from({ length: 100 }, (_, index) => one(index)).join('')}`;

    const result = await guard(text, { max_document_kb: 1 });

    if (result.kind !== 'kept') throw new Error(result.reason);
    expect(result.text).not.toContain('sourceMappingURL');
    expect(result.text).toMatch(/string;\n\/\/ \[cut: the rest of the declarations\]\n$/);
    expect(result.cuts).toHaveLength(2);
  });
});
