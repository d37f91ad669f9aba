import type { Side } from './side.ts';
import type { Weigh } from './weigh.ts';

const bestShare = 0.3;

/** The share in the part of the original that has most in common: what was copied may be a part only. */
export function findBestPart(
  original: Side,
  {
    runs,
    there,
    weigh,
  }: { readonly runs: readonly Int32Array[]; readonly there: ReadonlySet<number>; readonly weigh: Weigh },
): number {
  const wanted = Math.max(8, original.operationCount * bestShare);
  let best = 0;
  const parts: Part[] = [];
  for (const [unit, { operations }] of original.units.entries()) {
    const hashes = runs[unit] as Int32Array;
    const weights = Float64Array.from(hashes, (hash) => weigh(hash));
    const hits = weights.map((weight, index) => (there.has(hashes[index] as number) ? weight : 0));
    parts.push({ share: sum(hits) / (sum(weights) || 1), size: operations.length });
    best = Math.max(best, findBestWindow(hits, weights, Math.round(wanted)));
  }
  return Math.min(1, Math.max(best, takeBest(parts, wanted)));
}

interface Part {
  readonly share: number;
  readonly size: number;
}

/** Within one function that is longer than the part that is looked for. */
function findBestWindow(hits: Float64Array, weights: Float64Array, window: number): number {
  let best = 0;
  if (hits.length <= window) return best;
  let [hit, weight] = [sum(hits.subarray(0, window)), sum(weights.subarray(0, window))];
  for (let end = window; end < hits.length; end += 1) {
    if (weight > 0) best = Math.max(best, hit / weight);
    hit += (hits[end] as number) - (hits[end - window] as number);
    weight += (weights[end] as number) - (weights[end - window] as number);
  }
  return best;
}

/** Over functions, the best first. */
function takeBest(parts: Part[], wanted: number): number {
  parts.sort((one, other) => other.share - one.share);
  let [taken, reached] = [0, 0];
  for (const { share, size } of parts) {
    const used = Math.min(size, wanted - reached);
    taken += share * used;
    reached += used;
    if (reached >= wanted) break;
  }
  return reached > 0 ? taken / reached : 0;
}

function sum(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
