import { describe, expect, it } from 'vitest';
import { createRandom } from './random.ts';
import { sampleRegex } from './sample-regex.ts';

describe('sampleRegex()', () => {
  it.each([
    '^(-?(?:\\d+)?\\.?\\d+) *(milliseconds?|msecs?|ms|seconds?)?$',
    "^\\x25(?:([1-9]\\d*)\\$|\\(([^)]+)\\))?(\\+)?(0|'[^$])?(-)?(\\d+)?(?:\\.(\\d+))?([b-gijostTuvxX])",
    '^[^,;\\s]{2,4}[a-f0-9]+\\u0041$',
    '^(?<year>\\d{4})-(?:0[1-9]|1[0-2])$',
  ])('makes texts that %s matches', (pattern) => {
    const random = createRandom(1);
    const samples = Array.from({ length: 50 }, () => sampleRegex(pattern, random));

    expect(samples.filter((text) => !new RegExp(pattern, 'i').test(text))).toEqual([]);
    expect(new Set(samples).size).toBeGreaterThan(5);
  });

  it.each(['('.repeat(5000), '[', '\\', '(a{9999}){9999}', '((((((a*)*)*)*)*)*)*', '?*+', ')))', '[z-a]'])(
    'ends with a short text for %s',
    (pattern) => {
      const started = performance.now();

      expect(sampleRegex(pattern, createRandom(1)).length).toBeLessThanOrEqual(80);
      expect(performance.now() - started).toBeLessThan(2000);
    },
  );
});
