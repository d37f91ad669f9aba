import { describe, expect, it } from 'vitest';
import type { ApiSurface, TestScenarios } from '../../spec/index.ts';
import { createRandom } from '../random.ts';
import { createGoCallMaker } from './go-calls.ts';
import { readGoSignature } from './go-types.ts';

describe('readGoSignature()', () => {
  it('reads grouped, unnamed and variadic parameters, receivers and results', () => {
    expect(
      readGoSignature('func (p *Parser) Cut(a, b string, rest ...rune) (before, after string, found bool)'),
    ).toMatchObject({
      name: 'Cut',
      receiver: 'Parser',
      parameters: [
        { name: 'a', type: { name: 'string' }, isRest: false },
        { name: 'b', type: { name: 'string' }, isRest: false },
        { name: 'rest', type: { name: 'rune' }, isRest: true },
      ],
      results: [{ name: 'string' }, { name: 'string' }, { name: 'bool' }],
    });
    expect(readGoSignature('func Walk(m map[string][]int, fn func(string, int) bool) error')).toMatchObject({
      parameters: [
        { type: { kind: 'map', key: { name: 'string' }, item: { kind: 'list' } } },
        { type: { kind: 'function', results: [{ name: 'bool' }] } },
      ],
      results: [{ name: 'error' }],
    });
    expect(readGoSignature('func Map[T any, R comparable](items []T, fn func(T) R) []R')?.generics).toEqual([
      { name: 'T', bound: 'any' },
      { name: 'R', bound: 'comparable' },
    ]);
  });

  it.each(['', 'type X struct', 'func', 'func (', `func X(${'['.repeat(5000)}`])(
    'does not fail on %.20s',
    (text) => {
      expect(() => readGoSignature(text)).not.toThrow();
    },
  );
});

describe('createGoCallMaker()', () => {
  const entry = (name: string, kind: string, signature: string, members: object[] = []): object => ({
    ...{ name, local_name: name, kind, signature, overloads: [], parameters: [], returns: null },
    ...{ members, summary: '', evidence: 'declaration', source: null },
  });
  const method = (name: string, signature: string): object => ({
    ...{ name, kind: 'method', static: false, optional: false, signature, summary: '' },
  });
  const surface = {
    exports: [
      entry('Left', 'function', 'func Left(text string, width int) string'),
      entry('Sort', 'function', 'func Sort(items []string) []string'),
      entry('New', 'function', 'func New() *Bag'),
      entry('Bag', 'class', 'type Bag struct {}', [
        method('Add', 'func (b *Bag) Add(word string)'),
        method('Count', 'func (b *Bag) Count(word string) int'),
      ]),
    ],
  } as unknown as ApiSurface;
  const scenarios = { bindings: [], scenarios: [] } as unknown as TestScenarios;
  const make = (seed: number) => {
    const random = createRandom(seed);
    const maker = createGoCallMaker({ spec: { surface, scenarios }, packageName: 'pad', random, code: [] });
    return Array.from({ length: 80 }, () => maker.invent());
  };

  it('calls functions and methods with values of their types', () => {
    const calls = make(1).map((call) => `${call?.setup}\n${call?.expression}`);

    expect(calls.some((call) => /pad\.Left\("[\s\S]*", -?\d+\)$/.test(call))).toBe(true);
    expect(calls.some((call) => /list\d := \[\]string\{[\s\S]*pad\.Sort\(list\d\)$/.test(call))).toBe(true);
    expect(
      calls.some((call) => /made1 := pad\.New\(\)[\s\S]*made1\.Add\("[\s\S]*made1\.Count\("/.test(call)),
    ).toBe(true);
  });

  it('makes the same calls of the same seed, and others of another', () => {
    expect(make(1)).toEqual(make(1));
    expect(make(1)).not.toEqual(make(2));
  });
});
