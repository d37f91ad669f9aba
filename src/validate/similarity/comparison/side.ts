import { dropUnused } from '../operations/drop-unused.ts';
import { hashRuns } from '../operations/hash.ts';
import { lineariseFile, type Unit } from '../operations/linearise.ts';
import type { Operation, ReadFile } from '../operations/operation.ts';

/** A unit, and the file that it stands in. */
export interface PlacedUnit extends Unit {
  readonly path: string;
}

/** All code of one side, ready to be compared. */
export interface Side {
  readonly units: readonly PlacedUnit[];
  readonly expressions: ReadonlySet<number>;
  /** Without what has no effect. */
  readonly operationCount: number;
}

export const runLengths = [5, 8, 14] as const;

type Body = Pick<ReadFile, 'path' | 'body'>;

/** Takes one file after the other, so that none has to be kept as a tree. */
export class SideBuilder {
  readonly #isOwn: boolean;
  readonly #pruned: PlacedUnit[] = [];
  readonly #whole: PlacedUnit[] = [];
  readonly #expressions = new Set<number>();

  /** Ours is looked through as it is, and without what has no effect; the original only without. */
  constructor(which: 'original' | 'own') {
    this.#isOwn = which === 'own';
  }

  add({ path, body }: Body): void {
    const pruned = dropUnused(body);
    const done = new Set<Operation>();
    this.#write({ path, body: pruned }, this.#pruned, done);
    // Functions that lost nothing are the same in both.
    if (this.#isOwn && pruned !== body) this.#write({ path, body }, this.#whole, done);
  }

  finish(): Side {
    return {
      units: [...this.#pruned, ...this.#whole],
      expressions: this.#expressions,
      operationCount: this.#pruned.reduce((sum, unit) => sum + unit.operations.length, 0),
    };
  }

  #write({ path, body }: Body, units: PlacedUnit[], done: Set<Operation>): void {
    for (const unit of lineariseFile(body, this.#expressions, done)) units.push({ ...unit, path });
  }
}

/** The side that is looked for: without what has no effect. */
export function prepareOriginal(files: readonly Body[]): Side {
  return prepare('original', files);
}

/** The side that is looked through: as it is, and without what has no effect. */
export function prepareOwn(files: readonly Body[]): Side {
  return prepare('own', files);
}

function prepare(which: 'original' | 'own', files: readonly Body[]): Side {
  const builder = new SideBuilder(which);
  for (const file of files) builder.add(file);
  return builder.finish();
}

/**
 * Hashes of the runs of a unit. A function that is shorter than a run is a run of its own; what stands outside of
 * functions is not, because code that is added there would hide it.
 */
export function listRuns({ operations, isOutermost }: Unit, length: number): Int32Array {
  return hashRuns(operations, isOutermost ? length : Math.max(1, Math.min(length, operations.length)));
}
