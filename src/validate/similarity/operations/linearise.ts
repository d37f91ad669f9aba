import type { Operation } from './operation.ts';
import { RowWriter } from './row-writer.ts';

/** One function as a row of operations, in the order in which a machine would do them; variables leave no trace. */
export interface Unit {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** What stands outside of all functions. */
  readonly isOutermost: boolean;
  /** Hash of each operation. */
  readonly operations: Int32Array;
}

/**
 * Turns the body of a file into one row for each function, and one for what stands outside of functions. Hashes of
 * expressions, with all that is below them, go into `expressions`; functions that are in `done` are left out, and those
 * that were written are put there.
 */
export function lineariseFile(
  body: Operation,
  expressions: Set<number> = new Set(),
  done: Set<Operation> = new Set(),
): Unit[] {
  const outermost: Operation = { op: 'function', kids: [body], at: body.at, from: 0, name: '' };
  const waiting: Operation[] = [outermost];
  const units: Unit[] = [];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (done.has(next)) continue;
    done.add(next);
    const writer = new RowWriter(next.kids[0] as Operation, { expressions, waiting });
    const operations = writer.finish();
    if (operations.length === 0) continue;
    const [name, from] = [next.name ?? '', next.from ?? 0];
    units.push({ name, from, to: next.at, isOutermost: next === outermost, operations });
  }
  return units;
}
