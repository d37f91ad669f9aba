import type { Unit } from '../operations/linearise.ts';
import { listRuns, type Side } from './side.ts';

export interface CommonRun {
  readonly unit: number;
  readonly start: number;
  readonly ownUnit: number;
  readonly ownStart: number;
  readonly length: number;
}

interface Place {
  readonly unit: number;
  readonly start: number;
}

/** Where a row that both sides have may begin. */
export interface RunIndex {
  /** Of each unit of the original, hash by hash. */
  readonly seeds: readonly Int32Array[];
  /** In ours, by hash. */
  readonly places: ReadonlyMap<number, readonly Place[]>;
}

const seed = 8;
const mostPlaces = 32;
const none = new Int32Array();

/** Places of ours are kept of those rows alone that the original has: of most code that is very little. */
export function indexRuns({ original, own }: { readonly original: Side; readonly own: Side }): RunIndex {
  const listSeeds = (unit: Unit): Int32Array => (unit.operations.length < seed ? none : listRuns(unit, seed));
  const seeds = original.units.map(listSeeds);
  const wanted = new Set<number>();
  for (const some of seeds) for (const hash of some) wanted.add(hash);
  const places = new Map<number, Place[]>();
  for (const [unit, one] of own.units.entries()) {
    const hashes = listSeeds(one);
    for (let start = 0; start < hashes.length; start += 1) {
      const hash = hashes[start] as number;
      if (!wanted.has(hash)) continue;
      const known = places.get(hash);
      if (known === undefined) places.set(hash, [{ unit, start }]);
      else if (known.length < mostPlaces) known.push({ unit, start });
    }
  }
  return { seeds, places };
}

/** The longest rows that both sides have, in reading order of the original; they do not overlap there. */
export function findCommonRuns(
  { original, own }: { readonly original: Side; readonly own: Side },
  { seeds, places }: RunIndex,
): CommonRun[] {
  const runs: CommonRun[] = [];
  for (const [unit, { operations }] of original.units.entries()) {
    const hashes = seeds[unit] as Int32Array;
    for (let start = 0; start < hashes.length; start += 1) {
      let longest: CommonRun | null = null;
      for (const place of places.get(hashes[start] as number) ?? []) {
        const length = measureRow(operations, start, own.units[place.unit]?.operations ?? none, place.start);
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
export function measureLongestRun(
  { original, own }: { readonly original: Side; readonly own: Side },
  { seeds, places }: RunIndex,
): number {
  let longest = seed - 1;
  for (const [unit, { operations }] of original.units.entries()) {
    const hashes = seeds[unit] as Int32Array;
    // What is not longer than the longest so far is not looked at.
    for (let start = 0; start + longest < operations.length && start < hashes.length; start += 1) {
      for (const place of places.get(hashes[start] as number) ?? []) {
        const other = own.units[place.unit]?.operations ?? none;
        if (start + longest >= operations.length) break;
        if (operations[start + longest] !== other[place.start + longest]) continue;
        longest = Math.max(longest, measureRow(operations, start, other, place.start));
      }
    }
  }
  return longest < seed ? 0 : longest;
}

function measureRow(one: Int32Array, start: number, other: Int32Array, otherStart: number): number {
  let length = 0;
  while (start + length < one.length && one[start + length] === other[otherStart + length]) length += 1;
  return length;
}
