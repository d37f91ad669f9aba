const longestCompared = 100;

/** The candidate that `text` most likely meant, or null when none is near enough to be worth saying. */
export function findNearest(text: string, candidates: Iterable<string>): string | null {
  const wanted = text.slice(0, longestCompared).toLowerCase();
  let best: { readonly candidate: string; readonly distance: number } | null = null;
  for (const candidate of candidates) {
    // Too far from any text that is compared, and dear to compare.
    if (candidate.length > 2 * longestCompared) continue;
    const distance = countEdits(wanted, candidate.toLowerCase());
    if (best === null || distance < best.distance) best = { candidate, distance };
  }
  return best !== null && best.distance <= Math.max(2, Math.floor(wanted.length / 3)) ? best.candidate : null;
}

/** Letters to insert, delete, replace or swap with their neighbour to make one text the other. */
function countEdits(from: string, to: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const same = from[row - 1] === to[column - 1];
      const swapped =
        row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      current[column] = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
        swapped ? (beforeLast[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    beforeLast = last;
    last = current;
  }
  return last[to.length] ?? 0;
}
