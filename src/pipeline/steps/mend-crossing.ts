import { ModelError } from '../../agents/index.ts';
import { type Mending, mendStatements, type RefusedStatement } from '../../analyze/index.ts';
import {
  clearSpec,
  type Finding,
  type FirewallReferences,
  type FirewallVerdict,
  hideName,
  redactSpec,
} from '../../firewall/index.ts';
import type { Spec, SpecFilename } from '../../spec/index.ts';
import { runMender } from '../../wall/index.ts';
import { recordAgentRun } from '../agent-evidence.ts';
import type { PackageContext } from '../job-context.ts';

/** A specification on its way across, and what the firewall says of it. */
export interface Attempt {
  readonly spec: Spec;
  readonly replaced: number;
  readonly verdict: FirewallVerdict;
}

export interface Crossing {
  readonly attempt: Attempt;
  readonly references: FirewallReferences;
  readonly packageId: string;
}

export function hideUnlessTold(spec: Spec, isTold: boolean): Pick<Attempt, 'spec' | 'replaced'> {
  return isTold ? { spec, replaced: 0 } : hideName(spec);
}

/** Agent A is asked for the refused statements, once, in its own words. */
export async function mendOnce(context: PackageContext, crossing: Crossing): Promise<Attempt> {
  const { attempt, references, packageId } = crossing;
  const { verdict, spec } = attempt;
  if (verdict.kind === 'cleared') return attempt;
  const refused = groupByLine(verdict.findings.filter(({ document }) => document.endsWith('.md')));
  if (refused.length === 0) return attempt;
  const mending = await mendWhere(context, { spec, refused, packageId }).catch(async (error: unknown) => {
    if (!isOfThisQuestion(error)) throw error;
    await context.audit.append({
      type: 'firewall_mending_failed',
      package: packageId,
      reason: error.message,
    });
    return null;
  });
  if (mending === null || mending.asked === 0) return attempt;
  await context.audit.append({
    type: 'firewall_mended',
    package: packageId,
    findings: renderFindings(verdict.findings),
    statements_asked: mending.asked,
    statements_mended: mending.mended.length,
    mended: mending.mended,
    prompt_sha256: mending.promptSha256,
  });
  if (mending.mended.length === 0) return attempt;
  const hidden = hideUnlessTold(mending.spec, context.config.isolation.tell_name);
  return {
    spec: hidden.spec,
    replaced: attempt.replaced + hidden.replaced,
    verdict: await clearSpec(hidden.spec, references),
  };
}

/** In the process of phalus, or behind the wall: as the isolation mode says. */
async function mendWhere(
  context: PackageContext,
  request: {
    readonly spec: Spec;
    readonly refused: readonly RefusedStatement[];
    readonly packageId: string;
  },
): Promise<Mending> {
  const { wall, signal, cache, config } = context;
  const { spec, refused, packageId } = request;
  const question = {
    ...{ spec, refused, cache, model: context.openAgent('agent_a') },
    maxOutputTokens: config.llm.agent_a.max_tokens,
  };
  if (wall === null) return mendStatements({ ...question, observer: { signal } });
  const { mending, run } = await runMender({ ...question, wall, signal });
  if (run !== null) {
    await recordAgentRun(context, {
      ...{ agent: 'agent_a', package: packageId, promptSha256: mending.promptSha256, run },
    });
  }
  return mending;
}

/** A question that the model cannot take or answer costs its statements and not the package. */
function isOfThisQuestion(error: unknown): error is ModelError {
  return error instanceof ModelError && (error.code === 'context-exceeded' || error.code === 'bad-response');
}

function groupByLine(findings: readonly Finding[]): RefusedStatement[] {
  const lines = new Map<string, { document: SpecFilename; line: number; reasons: string[] }>();
  for (const { document, line, reason } of findings) {
    const key = `${document} ${line}`;
    const entry = lines.get(key) ?? { document, line, reasons: [] };
    if (!entry.reasons.includes(reason)) entry.reasons.push(reason);
    lines.set(key, entry);
  }
  return [...lines.values()];
}

/** Something that was taken out may have been what allowed a name elsewhere, so it is looked at anew; three times at most. */
const redactionPasses = 3;

/** What still may not cross is taken out, where it can be taken out whole. */
export async function redactRest(context: PackageContext, crossing: Crossing): Promise<Attempt> {
  const { references, packageId } = crossing;
  let { attempt } = crossing;
  for (let pass = 0; pass < redactionPasses && attempt.verdict.kind === 'refused'; pass += 1) {
    const { findings } = attempt.verdict;
    const redacted = await redactSpec(attempt.spec, findings);
    if (redacted === null) return attempt;
    await context.audit.append({
      type: 'firewall_redacted',
      package: packageId,
      findings: renderFindings(findings),
      taken_out: redacted.redactions.slice(0, 200),
      taken_out_count: redacted.redactions.length,
    });
    attempt = { ...attempt, spec: redacted.spec, verdict: await clearSpec(redacted.spec, references) };
  }
  return attempt;
}

export function renderFindings(findings: readonly Finding[]): readonly Finding[] {
  return findings.slice(0, 100);
}
