import { differences, ratios, summarise } from './statistics.ts';
import type { Limit, Measure } from './types.ts';

interface Figures {
  readonly name: string;
  readonly values: readonly number[];
}

interface Comparison {
  readonly what: string;
  /** Unit of both sides. */
  readonly unit: string;
  readonly own: Figures;
  readonly rival: Figures;
  readonly limit: Limit | null;
}

/** By how much ours is over the rival, round by round, in the unit of both. */
export function compareByDifference(comparison: Comparison): Measure {
  return describe(comparison, comparison.unit, differences);
}

/** How many times the rival ours is, round by round. */
export function compareByRatio(comparison: Comparison): Measure {
  return describe(comparison, 'times', ratios);
}

/** A figure that stands by itself. */
export function showFigure(figure: {
  readonly what: string;
  readonly unit: string;
  readonly values: readonly number[];
  readonly limit: Limit | null;
}): Measure {
  const { what, unit, values, limit } = figure;
  return { what, unit, limit, sample: summarise(values), sides: [] };
}

export function atMost(value: number): Limit {
  return { kind: 'at-most', value };
}

export function atLeast(value: number): Limit {
  return { kind: 'at-least', value };
}

function describe(
  { what, unit, own, rival, limit }: Comparison,
  unitOfResult: string,
  combine: typeof ratios,
): Measure {
  const sides = [own, rival].map(({ name, values }) => ({ name, unit, sample: summarise(values) }));
  return { what, unit: unitOfResult, limit, sides, sample: summarise(combine(own.values, rival.values)) };
}
