import { mix } from './hash.ts';

/** Brings two parts at the end of a row, from `start` and from `middle`, into one order where either is as good. */
export function orderParts(row: number[], start: number, middle: number): void {
  const end = row.length;
  if (middle <= start || end <= middle) return;
  const [one, other] = [middle - start, end - middle];
  // The shorter part first where there is a clear one: what follows an early return may not have been taken along.
  if (2 * one <= other) return;
  if (2 * other > one && keyOf(row, start, middle) <= keyOf(row, middle, end)) return;
  const first = row.slice(start, middle);
  row.copyWithin(start, middle, end);
  for (let offset = 0; offset < one; offset += 1) row[start + other + offset] = first[offset] as number;
}

/** The least hash of three in a row: a statement that was put in somewhere seldom changes it. */
function keyOf(row: readonly number[], start: number, end: number): number {
  const length = Math.min(3, end - start);
  let least = 0xffffffff;
  for (let from = start; from + length <= end; from += 1) {
    let hash = 0;
    for (let place = 0; place < length; place += 1) hash = mix(hash, row[from + place] as number);
    least = Math.min(least, hash >>> 0);
  }
  return least;
}
