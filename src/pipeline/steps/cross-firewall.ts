import { ModelError } from '../../agents/index.ts';
import { type Mending, mendStatements, type RefusedStatement } from '../../analyze/index.ts';
import { readBuilderPrompt } from '../../build/index.ts';
import { formatPackageId, sha256Hex } from '../../core/index.ts';
import type { DocSet } from '../../docs/types.ts';
import {
  type ClearedSpec,
  clearSpec,
  type Finding,
  type FirewallReferences,
  type FirewallVerdict,
  type HandOver,
  handOver,
  hideName,
  redactSpec,
} from '../../firewall/index.ts';
import type { Spec, SpecFilename } from '../../spec/index.ts';
import { type AgentRun, runMender } from '../../wall/index.ts';
import { compareAgents, describeModel, describeRun, recordAgentRun } from '../agent-evidence.ts';
import { PipelineError } from '../errors.ts';
import type { PackageContext } from '../job-context.ts';

/**
 * Only a cleared specification goes on. Agent A is asked once to say in other words what may not cross; what still may not
 * is taken out where it can be taken out whole, and recorded; what then is refused stops the package. The original's name
 * is taken out of the prose unless it may be told, and out of what Agent B is handed. Throws PipelineError `refused-by-firewall`, ModelError.
 */
export async function crossFirewall(
  context: PackageContext,
  request: {
    readonly spec: Spec;
    readonly docSet: DocSet | null;
    readonly links: readonly string[];
    /** Who wrote it; null for a specification that was found on disk, about which nobody can be asked. */
    readonly analyst: Analyst | null;
  },
): Promise<Crossed> {
  const { docSet, links, analyst } = request;
  const { isolation } = context.config;
  const packageId = formatPackageId({ name: request.spec.packageName, version: request.spec.packageVersion });
  const references = { documentation: docSet?.documents ?? null, links, figures: figuresOf(docSet) };
  const named = hideUnlessTold(request.spec, isolation.tell_name);
  let attempt: Attempt = { ...named, verdict: await clearSpec(named.spec, references) };
  if (analyst !== null) attempt = await mendOnce(context, { attempt, references, packageId });
  attempt = await redactRest(context, { attempt, references, packageId });
  const { verdict, replaced } = attempt;
  if (verdict.kind === 'refused') {
    await context.audit.append({
      type: 'firewall_refused',
      package: packageId,
      findings: renderFindings(verdict.findings),
    });
    throw refusal(packageId, verdict.findings);
  }
  const handed = await handOverUnlessTold(verdict.spec, isolation.tell_name);
  if (handed.kind === 'refused') throw refusal(packageId, handed.findings);
  await context.audit.append({
    type: 'firewall_crossing',
    package: packageId,
    documents_transferred: Object.keys(verdict.spec.texts),
    sha256_checksums: hashTexts(verdict.spec),
    // What Agent B is shown of them: the same documents without the original's name.
    handed_checksums: hashTexts(handed.spec),
    isolation_mode: isolation.mode,
    // Null when it may be told.
    names_replaced: isolation.tell_name ? null : replaced + handed.replaced,
    source_code_accessed:
      docSet === null
        ? null
        : docSet.documents.some(({ origin, isOutline }) => isOutline !== true && isSourcePath(origin)),
    // Source files of which declarations and comments were read, without bodies: there is no other documentation of them.
    outlined_files:
      docSet === null ? null : docSet.documents.filter(({ isOutline }) => isOutline === true).length,
    measures: verdict.measures,
    agent_a_model: analyst?.model ?? null,
    agent_a:
      analyst === null
        ? null
        : {
            ...describeModel(context, 'agent_a'),
            prompt_sha256: analyst.promptSha256,
            ...(analyst.isFromCache
              ? { ran_in: 'earlier run, kept in the cache' }
              : describeRun(analyst.run)),
          },
    agent_b: {
      ...describeModel(context, 'agent_b'),
      prompt_sha256: sha256Hex(await readBuilderPrompt(context.config.output.target_lang)),
    },
    ...compareAgents(context),
  });
  return { cleared: verdict.spec, handed: handed.spec };
}

/** A specification on this side of the wall and on the other. */
export interface Crossed {
  readonly cleared: ClearedSpec;
  /** All that Agent B is told. */
  readonly handed: ClearedSpec;
}

export interface Analyst {
  readonly model: string;
  readonly promptSha256: string;
  readonly isFromCache: boolean;
  readonly run: AgentRun | null;
}

async function handOverUnlessTold(spec: ClearedSpec, isTold: boolean): Promise<HandOver> {
  return isTold ? { kind: 'ready', spec, replaced: 0 } : handOver(spec);
}

function hashTexts({ texts }: Spec): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, sha256Hex(text)]));
}

/** A specification on its way across, and what the firewall says of it. */
interface Attempt {
  readonly spec: Spec;
  readonly replaced: number;
  readonly verdict: FirewallVerdict;
}

interface Crossing {
  readonly attempt: Attempt;
  readonly references: FirewallReferences;
  readonly packageId: string;
}

function hideUnlessTold(spec: Spec, isTold: boolean): Pick<Attempt, 'spec' | 'replaced'> {
  return isTold ? { spec, replaced: 0 } : hideName(spec);
}

/** What the registry says of the original in figures, which cross as they are. */
function figuresOf(docSet: DocSet | null): string[] {
  if (docSet === null) return [];
  const { license, entryPoints } = docSet.record;
  const engines = entryPoints.engines as { node?: unknown } | undefined;
  return [license, engines?.node].filter((figure) => typeof figure === 'string');
}

/** Agent A is asked for the refused statements, once, in its own words. */
async function mendOnce(context: PackageContext, crossing: Crossing): Promise<Attempt> {
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
async function redactRest(context: PackageContext, crossing: Crossing): Promise<Attempt> {
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

/** A file that holds implementation by its name; declarations are none. */
function isSourcePath(origin: string): boolean {
  return (
    /\.(?:[cm]?[jt]sx?|py|rs|go|java|rb|c|cc|cpp|h|cs|php|swift|kt|wasm|map)$/i.test(origin) &&
    !/\.d\.[cm]?ts$/i.test(origin)
  );
}

function renderFindings(findings: readonly Finding[]): readonly Finding[] {
  return findings.slice(0, 100);
}

function refusal(packageId: string, findings: readonly Finding[]): PipelineError {
  const [first] = findings;
  const place = first === undefined ? '' : `: ${first.document} line ${first.line} ${first.reason}`;
  const more = findings.length > 1 ? ` (and ${findings.length - 1} more)` : '';
  return new PipelineError(
    'refused-by-firewall',
    `The firewall refused the specification of ${packageId}${place}${more}`,
    {
      hint: 'Read the audit log for all findings; mend the documents by hand and run phalus build, or leave the package out',
    },
  );
}
