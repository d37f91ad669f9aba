import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSpecifierSet } from './specifier.ts';
import { parsePythonVersion } from './version.ts';

const reference = JSON.parse(
  readFileSync(new URL('./__fixtures__/pep-440.json', import.meta.url), 'utf8'),
) as {
  readonly matches: readonly (readonly [string, readonly string[], readonly boolean[]])[];
  readonly invalid: readonly string[];
};

function matches(specifiers: string, text: string): boolean | null {
  const version = parsePythonVersion(text);
  return version === null ? null : (parseSpecifierSet(specifiers)?.matches(version, text) ?? null);
}

describe('parseSpecifierSet()', () => {
  it('matches what the reference matches', () => {
    const wrong = reference.matches.filter(
      ([specifiers, texts, expected]) =>
        JSON.stringify(texts.map((text) => matches(specifiers, text))) !== JSON.stringify(expected),
    );

    expect(reference.matches.length).toBeGreaterThan(100);
    expect(wrong).toEqual([]);
  });

  it('refuses what the reference refuses', () => {
    expect(reference.invalid.filter((text) => parseSpecifierSet(text) !== null)).toEqual([]);
  });

  it.each([
    ['', '1.0', true],
    ['*', '1.0', true],
    ['(>=1)', '1.0', true],
    ['1.0', '1.0.0', true],
    ['1.0', '1.1', false],
    ['>=1,', '2', true],
  ])('reads %j, which people write, and matches %s: %s', (specifiers, version, expected) => {
    expect(matches(specifiers, version)).toBe(expected);
  });

  it.each([
    ['==1.0', true],
    ['===1.0', true],
    ['1.0', true],
    ['==1.*', false],
    ['>=1,<2', false],
    ['', false],
  ])('knows whether %j names one version: %s', (specifiers, expected) => {
    expect(parseSpecifierSet(specifiers)?.isPinned).toBe(expected);
  });

  it('ends for any text, without an exception', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void parseSpecifierSet(text)));
    const start = process.cpuUsage();

    expect(parseSpecifierSet(`>=${'1,'.repeat(1_000_000)}`)).toBeNull();
    expect(parseSpecifierSet('>=1,'.repeat(500))).toBeNull();
    expect(parseSpecifierSet(`${'('.repeat(1000)}${' '.repeat(1000)}`)).toBeNull();
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(5_000);
  });
});
