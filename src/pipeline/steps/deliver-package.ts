import type { AnalysisEvidence } from '../../analyze/index.ts';
import type { Implementation } from '../../build/index.ts';
import { formatPackageId } from '../../core/index.ts';
import type { DocSet } from '../../docs/types.ts';
import { packageFolder, renderSpecFiles, renderValidationReport, writePackage } from '../../output/index.ts';
import type { PackageCost } from '../../output/types.ts';
import type { Spec } from '../../spec/index.ts';
import type { Verdict } from '../../validate/index.ts';
import type { AgentRun } from '../../wall/index.ts';
import { compareAgents } from '../agent-evidence.ts';
import type { PackageContext } from '../job-context.ts';
import type { AgentName } from '../services.ts';
import { hashFiles } from './build-package.ts';

export interface Delivered {
  readonly spec: Spec;
  readonly implementation: Implementation;
  readonly verdict: Verdict;
  readonly cost: PackageCost;
  readonly docSet: DocSet | null;
  readonly analysis: AnalysisEvidence | null;
  /** Null for an agent that ran in the process of phalus, or not at all. */
  readonly agentRuns: Readonly<Record<AgentName, AgentRun | null>>;
}

/** Writes package and evidence, whole or not at all, and gives the folder. Throws OutputError. */
export async function deliverPackage(context: PackageContext, delivered: Delivered): Promise<string> {
  const { spec, implementation, verdict, cost } = delivered;
  const subject = { name: spec.packageName, version: spec.packageVersion };
  const folder = packageFolder(context.outputDirectory, context.name);
  await writePackage({
    directory: folder,
    files: implementation.files,
    evidence: {
      ...renderSpecFiles(spec),
      'validation.json': renderJson(verdict),
      'validation.md': renderValidationReport(subject, verdict),
      'cost.json': renderJson(cost),
      'evidence.json': renderJson(renderEvidence(context, delivered)),
    },
  });
  await context.audit.append({
    type: 'package_written',
    package: formatPackageId(subject),
    verdict: verdict.verdict,
    file_hashes: hashFiles(implementation.files),
  });
  return folder;
}

function renderEvidence(
  context: PackageContext,
  { implementation, docSet, analysis, agentRuns }: Delivered,
): unknown {
  return {
    job_id: context.store.id,
    isolation_mode: context.config.isolation.mode,
    // Whole runs with each exchange by hash; null is the process of phalus itself, or no run at all.
    agents: agentRuns,
    ...compareAgents(context),
    documents:
      docSet?.documents.map(({ id, kind, origin, sha256, cuts }) => ({ id, kind, origin, sha256, cuts })) ??
      null,
    refused: docSet?.refusals ?? null,
    notes: docSet?.notes ?? null,
    analysis,
    attempts: implementation.attempts,
    mends: implementation.mends,
    stopped: implementation.stopped,
    violations: implementation.violations,
    sandbox: implementation.report?.enforced ?? null,
  };
}

function renderJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
