import { readBuilderPrompt } from '../../build/index.ts';
import { formatPackageId, sha256Hex } from '../../core/index.ts';
import type { DocSet } from '../../docs/types.ts';
import { type ClearedSpec, clearSpec, type Finding, type HandOver, handOver } from '../../firewall/index.ts';
import type { Spec } from '../../spec/index.ts';
import type { AgentRun } from '../../wall/index.ts';
import { compareAgents, describeModel, describeRun } from '../agent-evidence.ts';
import { PipelineError } from '../errors.ts';
import type { PackageContext } from '../job-context.ts';
import { chooseTargetLanguage } from '../target-language.ts';
import { type Attempt, hideUnlessTold, mendOnce, redactRest, renderFindings } from './mend-crossing.ts';
import { translateCleared } from './translate-spec.ts';

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
  const translated = await translateCleared(context, verdict.spec);
  if (translated?.verdict.kind === 'refused') throw refusal(packageId, translated.verdict.findings);
  const cleared = translated?.verdict.spec ?? verdict.spec;
  const handed = await handOverUnlessTold(cleared, isolation.tell_name);
  if (handed.kind === 'refused') throw refusal(packageId, handed.findings);
  await context.audit.append({
    type: 'firewall_crossing',
    package: packageId,
    documents_transferred: Object.keys(cleared.texts),
    sha256_checksums: hashTexts(cleared),
    // What Agent B is shown of them: the same documents without the original's name.
    handed_checksums: hashTexts(handed.spec),
    document_bytes: measureTexts(handed.spec),
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
      prompt_sha256: sha256Hex(
        await readBuilderPrompt(chooseTargetLanguage(context.config, cleared.metadata.ecosystem)),
      ),
    },
    ...compareAgents(context),
  });
  return { cleared, handed: handed.spec, mapping: translated?.mapping ?? null };
}

/** A specification on this side of the wall and on the other. */
export interface Crossed {
  readonly cleared: ClearedSpec;
  /** All that Agent B is told. */
  readonly handed: ClearedSpec;
  /** For the user, of a package in another language than the original: what its names are called there. */
  readonly mapping: string | null;
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

function measureTexts({ texts }: Spec): Record<string, number> {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, Buffer.byteLength(text)]));
}

/** What the registry says of the original in figures, which cross as they are. */
function figuresOf(docSet: DocSet | null): string[] {
  if (docSet === null) return [];
  const { license, entryPoints } = docSet.record;
  const engines = entryPoints.engines as { node?: unknown } | undefined;
  return [license, engines?.node].filter((figure) => typeof figure === 'string');
}

/** A file that holds implementation by its name; declarations are none. */
function isSourcePath(origin: string): boolean {
  return (
    /\.(?:[cm]?[jt]sx?|py|rs|go|java|rb|c|cc|cpp|h|cs|php|swift|kt|wasm|map)$/i.test(origin) &&
    !/\.d\.[cm]?ts$/i.test(origin)
  );
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
