/** Where each row begins, and in the last place where all of them end. */
export function sumHeights(
  keys: readonly string[],
  heights: ReadonlyMap<string, number>,
  estimate: number,
): Float64Array {
  const offsets = new Float64Array(keys.length + 1);
  let sum = 0;
  keys.forEach((key, index) => {
    offsets[index] = sum;
    sum += heights.get(key) ?? estimate;
  });
  offsets[keys.length] = sum;
  return offsets;
}

export interface RowRange {
  readonly first: number;
  /** Not included. */
  readonly end: number;
}

/** The rows between two places, with some more on both sides so that scrolling shows no gap. */
export function findRange(offsets: Float64Array, top: number, bottom: number, more = 12): RowRange {
  const count = offsets.length - 1;
  const first = Math.max(0, findRow(offsets, top) - more);
  const end = Math.min(count, findRow(offsets, bottom) + 1 + more);
  return { first, end };
}

/** The last row that begins at or before a place. */
function findRow(offsets: Float64Array, place: number): number {
  let low = 0;
  let high = offsets.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((offsets[middle] ?? 0) <= place) low = middle;
    else high = middle - 1;
  }
  return low;
}
