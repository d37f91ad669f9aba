import type { AnalysisEvidence } from '../../analyze/index.ts';
import { explainFiles, type Implementation } from '../../build/index.ts';
import { formatPackageId } from '../../core/index.ts';
import type { DocSet } from '../../docs/types.ts';
import type { ClearedSpec } from '../../firewall/index.ts';
import { packageFolder, renderSpecFiles, renderValidationReport, writePackage } from '../../output/index.ts';
import type { PackageCost } from '../../output/types.ts';
import type { Verdict } from '../../validate/index.ts';
import type { AgentRun } from '../../wall/index.ts';
import { compareAgents } from '../agent-evidence.ts';
import type { PackageContext } from '../job-context.ts';
import type { AgentName } from '../services.ts';
import { briefCharacters, hashFiles } from './build-package.ts';

export interface Delivered {
  readonly spec: ClearedSpec;
  /** As Agent B was shown it. */
  readonly handed: ClearedSpec;
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
      'evidence.json': renderJson({
        ...renderEvidence(context, delivered),
        files: await describeFiles(delivered),
      }),
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
): Record<string, unknown> {
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

/** What each file was made from, for who asks why it is as it is. */
async function describeFiles({ spec, handed, implementation }: Delivered): Promise<unknown> {
  const { files, language, packageName, packageVersion } = implementation;
  const named = { language, packageName, packageVersion };
  const origins = await explainFiles({
    ...{ paths: Object.keys(files), spec, handed, briefCharacters },
    delivery: { ...named, licenseExpression: '', licenseText: '', headerLines: [] },
  });
  return origins.map(({ path, madeBy, parts }) => ({
    path,
    made_by: madeBy,
    parts: parts?.map(({ isCut, ...part }) => ({ ...part, is_cut: isCut })) ?? null,
    reason: parts === null ? 'no template makes a file of this name' : null,
  }));
}

function renderJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
