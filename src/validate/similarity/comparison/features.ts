import { findBestPart } from './best-part.ts';
import { indexRuns, measureLongestRun, type RunIndex } from './common-runs.ts';
import { listRuns, runLengths, type Side } from './side.ts';
import type { Weigh } from './weigh.ts';

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

export function measureFeatures(
  sides: { readonly original: Side; readonly own: Side },
  weigh: Weigh,
  index: RunIndex = indexRuns(sides),
): Features {
  const { original, own } = sides;
  const [runs5, runs8, runs14] = runLengths.map((length) => {
    const runs = original.units.map((unit) => listRuns(unit, length));
    const wanted = new Set<number>();
    for (const some of runs) for (const hash of some) wanted.add(hash);
    const there = findThere(own, length, wanted);
    return { share: shareOf(wanted, there, weigh), runs, there };
  }) as unknown as readonly [Found, Found, Found];
  return {
    runs5: runs5.share,
    runs8: runs8.share,
    runs14: runs14.share,
    expressions: shareOf(original.expressions, own.expressions, weigh),
    bestPart: findBestPart(original, { ...runs8, weigh }),
    bestPartLong: findBestPart(original, { ...runs14, weigh }),
    longestRun: Math.log2(1 + measureLongestRun(sides, index)),
    size: Math.log2(1 + original.operationCount),
  };
}

interface Found {
  readonly share: number;
  /** Of each unit of the original. */
  readonly runs: readonly Int32Array[];
  readonly there: ReadonlySet<number>;
}

/** Those of `wanted` that our side has: all others of it are of no interest. */
function findThere(own: Side, length: number, wanted: ReadonlySet<number>): Set<number> {
  const there = new Set<number>();
  for (const unit of own.units) {
    for (const hash of listRuns(unit, length)) if (wanted.has(hash)) there.add(hash);
  }
  return there;
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
