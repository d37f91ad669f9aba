import type { Sandbox } from '../../src/sandbox/index.ts';
import type { CheckName, Verdict } from '../../src/validate/index.ts';
import { type Exhibit, judgePackage } from './judge-exhibit.ts';

/** What came of a planted fault. */
export interface Sight {
  readonly verdict: Verdict['verdict'];
  readonly status: string;
  /** Of the check that has to notice it. */
  readonly reason: string;
  /** Other checks that a REVIEW could come from. */
  readonly alsoOpen: readonly CheckName[];
}

export async function lookAt(sandbox: Sandbox, exhibit: Exhibit): Promise<Sight> {
  const { verdict, checks } = await judgePackage(sandbox, exhibit);
  const found = checks.find(({ name }) => name === exhibit.check);
  const open = checks.filter(({ name, status }) => name !== exhibit.check && status === 'review');
  return {
    verdict,
    status: found?.status ?? 'not there',
    reason: found?.reason ?? '',
    alsoOpen: open.map(({ name }) => name),
  };
}

/**
 * The statuses that the check may have where the verdict is this. Where either verdict will do, how many inputs were
 * tried decides, and another check may be the one that fails.
 */
export function expectedStatuses(exhibit: Exhibit, verdict: Verdict['verdict']): readonly string[] {
  if (exhibit.status !== undefined) return [exhibit.status];
  if (verdict === 'REVIEW') return ['review'];
  return exhibit.verdict === 'FAIL or REVIEW' ? ['failed', 'review'] : ['failed'];
}
