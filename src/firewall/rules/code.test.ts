import { describe, expect, it } from 'vitest';
import { createSpec } from '../spec.fake.ts';
import { findCode } from './code.ts';

const inProse = (text: string) => findCode(createSpec({ '03-behavior-spec.md': text }));
const inTypes = (text: string) => findCode(createSpec({ '06-type-definitions.d.ts': text }));

describe('findCode() in prose', () => {
  it.each([
    ['a fence', '```js\nx\n```', [3, 5]],
    ['tildes', '~~~\nx', [3]],
    ['a fence in a list', '- ```js', [3]],
    ['a fence in a quote', '> > ```', [3]],
    ['a fence in a numbered list', '12. ```', [3]],
    ['an element', 'text <PRE class="x">', [3]],
    ['a script', '<script>', [3]],
    ['an indented block', '    const a = 1;\n    const b = 2;', [3, 4]],
    ['a tab', '\tlet a;', [3]],
    ['a body in a sentence', '- It is function (a) { return a + 1 } in short.', [3]],
    ['a body of statements', '- Do `if (a) { b(); c(); }`.', [3]],
    ['an arrow with a body', '- Use `(a) => { return a }`.', [3]],
  ])('finds %s', async (_, text, lines) => {
    const findings = await inProse(`# B\n\n${text}\n`);

    expect(findings.map(({ line }) => line)).toEqual(lines);
    expect(findings.every(({ rule }) => rule === 'code')).toBe(true);
  });

  it.each([
    '- Returns `padIt(text, { length: 3 })` of a `{ a: 1 }`.',
    '- Takes `(a) => a.length` and (options) {length}.',
    '- text\n    - a nested item\n\n    - another one',
    'a line\n    that goes on',
    '- `a` ~~gone~~ and ``two`` marks',
    'a preview, prefix, <preface> and <b>bold</b>',
  ])('passes %s', async (text) => {
    expect(await inProse(`# B\n\n${text}\n`)).toEqual([]);
  });
});

describe('findCode() in type definitions', () => {
  it.each([
    'export function f(): number { return 1; }',
    'export const f = () => 1;',
    'export const f = (a: number) => a + 1;',
    'export const f = function () {};',
    'export const x = compute();',
    'export const x = new Map();',
    `export const x = \`a$${'{b}'}\`;`,
    'export const x = (a, b);',
    'let x = (y = 2);',
    'export class A { x = compute(); }',
    'export class A { static { run(); } }',
    'export class A { get x() { return 1; } }',
    'export class A extends mixin(B) {}',
    'export class A { [key()]: string }',
    '@decorate() export class A {}',
    'export declare function f(a = now()): void;',
    'export const { a = now() } = b;',
    'export enum E { A = now() }',
    'export const x = { a() { return 1; } };',
    'export const x = [() => 1];',
    'export default compute();',
    'export = compute();',
    'f();',
    'if (a) b();',
    'for (;;);',
    'while (1);',
    'throw x;',
    'label: x;',
    'debugger;',
    'namespace A { f(); }',
    'this is not a declaration at all',
    "'a string alone';",
  ])('finds %s', async (text) => {
    const findings = await inTypes(`export type Before = 1;\n${text}\n`);

    expect(findings[0]).toMatchObject({ rule: 'code', document: '06-type-definitions.d.ts', line: 2 });
  });

  it.each([
    'export declare function f(text: string, length?: number): string;',
    'declare function f(text, length = 3, fill = " ", options = {}, list = [1, -2]): string;',
    'export interface A<T extends string = "a"> { (x: T): void; new (x: T): A<T>; readonly [key: string]: unknown }',
    `export type A = { a: string; b(): void } | \`a$${'{string}'}\` | ((x: number) => void);`,
    'export declare class A<T> extends B.C<T> implements D { private x; static y: number; constructor(a: T); [Symbol.iterator](): void }',
    'export declare const x = 5, y = -1n, z = "a";',
    'export enum E { A, B = 1 << 2, C = "c", D = A | B }',
    'declare namespace N { const a: number; function f(): void; }\nexport = N;',
    'export { a as b } from "./c";\nexport * from "d";\nimport type { X } from "y";\nimport z = require("z");',
    'export default A;\nexport as namespace B;\ndeclare module "m" { export const a: 1; }\ndeclare global { interface W {} }',
    'export type A = typeof import("x").default;\n/** Code like `f(() => { return 1; })` in a comment. */\n;',
  ])('passes %s', async (text) => {
    expect(await inTypes(text)).toEqual([]);
  });

  it('refuses what nests deeper than a parser can go, without failing', async () => {
    for (const text of [
      `type A = ${'['.repeat(200_000)}`,
      `const a = ${'('.repeat(100_000)}`,
      '{'.repeat(100_000),
    ]) {
      expect(await inTypes(text)).not.toEqual([]);
    }
  });
});
