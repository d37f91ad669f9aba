import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparePythonVersions, isPreRelease, type PythonVersion, parsePythonVersion } from './version.ts';

const reference = JSON.parse(
  readFileSync(new URL('./__fixtures__/pep-440.json', import.meta.url), 'utf8'),
) as {
  readonly validity: readonly (readonly [string, boolean])[];
  readonly order: readonly (readonly [string, string, number])[];
};

function parse(text: string): PythonVersion {
  const version = parsePythonVersion(text);
  if (version === null) throw new Error(`not a version: ${text}`);
  return version;
}

/** Texts that are nearly versions, and many that are. */
const nearVersions = fc
  .array(
    fc.constantFrom(
      '0',
      '1',
      '12',
      '.',
      '-',
      '_',
      '!',
      'a',
      'rc',
      'post',
      'dev',
      '+',
      'v',
      '*',
      ' ',
      'x',
      'é',
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

const versions = nearVersions.filter((text) => parsePythonVersion(text) !== null);

describe('parsePythonVersion()', () => {
  it('takes and refuses what the reference does', () => {
    const wrong = reference.validity.filter(
      ([text, isValid]) => (parsePythonVersion(text) !== null) !== isValid,
    );

    expect(wrong).toEqual([]);
  });

  it('refuses anything else without an exception, long hostile text too', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void parsePythonVersion(text)));
    const hostile = ['1.'.repeat(2_000_000), `1${'-_.'.repeat(1_000_000)}`, '9'.repeat(5_000_000)];
    const start = process.cpuUsage();

    expect(hostile.map(parsePythonVersion)).toEqual([null, null, null]);
    // Shorter than the cap, and of the kind that makes careless expressions explode.
    for (const text of ['1a'.repeat(99), `1${'.1'.repeat(98)}x`, `1+${'a.'.repeat(98)}!`])
      parsePythonVersion(text);
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(5_000);
  });

  it('tells pre-releases from final and post releases', () => {
    const texts = ['1a1', '1.dev0', '1.post1.dev0', '1', '1.post1', '1+local'];

    expect(texts.map((text) => isPreRelease(parse(text)))).toEqual([true, true, true, false, false, false]);
  });
});

describe('comparePythonVersions()', () => {
  it('orders as the reference does', () => {
    const wrong = reference.order.filter(
      ([left, right, order]) => Math.sign(comparePythonVersions(parse(left), parse(right))) !== order,
    );

    expect(wrong).toEqual([]);
  });

  it('is an order: nothing is before itself, both ways agree, and before is handed on', () => {
    fc.assert(
      fc.property(versions, versions, versions, (first, second, third) => {
        const [a, b, c] = [parse(first), parse(second), parse(third)];
        expect(comparePythonVersions(a, a)).toBe(0);
        expect(Math.sign(comparePythonVersions(a, b))).toBe(0 - Math.sign(comparePythonVersions(b, a)) || 0);
        const sorted = [a, b, c].sort(comparePythonVersions);
        expect(comparePythonVersions(sorted[0] ?? a, sorted[2] ?? a)).toBeLessThanOrEqual(0);
      }),
    );
  });
});
