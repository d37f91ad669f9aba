import { describe, expect, it } from 'vitest';
import type { CheckContext } from '../check.ts';
import { checkSyntax } from './check-syntax.ts';

const manifest = { 'package.json': '{"type":"module"}' };

/** Of a package without JavaScript, so that no sandbox is wanted. */
const check = (files: Record<string, string>) =>
  checkSyntax.run({
    files: { ...manifest, ...files },
    sandbox: { kind: 'unavailable', reason: 'none', remedy: 'none' },
    language: { target: null },
  } as unknown as CheckContext);

describe('checkSyntax of TypeScript', () => {
  it('passes what compiles in strict mode, Node declared by the package itself included', async () => {
    const found = await check({
      'src/index.ts':
        "import { inspect } from 'node:util';\nexport const show = (value: unknown): string => inspect(value);",
      'src/node.d.ts': "declare module 'node:util';",
      'dist/index.d.ts': 'export declare const show: (value: Nowhere) => string;',
    });

    expect(found.status).toBe('passed');
    expect(found.reason).toMatch(
      /^4 files parsed .*; TypeScript \d+\.\d+\.\d+ compiles 2 source files in strict/,
    );
    expect(found.detail).toMatchObject({ types: { strict: true, complete: true, problems: [] } });
  });

  it.each([
    ['an implicit any', 'export const f = (a) => a;', /src\/index\.ts does not compile: line 1: TS7006/],
    ['a type that does not fit', 'const a: string = 1;\nexport { a };', /TS2322.*number.*string/],
    ['two errors', 'export const f = (a) => a;\nexport const g = (a) => a;', / and 1 more$/],
    ['what does not parse', 'export const a: = 1;', /src\/index\.ts does not parse: line 1/],
  ])('fails %s and names it', async (_, code, reason) => {
    const found = await check({ 'src/index.ts': code });

    expect(found.status).toBe('failed');
    expect(found.reason).toMatch(reason);
  });

  it('leaves what lies outside of the package to a person', async () => {
    const found = await check({ 'src/index.ts': "import { a } from 'elsewhere';\nexport const b = a;" });

    expect(found.status).toBe('review');
    expect(found.reason).toContain("Cannot find module 'elsewhere'");
    expect(found.detail).toMatchObject({ types: { unresolved: [{ path: 'src/index.ts' }] } });
  });

  it('only parses declarations, as beside JavaScript', async () => {
    const found = await check({ 'types/index.d.ts': 'export declare const a: Nowhere;' });

    expect(found).toEqual({
      status: 'passed',
      reason: '2 files parsed without an error',
      detail: { files: 2, problems: [] },
    });
  });

  it('answers hostile types in time', async () => {
    const deep = `type A<T, N extends number, R extends unknown[] = []> = R['length'] extends N ? R : A<T, N, [...R, T]>;\ntype B = A<A<1, 900>, 900>;\nexport const b: B = 1;`;
    const nested = `export const a: ${'('.repeat(20_000)}string${')'.repeat(20_000)} = 1;`;

    for (const code of [deep, nested]) expect((await check({ 'src/index.ts': code })).status).toBe('failed');
  });
});
