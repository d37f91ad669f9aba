import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { createTypeJudge, readAnswer, TypeProgram } from '../../probes/index.ts';
import type { ScenarioReport } from '../../scenarios/types.ts';
import type { TestScenarios } from '../../spec/index.ts';
import { createClearedSpec } from '../cleared-spec.fake.ts';
import { createScenarios } from '../scenarios.fake.ts';

const types = [
  'declare function listOf<T>(value: T): T extends string ? [string] : T extends Iterable<infer U> ? U[] : [T];',
  'export default listOf;',
  'export function count(list: readonly number[] | ReadonlySet<number>): number;',
].join('\n');

function createProbes(...expressions: string[]): TestScenarios {
  return createScenarios(
    expressions.map((expression) => ({ expression })),
    [
      { local: 'toList', export: 'default' },
      { local: 'count', export: 'count' },
    ],
  );
}

function createReport(...answers: string[]): ScenarioReport {
  return {
    loadError: null,
    exported: [],
    durationMs: 1,
    enforced: {},
    results: answers.map((actual, index) => ({
      id: `S00${index + 1}`,
      outcome: { kind: 'failed', actual, expected: '"never"', message: '' },
    })),
  };
}

async function judge(expressions: readonly string[], answers: readonly string[]) {
  const spec = await createClearedSpec({ texts: { '06-type-definitions.d.ts': types } });
  const typeJudge = await createTypeJudge(spec, createProbes(...expressions));
  return typeJudge?.judge(createReport(...answers)) ?? null;
}

describe('createTypeJudge()', () => {
  it('finds answers of another type than the definitions promise for the call', async () => {
    const calls = ['toList(new Map([[1, "a"]]))', 'toList("ab")', 'toList(new Set([1]))'];

    const right = await judge(calls, ["returned [ [ 1, 'a' ] ]", "returned [ 'ab' ]", 'returned [ 1 ]']);
    const wrong = await judge(calls, [
      "returned [ Map(1) { 1 => 'a' } ]",
      "returned [ 'a', 'b' ]",
      'returned [ Set(1) { 1 } ]',
    ]);

    expect(right).toEqual([]);
    expect(wrong).toHaveLength(3);
    expect(wrong?.[0]).toContain('toList(new Map([[1, "a"]])) returned [ new Map([[1, \'a\']]) ]');
  });

  it('finds errors of the engine on arguments of the declared types, and leaves a package its own', async () => {
    const calls = ['count(new Set([1]))', 'count([1])'];

    const found = await judge(calls, [
      'threw TypeError: list.includes is not a function',
      'threw TypeError: a list is wanted',
    ]);

    expect(found).toEqual(['count(new Set([1])) threw TypeError: list.includes is not a function']);
  });

  it('finds any error on a collection that the types name', async () => {
    const found = await judge(
      ['count(new Set([1]))', 'count([1])'],
      ['threw Error: an array is wanted', 'threw Error: too few'],
    );

    expect(found).toEqual(['count(new Set([1])) threw Error: an array is wanted']);
  });

  it('says nothing of calls with arguments of other types, nor of answers that it cannot read', async () => {
    expect(await judge(['count("no")'], ['returned undefined'])).toBeNull();
    expect(await judge(['count([1])'], ['returned [Function (anonymous)]'])).toEqual([]);
    expect(await judge(['count([1])'], ['returned 1…'])).toEqual([]);
  });

  it('does not mind one text where another was promised', async () => {
    const spec = await createClearedSpec({
      texts: {
        '06-type-definitions.d.ts':
          'export default function toList(of: string): "a";\nexport function count(of: number): string;\n',
      },
    });
    const typeJudge = await createTypeJudge(spec, createProbes('toList("b")', 'count(1)'));

    expect(typeJudge?.judge(createReport("returned 'b'", "returned 'b'"))).toEqual([]);
    expect(typeJudge?.judge(createReport('returned 1', 'returned 1'))).toHaveLength(2);
  });

  it('takes definitions that are no TypeScript as nothing to go by', async () => {
    const spec = await createClearedSpec({ texts: { '06-type-definitions.d.ts': 'export default (((' } });

    await expect(createTypeJudge(spec, createProbes('toList(1)'))).resolves.toBeDefined();
  });
});

describe('TypeProgram', () => {
  it('reads no file that definitions refer to or import', () => {
    const hostile = [
      '/// <reference path="../../../../../../etc/hostname" />',
      "import secret from '../package.json';",
      'export declare const value: typeof secret;',
    ].join('\n');

    const [problem] = new TypeProgram(ts, hostile).check("import { value } from './types';", [
      { text: 'const other: { name: string } = value;' },
    ]);

    // A module that cannot be found is any, so nothing is to be said against it.
    expect(problem).toBeNull();
  });

  it('tells each piece its own problem', () => {
    const found = new TypeProgram(ts, 'export const one: number;').check("import { one } from './types';", [
      { text: 'const a: number = one;' },
      { text: 'const b: string = one;' },
      { text: 'const c: = 1;' },
    ]);

    expect(found[0]).toBeNull();
    expect(found[1]).toContain("'number' is not assignable to type 'string'");
    expect(found[2]).not.toBeNull();
  });
});

describe('readAnswer()', () => {
  it('reads plain values, Map and Set, and nothing that would run', () => {
    expect(readAnswer(ts, "{ a: [ 1, -2n, 'x' ], b: undefined }")).toBe(
      "{ a: [ 1, -2n, 'x' ], b: undefined }",
    );
    expect(readAnswer(ts, "Map(2) { 1 => 'a', 2 => 'b' }")).toBe("new Map([[1, 'a'], [2, 'b']])");
    expect(readAnswer(ts, 'Set(1) { 1 }')).toBe('new Set([1])');
    for (const text of ['[Function: x]', 'x()', '1); evil(', '`a`()', '[ [Object] ]', '']) {
      expect(readAnswer(ts, text)).toBeNull();
    }
  });
});
