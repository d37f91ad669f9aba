import { backgroundRuns } from './background-runs.ts';
import type { Weigh } from './weigh.ts';

let table: ReadonlyMap<number, number> | null = null;

/**
 * What a run of operations tells: 1 where no package of the background has it, less the more of them do, never
 * nothing. The background are public packages that no pair of the labelled set is of (`bench/similarity/fit.ts`).
 */
export const weighByBackground: Weigh = (hash) => {
  table ??= readTable();
  const packages = table.get(hash);
  if (packages === undefined) return 1;
  return weighOccurrences(packages, backgroundRuns.packages);
};

/** `occurrences` packages of `packages` have it. */
export function weighOccurrences(occurrences: number, packages: number): number {
  return Math.min(1, Math.max(0.05, Math.log(packages / occurrences) / Math.log(1 + packages / 2)));
}

/** Five bytes for each hash: itself, least byte first, and the number of packages. */
function readTable(): ReadonlyMap<number, number> {
  const bytes = Buffer.from(backgroundRuns.table, 'base64');
  const found = new Map<number, number>();
  for (let start = 0; start + 5 <= bytes.length; start += 5)
    found.set(bytes.readInt32LE(start), bytes.readUInt8(start + 4));
  return found;
}

/** The reverse of the reading, for the program that makes the table. */
export function renderTable(entries: Iterable<readonly [number, number]>): string {
  const sorted = [...entries].sort(([one], [other]) => (one >>> 0) - (other >>> 0));
  const bytes = Buffer.alloc(sorted.length * 5);
  for (const [index, [hash, packages]] of sorted.entries()) {
    bytes.writeInt32LE(hash, index * 5);
    bytes.writeUInt8(Math.min(255, packages), index * 5 + 4);
  }
  return bytes.toString('base64');
}
