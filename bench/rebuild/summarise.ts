import { summarise as summariseSample } from '../harness/statistics.ts';
import type { RebuildRow } from './types.ts';

/** Figures of one run over several packages. Shares are from 0 to 1, null where nothing is counted. */
export interface Summary {
  readonly packages: number;
  /** Mean over packages of the share of documented vectors that are right. */
  readonly meanDocumented: number | null;
  readonly wholePackages: number;
  /** Of those with verdict PASS, how many have every documented vector right. */
  readonly passed: { readonly right: number; readonly of: number };
  /** Of those with verdict FAIL, how many have every documented vector right all the same. */
  readonly failedWrongly: { readonly wrong: number; readonly of: number };
  readonly inReview: { readonly right: number; readonly of: number };
  readonly stopped: number;
  readonly seconds: { readonly median: number | null; readonly most: number | null };
  readonly inputTokens: number;
  readonly outputTokens: number;
}

export function summarise(rows: readonly RebuildRow[]): Summary {
  const shares = rows.map(({ documented }) => documented.right / documented.total);
  const withVerdict = (wanted: RebuildRow['verdict']) => rows.filter(({ verdict }) => verdict === wanted);
  const whole = (some: readonly RebuildRow[]) => some.filter(isWhole).length;
  const seconds = rows.map((row) => row.seconds);
  const [passed, failed, review] = [withVerdict('PASS'), withVerdict('FAIL'), withVerdict('REVIEW')];
  return {
    packages: rows.length,
    meanDocumented: rows.length === 0 ? null : sum(shares) / rows.length,
    wholePackages: whole(rows),
    passed: { right: whole(passed), of: passed.length },
    failedWrongly: { wrong: whole(failed), of: failed.length },
    inReview: { right: whole(review), of: review.length },
    stopped: withVerdict('STOPPED').length,
    seconds:
      rows.length === 0
        ? { median: null, most: null }
        : { median: summariseSample(seconds).median, most: Math.max(...seconds) },
    inputTokens: sum(rows.map((row) => row.inputTokens)),
    outputTokens: sum(rows.map((row) => row.outputTokens)),
  };
}

/** Every documented vector is right. */
export function isWhole({ documented }: RebuildRow): boolean {
  return documented.right === documented.total;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
