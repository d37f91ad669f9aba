import { describe, expect, it } from 'vitest';
import type { JobPackage } from '../../api/types.ts';
import { findDifferences } from './find-differences.ts';
import { isDifferent, listDifferentChecks, pairPackages } from './pair-packages.ts';

const createPackage = (name: string, status: 'passed' | 'failed'): JobPackage =>
  ({
    ...{ name, ecosystem: 'npm', verdict: status === 'passed' ? 'PASS' : 'FAIL' },
    checks: [{ name: 'tests', status, reason: '' }],
  }) as unknown as JobPackage;

describe('pairPackages()', () => {
  it('puts the same package beside itself, and keeps what only one run has', () => {
    const pairs = pairPackages(
      [createPackage('a', 'passed'), createPackage('__proto__', 'passed')],
      [createPackage('b', 'passed'), createPackage('a', 'failed')],
    );

    expect(pairs.map(({ name, first, second }) => [name, first?.verdict, second?.verdict])).toEqual([
      ['a', 'PASS', 'FAIL'],
      ['__proto__', 'PASS', undefined],
      ['b', undefined, 'PASS'],
    ]);
    expect(pairs.map(isDifferent)).toEqual([true, true, true]);
    expect(pairs.slice(0, 1).map(listDifferentChecks)).toEqual([['tests']]);
  });
});

describe('findDifferences()', () => {
  it('shows what went and what came, with what is around it', () => {
    const lines = findDifferences('one\ntwo\nthree\n', 'one\n2\nthree\n');

    expect(lines?.map(({ sign, text }) => `${sign}${text}`)).toEqual([
      '@line 1 of A, line 1 of B',
      ' one',
      '-two',
      '+2',
      ' three',
    ]);
  });

  it('gives up on what is too large or too different', () => {
    const many = (seed: number) => Array.from({ length: 6000 }, (_, index) => `${seed} ${index}`).join('\n');

    expect(findDifferences('x'.repeat(2_000_000), '')).toBeNull();
    expect(findDifferences(many(1), many(2))).toBeNull();
  });
});
