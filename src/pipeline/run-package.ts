import { AuditError } from '../audit/index.ts';
import { formatPackageId, isAbort, PhalusError, renderError } from '../core/index.ts';
import type { Dependency } from '../manifest/types.ts';
import { packageFolder, readVerdict, requireOwnFolder, writeSpecFolder } from '../output/index.ts';
import type { PackageRecord } from '../registry/types.ts';
import type { Spec } from '../spec/index.ts';
import type { PackageContext } from './job-context.ts';
import { JobFailure, requireModel } from './job-failure.ts';
import { measureCost } from './package-cost.ts';
import { isBudget, isPause } from './pause.ts';
import { createPhaseTracker } from './phase-tracker.ts';
import { type AnalyzedDocs, analyzeDocs } from './steps/analyze-docs.ts';
import { buildPackage } from './steps/build-package.ts';
import { collectDocs } from './steps/collect-docs.ts';
import { type Analyst, crossFirewall } from './steps/cross-firewall.ts';
import { deliverPackage } from './steps/deliver-package.ts';
import { doubtScenarios } from './steps/doubt-scenarios.ts';
import { resolvePackage } from './steps/resolve-package.ts';
import { type JudgedPackage, validateUntilAlike } from './steps/validate-until-alike.ts';
import type { PackageOutcome, Phase } from './types.ts';

/** One package from its name to its folder: the order of the rooms, and nothing else. Never fails for a package's sake. */
export async function runPackage(
  context: PackageContext,
  request: { readonly dependency: Dependency; readonly dryRun: boolean },
): Promise<PackageOutcome> {
  const { dependency, dryRun } = request;
  const startedAt = performance.now();
  const phase = createPhaseTracker(context);
  let record: PackageRecord | null = null;
  try {
    // A folder that may not be written to is no reason to pay first.
    await requireOwnFolder(packageFolder(context.outputDirectory, context.name));
    const resolved = await phase.run('resolve', () => resolvePackage(context, dependency));
    record = resolved;
    const docSet = await phase.run('docs', () => collectDocs(context, resolved));
    await requireModel(context, 'agent_a');
    const analyzed = await phase.run('analyze', () => analyzeDocs(context, docSet));
    const { analysis } = analyzed;
    const specified = await doubtScenarios(context, analysis.spec, resolved);
    await keepSpecification(context, specified);
    const links = [resolved.repository, resolved.homepage].filter((link) => link !== null);
    const cross = (spec: Spec) =>
      crossFirewall(context, { spec, docSet, links, analyst: describeAnalyst(analyzed) });
    const crossed = await phase.run('firewall', () => cross(specified));
    const { ecosystem, version } = resolved;
    const { name } = context;
    if (dryRun) {
      const folder = packageFolder(context.outputDirectory, name);
      return { kind: 'specified', ecosystem, name, version, folder, cost: measureCost(context, startedAt) };
    }
    await requireModel(context, 'agent_b');
    const built = await phase.run('build', () => buildPackage(context, crossed));
    const keep = (judged: JudgedPackage) =>
      deliverPackage(context, {
        spec: judged.crossed.cleared,
        handed: judged.crossed.handed,
        implementation: judged.implementation,
        verdict: judged.verdict,
        cost: measureCost(context, startedAt),
        docSet,
        analysis: analysis.evidence,
        agentRuns: { agent_a: analyzed.run, agent_b: judged.run },
      });
    const { verdict, folder } = await phase.run('validate', () =>
      validateUntilAlike(context, { crossed, built, record: resolved, cross, keep }),
    );
    const cost = measureCost(context, startedAt);
    return { kind: 'finished', ecosystem, name, version, verdict, folder, cost };
  } catch (error) {
    if (endsTheJob(error)) throw error;
    return stopPackage(context, { dependency, record, phase: phase.current, error, startedAt });
  }
}

function describeAnalyst({ analysis: { evidence, cacheHit }, run }: AnalyzedDocs): Analyst {
  return { model: evidence.model, promptSha256: evidence.promptSha256, isFromCache: cacheHit, run };
}

/** Evidence that cannot be written, a model that cannot be had, a budget and the user end the whole job; anything else is this package's own. */
export function endsTheJob(error: unknown): boolean {
  if (isAbort(error) || error instanceof AuditError || error instanceof JobFailure) return true;
  if (isPause(error) || isBudget(error)) return true;
  return error instanceof PhalusError && error.code === 'journal';
}

/** The specification is kept as soon as it is there, unless the folder holds a finished package of an earlier run. */
async function keepSpecification(context: PackageContext, spec: Spec): Promise<void> {
  const folder = packageFolder(context.outputDirectory, context.name);
  const finished = await readVerdict(folder).catch(() => null);
  if (finished === null) await writeSpecFolder(folder, spec);
}

async function stopPackage(
  context: PackageContext,
  stop: {
    readonly dependency: Dependency;
    readonly record: PackageRecord | null;
    readonly phase: Phase;
    readonly error: unknown;
    readonly startedAt: number;
  },
): Promise<PackageOutcome> {
  const { dependency, record, phase, error, startedAt } = stop;
  const code = error instanceof PhalusError ? error.code : 'unexpected';
  const reason = renderError(error);
  await context.audit.append({
    type: 'package_stopped',
    package: record === null ? dependency.registryName : formatPackageId(record),
    phase,
    code,
    reason,
  });
  return {
    kind: 'stopped',
    ecosystem: dependency.ecosystem,
    name: context.name,
    version: record?.version ?? null,
    phase,
    code,
    reason,
    hint: error instanceof PhalusError ? (error.hint ?? null) : null,
    cost: measureCost(context, startedAt),
  };
}
