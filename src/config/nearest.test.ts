import { expect, it } from 'vitest';
import { findNearest } from './nearest.ts';

it.each([
  ['paln', 'plan'],
  ['inspct', 'inspect'],
  ['RUN', 'run'],
  ['zzzzzz', null],
])('findNearest(%j) is %j', (text, expected) => {
  expect(findNearest(text, ['plan', 'run', 'run-one', 'inspect'])).toBe(expected);
});

it('findNearest() ends on long hostile text', () => {
  const started = performance.now();

  findNearest('a'.repeat(10_000_000), ['plan', 'run']);

  expect(performance.now() - started).toBeLessThan(30_000);
});
