import { describe, expect, it } from 'vitest';
import { formatShare, readRecord, readTally, readTexts, renderPlace } from './detail.ts';

describe('detail of a check', () => {
  it('readTally() is null for everything that is no pair of numbers', () => {
    const hostile = [
      null,
      undefined,
      'x',
      [],
      { compared: '3', agreed: 3 },
      { compared: Number.NaN, agreed: 0 },
    ];

    expect(hostile.map(readTally)).toEqual(hostile.map(() => null));
    expect(readTally({ compared: 4, agreed: 3 })).toEqual({ compared: 4, agreed: 3 });
  });

  it('readRecord() and readTexts() leave out what is of another form', () => {
    expect(readRecord(['a'])).toEqual({});
    expect(readTexts(['a', 1, null, { toString: 'x' }])).toEqual(['a']);
  });

  it('formatShare() never rounds a disagreement away', () => {
    expect(formatShare({ compared: 10_000, agreed: 9_999 })).toBe('9999 of 10000 (99.9 %)');
    expect(formatShare({ compared: 0, agreed: 0 })).toBe('no input');
  });

  it('renderPlace() says lines where there are some', () => {
    expect(renderPlace({ path: 'a.js', lines: [3, 9] })).toBe('a.js lines 3 to 9');
    expect(renderPlace({ path: 'a.js', lines: [3, 3] })).toBe('a.js line 3');
    expect(renderPlace(null)).toBe('a file');
  });
});
