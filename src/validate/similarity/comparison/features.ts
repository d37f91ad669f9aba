import { hashRuns } from '../operations/hash.ts';
import type { Unit } from '../operations/linearise.ts';
import { listRuns, runLengths, type Side } from './side.ts';

/** How much a run tells: 0 for what everyone writes, 1 for what was never seen elsewhere. */
export type Weigh = (hash: number) => number;

/** Shares of the original, from 0 to 1 each but for the last two. */
export interface Features {
  /** Of its runs of so many operations, weighed by how rare each is. */
  readonly runs5: number;
  readonly runs8: number;
  readonly runs14: number;
  /** Of its expressions, with all that is below them. */
  readonly expressions: number;
  /** Of the runs of 8 and of 14 in the third of it that has most in common. */
  readonly bestPart: number;
  readonly bestPartLong: number;
  /** Logarithm, base 2, of one and the operations in the longest common row. */
  readonly longestRun: number;
  /** Logarithm, base 2, of one and all its operations. */
  readonly size: number;
}

const bestShare = 0.3;

export function measureFeatures(original: Side, own: Side, weigh: Weigh): Features {
  const [runs5, runs8, runs14] = runLengths.map((length) => {
    const there = new Set(own.units.flatMap((unit) => listRuns(unit, length)));
    const wanted = new Set(original.units.flatMap((unit) => listRuns(unit, length)));
    return { share: shareOf(wanted, there, weigh), there };
  }) as unknown as readonly [Found, Found, Found];
  return {
    runs5: runs5.share,
    runs8: runs8.share,
    runs14: runs14.share,
    expressions: shareOf(original.expressions, own.expressions, weigh),
    bestPart: findBestPart(original, { length: 8, there: runs8.there, weigh }),
    bestPartLong: findBestPart(original, { length: 14, there: runs14.there, weigh }),
    longestRun: Math.log2(1 + measureLongestRun(original, own)),
    size: Math.log2(1 + original.operationCount),
  };
}

interface Found {
  readonly share: number;
  readonly there: ReadonlySet<number>;
}

function shareOf(wanted: ReadonlySet<number>, there: ReadonlySet<number>, weigh: Weigh): number {
  let total = 0;
  let common = 0;
  for (const hash of wanted) {
    const weight = weigh(hash);
    total += weight;
    if (there.has(hash)) common += weight;
  }
  return total === 0 ? 0 : common / total;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** The share in the part of the original that has most in common: what was copied may be a part only. */
function findBestPart(
  original: Side,
  {
    length,
    there,
    weigh,
  }: { readonly length: number; readonly there: ReadonlySet<number>; readonly weigh: Weigh },
): number {
  const wanted = Math.max(8, original.operationCount * bestShare);
  let best = 0;
  const parts: { share: number; size: number }[] = [];
  for (const unit of original.units) {
    const runs = listRuns(unit, length);
    const weights = runs.map(weigh);
    const hits = runs.map((hash, index) => (there.has(hash) ? (weights[index] as number) : 0));
    parts.push({ share: sum(hits) / (sum(weights) || 1), size: unit.operations.length });
    const window = Math.round(wanted);
    if (runs.length <= window) continue;
    let [hit, weight] = [sum(hits.slice(0, window)), sum(weights.slice(0, window))];
    for (let end = window; end < runs.length; end += 1) {
      if (weight > 0) best = Math.max(best, hit / weight);
      hit += (hits[end] as number) - (hits[end - window] as number);
      weight += (weights[end] as number) - (weights[end - window] as number);
    }
  }
  parts.sort((a, b) => b.share - a.share);
  let [taken, reached] = [0, 0];
  for (const { share, size } of parts) {
    const used = Math.min(size, wanted - reached);
    taken += share * used;
    reached += used;
    if (reached >= wanted) break;
  }
  return Math.min(1, Math.max(best, reached > 0 ? taken / reached : 0));
}

export interface CommonRun {
  readonly unit: number;
  readonly start: number;
  readonly ownUnit: number;
  readonly ownStart: number;
  readonly length: number;
}

const seed = 8;
const mostPlaces = 32;

/** The longest rows that both sides have, in reading order of the original; they do not overlap there. */
export function findCommonRuns(original: Side, own: Side): CommonRun[] {
  const index = indexRuns(own.units);
  const runs: CommonRun[] = [];
  for (const [unit, { operations }] of original.units.entries()) {
    const seeds = operations.length < seed ? [] : listRuns(original.units[unit] as Unit, seed);
    for (let start = 0; start < seeds.length; start += 1) {
      let longest: CommonRun | null = null;
      for (const place of index.get(seeds[start] as number) ?? []) {
        const other = own.units[place.unit]?.operations ?? [];
        let length = 0;
        while (
          start + length < operations.length &&
          operations[start + length] === other[place.start + length]
        )
          length += 1;
        if (length > (longest?.length ?? seed - 1))
          longest = { unit, start, ownUnit: place.unit, ownStart: place.start, length };
      }
      if (longest === null) continue;
      runs.push(longest);
      start += longest.length - 1;
    }
  }
  return runs;
}

/** The length of the longest row that both sides have; of none that is worth the name, 0. */
function measureLongestRun(original: Side, own: Side): number {
  const index = indexRuns(own.units);
  let longest = seed - 1;
  for (const { operations } of original.units.filter((unit) => unit.operations.length > longest)) {
    const hashes = hashRuns(operations, seed);
    for (const [start, hash] of hashes.entries()) {
      for (const place of index.get(hash) ?? []) {
        const other = own.units[place.unit]?.operations ?? [];
        // What is not longer than the longest so far is not looked at.
        if (start + longest >= operations.length) break;
        if (operations[start + longest] !== other[place.start + longest]) continue;
        let length = 0;
        while (
          start + length < operations.length &&
          operations[start + length] === other[place.start + length]
        )
          length += 1;
        longest = Math.max(longest, length);
      }
    }
  }
  return longest < seed ? 0 : longest;
}

function indexRuns(units: readonly Unit[]): Map<number, { unit: number; start: number }[]> {
  const index = new Map<number, { unit: number; start: number }[]>();
  for (const [unit, one] of units.entries()) {
    if (one.operations.length < seed) continue;
    for (const [start, hash] of listRuns(one, seed).entries()) {
      const places = index.get(hash);
      if (places === undefined) index.set(hash, [{ unit, start }]);
      else if (places.length < mostPlaces) places.push({ unit, start });
    }
  }
  return index;
}
