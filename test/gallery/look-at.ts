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

/** The status that the check has to have where the verdict is this. */
export function expectedStatus(exhibit: Exhibit, verdict: Verdict['verdict']): string {
  return exhibit.status ?? (verdict === 'FAIL' ? 'failed' : 'review');
}
