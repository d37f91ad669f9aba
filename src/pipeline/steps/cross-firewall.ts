import { formatPackageId, sha256Hex } from '../../core/index.ts';
import type { DocSet } from '../../docs/types.ts';
import { type ClearedSpec, clearSpec, type Finding, hideName, redactSpec } from '../../firewall/index.ts';
import type { Spec } from '../../spec/index.ts';
import { PipelineError } from '../errors.ts';
import type { PackageContext } from '../job-context.ts';

/**
 * Only a cleared specification goes on. Statements that may not cross are taken out once and the rest is looked at anew;
 * what is still refused stops the package. The original's name is taken out of the prose unless it may be told. Throws PipelineError `refused-by-firewall`.
 */
export async function crossFirewall(
  context: PackageContext,
  request: {
    readonly spec: Spec;
    readonly docSet: DocSet | null;
    readonly links: readonly string[];
    /** The model that wrote it; null for a specification that was found on disk. */
    readonly analyst: string | null;
  },
): Promise<ClearedSpec> {
  const { docSet, links } = request;
  const { isolation } = context.config;
  const hidden = isolation.tell_name ? null : hideName(request.spec);
  const spec = hidden?.spec ?? request.spec;
  const references = { documentation: docSet?.documents ?? null, links };
  const packageId = formatPackageId({ name: spec.packageName, version: spec.packageVersion });
  const first = await clearSpec(spec, references);
  const redacted = first.kind === 'refused' ? redactSpec(spec, first.findings) : null;
  if (first.kind === 'refused' && redacted !== null) {
    await context.audit.append({
      type: 'firewall_redacted',
      package: packageId,
      findings: renderFindings(first.findings),
    });
  }
  const verdict = redacted === null ? first : await clearSpec(redacted, references);
  if (verdict.kind === 'refused') {
    await context.audit.append({
      type: 'firewall_refused',
      package: packageId,
      findings: renderFindings(verdict.findings),
    });
    throw refusal(packageId, verdict.findings);
  }
  await context.audit.append({
    type: 'firewall_crossing',
    package: packageId,
    documents_transferred: Object.keys(verdict.spec.texts),
    sha256_checksums: Object.fromEntries(
      Object.entries(verdict.spec.texts).map(([name, text]) => [name, sha256Hex(text)]),
    ),
    isolation_mode: isolation.mode,
    // Null when it may be told.
    names_replaced: hidden?.replaced ?? null,
    source_code_accessed:
      docSet === null ? null : docSet.documents.some(({ origin }) => isSourcePath(origin)),
    measures: verdict.measures,
    agent_a_model: request.analyst,
  });
  return verdict.spec;
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
