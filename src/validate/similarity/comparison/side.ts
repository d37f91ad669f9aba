import { dropUnused } from '../operations/drop-unused.ts';
import { hashRuns } from '../operations/hash.ts';
import { lineariseFile, type Unit } from '../operations/linearise.ts';
import type { ReadFile } from '../operations/operation.ts';

/** A unit, and the file that it stands in. */
export interface PlacedUnit extends Unit {
  readonly path: string;
}

/** All code of one side, ready to be compared. */
export interface Side {
  readonly units: readonly PlacedUnit[];
  readonly expressions: ReadonlySet<number>;
  readonly operationCount: number;
}

export const runLengths = [5, 8, 14] as const;

/** The side that is looked for: without what has no effect. */
export function prepareOriginal(files: readonly ReadFile[]): Side {
  return collect(files.map(({ path, body }) => ({ path, body: dropUnused(body) })));
}

/** The side that is looked through: as it is, and without what has no effect. */
export function prepareOwn(files: readonly ReadFile[]): Side {
  const pruned = prepareOriginal(files);
  const whole = collect(files);
  return {
    units: [...pruned.units, ...whole.units],
    expressions: new Set([...pruned.expressions, ...whole.expressions]),
    operationCount: pruned.operationCount,
  };
}

function collect(files: readonly Pick<ReadFile, 'path' | 'body'>[]): Side {
  const units: PlacedUnit[] = [];
  const expressions = new Set<number>();
  for (const { path, body } of files) {
    const lines = lineariseFile(body);
    for (const unit of lines.units) units.push({ ...unit, path });
    for (const hash of lines.expressions) expressions.add(hash);
  }
  const operationCount = units.reduce((sum, unit) => sum + unit.operations.length, 0);
  return { units, expressions, operationCount };
}

/**
 * Hashes of the runs of a unit. A function that is shorter than a run is a run of its own; what stands outside of
 * functions is not, because code that is added there would hide it.
 */
export function listRuns({ operations, isOutermost }: Unit, length: number): number[] {
  return hashRuns(operations, isOutermost ? length : Math.max(1, Math.min(length, operations.length)));
}
