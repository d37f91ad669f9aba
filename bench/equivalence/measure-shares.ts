import type { Sandbox } from '../../src/sandbox/index.ts';
import type { GuestFiles } from '../../src/scenarios/index.ts';
import { comparePackages } from '../../src/validate/behaviour/compare-packages.ts';
import type { EquivalenceSubject } from './load-subject.ts';

/** How many of the documented inputs a whole comparison found alike: what the limit between REVIEW and FAIL divides. */
export interface Share {
  readonly documented: number;
  readonly agreed: number;
}

/** Null where the other side does not load, which fails by itself. */
export async function measureShare(request: {
  readonly subject: EquivalenceSubject;
  readonly rebuilt: GuestFiles;
  readonly sandbox: Sandbox;
  readonly seed: number;
  readonly timeMs: number;
}): Promise<Share | null> {
  const { subject, ...rest } = request;
  const result = await comparePackages({ ...rest, spec: subject.spec, original: subject.files });
  if (result.kind === 'not-loaded') return null;
  const { compared, agreed } = result.report.documented;
  return { documented: compared, agreed };
}
