import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { ApiExport, type Spec } from '../../spec/index.ts';
import type { SeenValue } from '../observation/types.ts';
import { findArityProblems } from './find-arity-problems.ts';
import { findMemberProblems } from './find-member-problems.ts';
import { findTypeProblems } from './find-type-problems.ts';

function wanted(changes: Partial<ApiExport>): ApiExport {
  return ApiExport.parse({
    ...{ name: 'f', local_name: 'f', kind: 'function', signature: '', overloads: [], parameters: [] },
    ...{ returns: null, members: [], summary: '', evidence: 'declaration', source: null },
    ...changes,
  });
}
const parameter = (name: string, optional = false, rest = false) => ({
  ...{ name, type: 'unknown', optional, rest, default: null },
});
const seen = (source: string | null, names: readonly string[] = []): SeenValue => ({
  source,
  statics: [],
  inherited: names.map((name) => ({ name, type: 'function', length: 0 })),
});

describe('findArityProblems()', () => {
  const two = wanted({ parameters: [parameter('a'), parameter('b')] });
  const arity = (entry: ApiExport, source: string) =>
    findArityProblems(ts, entry, seen(source)).map(({ text }) => text);

  it.each([
    'function f(a, b) {}',
    '(a, b = 1) => a',
    'function f() { return arguments[1]; }',
    'function f(a, ...others) {}',
    'f({ x }, [y]) {}',
    'async (a, b) => a',
    'function f() { [native code] }',
    'function f(a, b, c = 3) {}',
  ])('takes two arguments: %s', (source) => {
    expect(arity(two, source)).toEqual([]);
  });

  it('finds a function that cannot see an argument, and one that wants more', () => {
    expect(arity(two, '(a) => a')).toEqual(['f takes 1 arguments, 2 are documented as required']);
    expect(arity(two, 'function f(a, b, c) {}')).toEqual(['f wants 3 arguments, 2 are documented']);
  });

  it('says nothing of what the documentation leaves open', () => {
    expect(arity(wanted({ parameters: [parameter('a', false, true)] }), '(a, b, c) => a')).toEqual([]);
    expect(arity({ ...two, overloads: ['function f(a: string): void'] }, '(a) => a')).toEqual([]);
    expect(arity({ ...two, evidence: 'example' }, '() => 1')).toEqual([]);
  });
});

describe('findMemberProblems()', () => {
  const member = (name: string, changes: object = {}) => ({
    ...{ name, kind: 'method', static: false, optional: false, signature: '', summary: '' },
    ...changes,
  });
  const bag = wanted({
    ...{ name: 'Bag', kind: 'class' },
    members: [
      member('add'),
      member('of', { static: true }),
      member('maybe', { optional: true }),
    ] as ApiExport['members'],
  });

  it('finds members that are not there, where they should be', () => {
    expect(
      findMemberProblems(bag, seen('class Bag { add() {} }', ['add', 'of'])).map(({ text }) => text),
    ).toEqual(['Bag.of is documented as method and is not there']);
  });

  it('does not miss what a constructor puts on an instance', () => {
    const source = 'class Bag { constructor() { this.add = () => this; } }';

    expect(
      findMemberProblems(bag, { ...seen(source), statics: [{ name: 'of', type: 'function', length: 0 }] }),
    ).toEqual([]);
  });
});

describe('findTypeProblems()', () => {
  const types = async (documented: string, delivered: string, path = 'types/index.d.ts') => {
    const spec = {
      texts: { '06-type-definitions.d.ts': documented },
      surface: { exports: [wanted({}), wanted({ name: 'default' })] },
    } as unknown as Spec;
    const files = { 'package.json': '{"type":"module","types":"./types/index.d.ts"}', [path]: delivered };
    return (await findTypeProblems(files, spec)).problems.map(
      ({ text, isSure }) => `${isSure ? 'sure' : 'doubt'}: ${text}`,
    );
  };

  it('takes the same text and what can stand in its place', async () => {
    expect(
      await types(
        'export function f(a: string): number;',
        '// head\nexport function f(a: string): number;\n',
      ),
    ).toEqual([]);
    expect(
      await types(
        'export function f(a: string): number;',
        'export declare const f: (a: string | number) => 1;',
      ),
    ).toEqual([]);
    expect(
      await types(
        'declare function f(a: string): number;\nexport = f;',
        'declare const g: (a: string) => number;\nexport = g;',
      ),
    ).toEqual([]);
  });

  it('finds what cannot', async () => {
    expect(
      await types('export function f(a: string): number;', 'export function f(a: string): string;'),
    ).toEqual([
      'sure: types/index.d.ts declares f as (a: string) => string, documented as (a: string) => number',
    ]);
    expect(await types('export function f(a?: string): number;', 'export {};')).toEqual([
      'sure: types/index.d.ts does not declare f',
    ]);
    expect(
      await types(
        'export function f(a: string): number;',
        'export function f(a: string) { return a; }',
        'src/index.ts',
      ),
    ).toEqual([
      'doubt: src/index.ts declares f as (a: string) => string, documented as (a: string) => number',
    ]);
  });

  it('reads nothing but the two texts, and survives nonsense', async () => {
    expect(await types('export const f: typeof import("/etc/passwd");', 'export const f: 1;')).toEqual([]);
    expect(await types('export function f(', 'export function f(a: string): number;')).toBeDefined();
    expect(await types('const nothing = 1;', 'export const f: 1;')).toHaveLength(1);
  });
});
