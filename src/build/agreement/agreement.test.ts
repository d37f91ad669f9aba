import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderProbes } from '../../probes/index.ts';
import type { TestScenarios } from '../../spec/index.ts';
import { createScenarios } from '../scenarios.fake.ts';
import { chooseCandidate, isSame } from './choose-candidate.ts';

function createPads(...expressions: string[]): TestScenarios {
  return createScenarios(
    expressions.map((expression) => ({ expression })),
    [{ local: 'pad', export: 'default' }],
  );
}

describe('renderProbes()', () => {
  it('changes one input at a time and leaves the call as it is', async () => {
    const { scenarios } = await renderProbes(createPads(`pad('a', 3, {fill: true})`));

    const expressions = scenarios.map(({ expression }) => expression);
    expect(expressions).toContain(`pad("", 3, {fill: true})`);
    expect(expressions).toContain(`pad('a', 0, {fill: true})`);
    expect(expressions).toContain(`pad('a', 3, {fill: false})`);
    expect(expressions).toContain(`pad('a', 3)`);
    expect(new Set(expressions).size).toBe(expressions.length);
  });

  it('takes turns over the scenarios, with ids in order and a limit', async () => {
    const many = createPads(...Array.from({ length: 9 }, (_, at) => `pad('${at}', [1, 2, 'three', ${at}])`));

    const { scenarios } = await renderProbes(many);

    expect(scenarios).toHaveLength(160);
    expect(scenarios[0]?.id).toBe('S001');
    expect(scenarios[8]?.expression).toContain(', 8])');
  });

  it('gives no probe for what takes no input or is contested, and never throws', async () => {
    const contested = createPads(`pad('a')`);
    const none = await renderProbes({
      ...contested,
      scenarios: contested.scenarios.map((scenario) => ({ ...scenario, contested: true })),
    });

    expect(none.scenarios).toEqual([]);
    await fc.assert(
      fc.asyncProperty(fc.string(), async (expression) => {
        await renderProbes(createPads(expression));
      }),
      { numRuns: 100 },
    );
  });
});

describe('chooseCandidate()', () => {
  it('takes the one that most others agree with, the earliest of equals', () => {
    expect(
      chooseCandidate([
        ['a', 'x'],
        ['a', 'b'],
        ['a', 'b'],
      ]),
    ).toBe(1);
    expect(chooseCandidate([['a'], ['b']])).toBe(0);
    expect(chooseCandidate([])).toBe(-1);
  });

  it('lets those vote that may not be chosen', () => {
    expect(chooseCandidate([['a'], ['b'], ['b']], [0, 1])).toBe(1);
    expect(chooseCandidate([['b'], ['a'], ['b']], [1])).toBe(1);
    expect(chooseCandidate([['a']], [])).toBe(-1);
  });

  it('knows candidates that agree everywhere', () => {
    expect(isSame(['a', 'b'], ['a', 'b'])).toBe(true);
    expect(isSame(['a', 'b'], ['a', 'c'])).toBe(false);
  });
});
