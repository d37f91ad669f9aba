import type { Implementation } from '../../build/index.ts';
import type { PackageRecord } from '../../registry/types.ts';
import type { Spec } from '../../spec/index.ts';
import { readBehaviour, type Verdict } from '../../validate/index.ts';
import type { AgentRun } from '../../wall/index.ts';
import type { PackageContext } from '../job-context.ts';
import { type BuiltPackage, buildPackage } from './build-package.ts';
import { clarifySpec } from './clarify-spec.ts';
import type { Crossed } from './cross-firewall.ts';
import { validateFiles } from './validate-files.ts';

/** Rounds of clarification after the first verdict. */
const mostRounds = 2;

export interface JudgedPackage {
  readonly crossed: Crossed;
  readonly implementation: Implementation;
  readonly run: AgentRun | null;
  readonly verdict: Verdict;
}

/**
 * The verdict on a package that was built; and while it parts from its original where documentation promises, what the
 * original answers there is added to the specification, crosses the firewall, and Agent B tries again: what it wrote
 * before is judged anew first. The best of all rounds is kept. Throws what building and validating throw.
 */
export async function validateUntilAlike(
  context: PackageContext,
  request: {
    readonly crossed: Crossed;
    readonly built: BuiltPackage;
    readonly record: PackageRecord;
    cross(spec: Spec): Promise<Crossed>;
    /** Called with the first result and with each better one: what is there is on disk before more is spent. */
    keep(judged: JudgedPackage): Promise<string>;
  },
): Promise<{ readonly verdict: Verdict; readonly folder: string }> {
  const { record, keep } = request;
  let latest = await judge(context, { ...request, ...request.built });
  let best = latest;
  let folder = await keep(best);
  for (let round = 1; round <= mostRounds; round += 1) {
    const clarified = await clarifySpec(context, latest.crossed.cleared, latest.verdict);
    if (clarified === null) break;
    const count = clarified.scenarios.scenarios.length - latest.crossed.cleared.scenarios.scenarios.length;
    const text = `the original answers otherwise: ${count} answers of it clarify the specification, and Agent B tries again (round ${round} of ${mostRounds})`;
    context.onEvent({ kind: 'note', name: context.name, text });
    const crossed = await request.cross(clarified);
    const built = await buildPackage(context, crossed, latest.implementation);
    latest = await judge(context, { crossed, record, ...built });
    const isGain = isAhead(latest.verdict, best.verdict);
    if (isGain) best = latest;
    // Also when nothing was gained, because what the round cost belongs to the package.
    folder = await keep(best);
    if (!isGain) break;
  }
  return { verdict: best.verdict, folder };
}

async function judge(
  context: PackageContext,
  request: Omit<JudgedPackage, 'verdict'> & { readonly record: PackageRecord },
): Promise<JudgedPackage> {
  const { crossed, implementation, run, record } = request;
  const { files, violations } = implementation;
  const verdict = await validateFiles(context, { files, spec: crossed.cleared, record, violations });
  return { crossed, implementation, run, verdict };
}

const order = ['FAIL', 'REVIEW', 'PASS'] as const;

/** A better verdict; among equals more of the documented inputs answered as the original does. */
function isAhead(verdict: Verdict, best: Verdict): boolean {
  const difference = order.indexOf(verdict.verdict) - order.indexOf(best.verdict);
  return difference === 0 ? agreement(verdict) > agreement(best) : difference > 0;
}

function agreement(verdict: Verdict): number {
  const { compared = 0, agreed = 0 } = readBehaviour(verdict).documented ?? {};
  return compared === 0 ? 0 : agreed / compared;
}
