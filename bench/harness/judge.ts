import type { Measure, Result } from './types.ts';

/** By how much the median misses the limit; 0 when it is held or there is none. No figure at all misses it too. */
export function missOf({ sample, limit }: Measure): number {
  if (limit === null) return 0;
  const miss = limit.kind === 'at-most' ? sample.median - limit.value : limit.value - sample.median;
  return Number.isNaN(miss) ? Number.POSITIVE_INFINITY : Math.max(0, miss);
}

/** Skipped is neither: it is told, and fails nothing. */
export function hasFailed({ outcome }: Result): boolean {
  if (outcome.kind === 'measured') return outcome.measures.some((measure) => missOf(measure) > 0);
  return outcome.kind === 'broken';
}
