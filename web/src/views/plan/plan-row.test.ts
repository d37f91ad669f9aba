import { describe, expect, it } from 'vitest';
import type { PlannedPackage } from '../../api/types.ts';
import { listRows, mergeRows, type PlanRow, sumRows } from './plan-row.ts';
import { selectPackages } from './select-packages.ts';

function plan(name: string, change: Partial<PlannedPackage> = {}): PlannedPackage {
  return {
    name,
    ecosystem: 'npm',
    version_constraint: '^1',
    version: '1.0.0',
    size_bytes: 1,
    license: { spdx: 'MIT', class: 'permissive' },
    rebuild: { advice: 'pointless', reason: 'why' },
    estimate: { input_tokens: 10, output_tokens: 5, seconds: 2, cost: 0.5, currency: null, basis: 'a guess' },
    ...change,
  };
}

const rowsOf = (...planned: readonly PlannedPackage[]): readonly PlanRow[] => mergeRows([], planned);

describe('mergeRows()', () => {
  it('fills rows in place, whatever order the answers come in', () => {
    const rows = listRows({
      manifest_type: 'package.json',
      packages: [
        { name: 'a', ecosystem: 'npm', version_constraint: '^1' },
        { name: 'b', ecosystem: 'npm', version_constraint: '^1' },
      ],
    });

    const merged = mergeRows(mergeRows(rows, [plan('b')]), [plan('a'), plan('c')]);

    expect(merged.map(({ name, planned }) => [name, planned?.version])).toEqual([
      ['a', '1.0.0'],
      ['b', '1.0.0'],
      ['c', '1.0.0'],
    ]);
  });
});

describe('sumRows()', () => {
  it('adds what is known and counts what gains little', () => {
    const sum = sumRows(rowsOf(plan('a'), plan('b', { rebuild: { advice: 'worthwhile', reason: '' } })));

    expect(sum).toEqual({ packages: 2, pointless: 1, estimated: 2, tokens: 30, seconds: 4, cost: 1 });
  });

  it('knows no money when that of one package is unknown', () => {
    const unknown = {
      input_tokens: 1,
      output_tokens: 1,
      seconds: null,
      cost: null,
      currency: null,
      basis: '',
    };

    expect(sumRows(rowsOf(plan('a'), plan('b', { estimate: unknown })))).toMatchObject({
      seconds: null,
      cost: null,
    });
  });

  it('knows nothing of an empty choice', () => {
    expect(sumRows([])).toMatchObject({ packages: 0, tokens: 0, seconds: null, cost: null });
  });
});

describe('selectPackages()', () => {
  const rows = rowsOf(plan('a'), plan('b'), plan('c'));

  it('names nothing when all are included', () => {
    expect(selectPackages(rows, rows)).toEqual({});
  });

  it('names what is left out', () => {
    expect(selectPackages(rows, rows.slice(1))).toEqual({ exclude: ['a'] });
  });

  it('names what is in when a name would be left out of another registry as well', () => {
    const mixed = rowsOf(plan('six'), plan('six', { ecosystem: 'pypi' }), plan('b'));

    expect(selectPackages(mixed, mixed.slice(1))).toEqual({ only: ['six', 'b'] });
  });

  it('gives up when the API would take neither list', () => {
    const many = rowsOf(...Array.from({ length: 1200 }, (_, index) => plan(`p${index}`)));

    expect(selectPackages(many, many.slice(600))).toBeNull();
    expect(selectPackages(many, many.slice(700))).toHaveProperty('only.length', 500);
  });
});
