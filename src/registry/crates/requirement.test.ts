import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCrateRequirement } from './requirement.ts';

const reference = JSON.parse(
  readFileSync(new URL('./__fixtures__/requirements.json', import.meta.url), 'utf8'),
) as {
  readonly matches: readonly (readonly [string, readonly string[], readonly boolean[]])[];
  readonly invalid: readonly string[];
};

describe('parseCrateRequirement()', () => {
  it('matches what the reference matches', () => {
    const wrong = reference.matches.filter(([text, versions, expected]) => {
      const requirement = parseCrateRequirement(text);
      return JSON.stringify(versions.map((each) => requirement?.matches(each))) !== JSON.stringify(expected);
    });

    expect(reference.matches.length).toBeGreaterThan(100);
    expect(wrong).toEqual([]);
  });

  it('refuses what the reference refuses', () => {
    expect(reference.invalid.filter((text) => parseCrateRequirement(text) !== null)).toEqual([]);
  });

  it('takes any final version for an empty text or a star', () => {
    const versions = ['0.0.0', '3.2.1', '1.0.0-rc.1', '1.0.0+build-1'];

    for (const text of ['', '*', ' x ']) {
      expect(versions.map((each) => parseCrateRequirement(text)?.matches(each))).toEqual([
        true,
        true,
        false,
        true,
      ]);
      expect(parseCrateRequirement(text)?.isAny).toBe(true);
    }
  });

  it('ends for any text, without an exception', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void parseCrateRequirement(text)));
    const start = process.cpuUsage();

    for (const text of ['1.'.repeat(500), `1.2.3-${'a.'.repeat(500)}`, ','.repeat(1000), '9'.repeat(1000)])
      expect(parseCrateRequirement(text)).toBeNull();
    parseCrateRequirement(`1.2.3-${'-'.repeat(1_000_000)}`);
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(5_000);
  });
});
