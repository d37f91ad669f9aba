import { describe, expect, it } from 'vitest';
import { findRange, sumHeights } from './offsets.ts';

const keys = Array.from({ length: 1000 }, (_, index) => `row-${index}`);

describe('sumHeights()', () => {
  it('takes the measured height where there is one', () => {
    const offsets = sumHeights(['a', 'b', 'c'], new Map([['b', 100]]), 10);

    expect([...offsets]).toEqual([0, 10, 110, 120]);
  });
});

describe('findRange()', () => {
  const offsets = sumHeights(keys, new Map([['row-2', 1000]]), 10);

  it('holds every row that is in sight', () => {
    expect(findRange(offsets, 1040, 1065, 0)).toEqual({ first: 5, end: 8 });
  });

  it('holds a row that is taller than the window', () => {
    expect(findRange(offsets, 300, 500, 0)).toEqual({ first: 2, end: 3 });
  });

  it.each([
    [-5000, -4000],
    [0, 0],
  ])('begins at the first row before the list is in sight (%d)', (top, bottom) => {
    expect(findRange(offsets, top, bottom, 0)).toEqual({ first: 0, end: 1 });
  });

  it('ends at the last row', () => {
    expect(findRange(offsets, 1e9, 1e9, 3)).toEqual({ first: 997, end: 1000 });
  });

  it('is empty for an empty list', () => {
    expect(findRange(sumHeights([], new Map(), 10), 0, 500)).toEqual({ first: 0, end: 0 });
  });
});
