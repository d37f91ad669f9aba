import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { findUndeclared } from './find-undeclared.ts';

describe('findUndeclared()', () => {
  it.each([
    ['function f(value) { return value instanceof Iterable; }', ['Iterable']],
    ['const f = () => helper(1);', ['helper']],
    ['function f(o) { return { ...rest, a: missing }; }', ['rest', 'missing']],
    ['function f({ a = fallback }) { return a; }', ['fallback']],
  ])('finds what nothing declares in %s', (code, names) => {
    expect(findUndeclared(ts, code)).toEqual(names);
  });

  it.each([
    'function f(a, { b, c: [d] }, ...e) { try { return a + b + d + e; } catch (error) { throw error; } }',
    'class A { #x = 1; get y() { return this.#x; } static z() { return new A(); } }',
    'const o = { a: 1, m() { return o.a; } }; label: for (const k of [1]) { continue label; }',
    'const f = () => new Map([[Symbol.iterator, globalThis.URL]]) && structuredClone(undefined);',
    "const is = typeof window === 'undefined';",
    "import { inspect as show } from 'node:util'; const f = (x) => show(x);",
    'function f() { return arguments.length + g(); } function g() { return Intl; }',
    'const { a: renamed } = Object; export { renamed as other };',
  ])('finds nothing in %s', (code) => {
    expect(findUndeclared(ts, code)).toEqual([]);
  });
});
