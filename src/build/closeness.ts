import type { ScenarioOutcome } from '../scenarios/types.ts';

/** Of an answer, in characters: enough to tell near from far, and linear in time whatever comes out. */
const longestCompared = 500;

/**
 * How near a failed scenario came to what was expected, from 0 to 1: the share of pairs of neighbouring characters
 * (Dice) that the two answers have in common. An error or no answer is 0. Tells a nearly right candidate, whose answers
 * lack a space, from one that returns what it was given.
 */
export function closenessOf(outcome: ScenarioOutcome): number {
  if (outcome.kind === 'passed') return 1;
  if (outcome.kind !== 'failed' || !outcome.actual.startsWith('returned ')) return 0;
  return sharePairs(outcome.actual.slice('returned '.length), outcome.expected);
}

function sharePairs(first: string, second: string): number {
  const [mine, theirs] = [countPairs(first), countPairs(second)];
  let shared = 0;
  let all = 0;
  for (const [pair, count] of mine) shared += Math.min(count, theirs.get(pair) ?? 0);
  for (const count of [...mine.values(), ...theirs.values()]) all += count;
  return all === 0 ? 0 : (2 * shared) / all;
}

function countPairs(text: string): Map<string, number> {
  const pairs = new Map<string, number>();
  const compared = text.slice(0, longestCompared);
  for (let index = 0; index + 1 < compared.length; index += 1) {
    const pair = compared.slice(index, index + 2);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return pairs;
}
