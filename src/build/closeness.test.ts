import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ScenarioOutcome } from '../scenarios/types.ts';
import { closenessOf } from './closeness.ts';

function failed(actual: string, expected: string): ScenarioOutcome {
  return { kind: 'failed', actual, expected, message: '' };
}

describe('closenessOf()', () => {
  it('tells an answer that lacks a space from one that is nothing like it', () => {
    const near = closenessOf(failed('returned "foobarbaz"', '"foo bar baz"'));
    const far = closenessOf(failed('returned "[object Object]"', '"foo bar baz"'));

    expect(near).toBeGreaterThan(0.7);
    expect(far).toBeLessThan(0.3);
  });

  it('is 1 for what passed, and 0 for an error, no answer and a broken scenario', () => {
    expect(closenessOf({ kind: 'passed' })).toBe(1);
    expect(closenessOf(failed('threw TypeError: no', '"no"'))).toBe(0);
    expect(closenessOf({ kind: 'timed-out' })).toBe(0);
    expect(closenessOf({ kind: 'broken', message: '' })).toBe(0);
  });

  it('stays between 0 and 1 and does not depend on the order of the two', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (first, second) => {
        const forth = closenessOf(failed(`returned ${first}`, second));
        expect(forth).toBeGreaterThanOrEqual(0);
        expect(forth).toBeLessThanOrEqual(1);
        expect(closenessOf(failed(`returned ${second}`, first))).toBeCloseTo(forth);
      }),
    );
  });
});
