import type { Sample } from './types.ts';

/** The value below which `share` (0 to 1) of the sorted values lie, between two of them where it falls there. */
export function quantile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below + (above - below) * (place - Math.floor(place));
}

/** The median, and the quartiles as spread: one run beside a busy neighbour moves neither. NaN for no values. */
export function summarise(values: readonly number[]): Sample {
  const sorted = values.toSorted((a, b) => a - b);
  return {
    median: quantile(sorted, 0.5),
    lowerQuartile: quantile(sorted, 0.25),
    upperQuartile: quantile(sorted, 0.75),
    count: sorted.length,
  };
}

/** `own - rival`, round by round: both sides of a pair ran beside the same neighbours. */
export function differences(own: readonly number[], rival: readonly number[]): number[] {
  return pair(own, rival).map(([a, b]) => a - b);
}

/** `own / rival`, round by round. */
export function ratios(own: readonly number[], rival: readonly number[]): number[] {
  return pair(own, rival).map(([a, b]) => a / b);
}

function pair(own: readonly number[], rival: readonly number[]): [number, number][] {
  if (own.length !== rival.length) {
    throw new RangeError(`Cannot pair ${own.length} runs with ${rival.length}: both sides need as many`);
  }
  return own.map((value, index) => [value, rival[index] as number]);
}
