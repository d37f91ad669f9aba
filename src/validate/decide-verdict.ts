import type { CheckResult, Verdict } from './types.ts';

/**
 * PASS only when every check that applies ran and passed; any that failed makes FAIL, and one that could not run or
 * is in doubt makes REVIEW. One that is not applicable decides nothing.
 */
export function decideVerdict(checks: readonly CheckResult[]): Verdict {
  const failed = checks.filter(({ status }) => status === 'failed');
  const open = checks.filter(({ status }) => status === 'review' || status === 'skipped');
  const reasonsOf = (some: readonly CheckResult[]) => some.map(({ name, reason }) => `${name}: ${reason}`);
  if (failed.length > 0) return { verdict: 'FAIL', reasons: reasonsOf([...failed, ...open]), checks };
  if (open.length > 0) return { verdict: 'REVIEW', reasons: reasonsOf(open), checks };
  return { verdict: 'PASS', reasons: reasonsOf(checks), checks };
}
