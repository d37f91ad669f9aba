import { formatPackageId } from '../core/index.ts';
import { packageFolder, readSpecFolder, requireOwnFolder } from '../output/index.ts';
import type { PackageRecord } from '../registry/types.ts';
import type { Spec } from '../spec/index.ts';
import type { CheckContext, PackageContext } from './job-context.ts';
import { renderJobKey } from './job-store.ts';
import { createPackageContext, type RunOptions, withJob } from './open-job.ts';
import { measureCost } from './package-cost.ts';
import { createPhaseTracker } from './phase-tracker.ts';
import { requireIsolation } from './require-isolation.ts';
import { endsTheJob } from './run-package.ts';
import { buildPackage } from './steps/build-package.ts';
import { crossFirewall } from './steps/cross-firewall.ts';
import { deliverPackage } from './steps/deliver-package.ts';
import { validateFiles } from './steps/validate-files.ts';
import type { PackageOutcome } from './types.ts';

/**
 * Agent B from a specification on disk. The ten files are the truth; documents that a person edited are named in the
 * audit. Throws OutputError and SpecError for what is on disk, and what the steps throw.
 */
export async function buildFromSpec(
  options: RunOptions & { readonly specDirectory: string },
): Promise<PackageOutcome> {
  const { config, services } = options;
  await requireIsolation(config, services);
  const { spec, edited } = await readSpecFolder(options.specDirectory);
  services.openModel('agent_b');
  const request = { packages: [], unsupported: [], dryRun: false, resume: true };
  const { provider, model } = config.llm.agent_b;
  const key = renderJobKey(request, { build: spec.texts, agent: [provider, model] });
  // One that was stopped half way is taken up without being asked: its replies are paid for.
  return withJob({ ...options, key, resume: true }, async (job) => {
    const context = createPackageContext(job, spec.packageName);
    if (edited.length > 0) {
      await context.audit.append({
        type: 'spec_edited_by_person',
        package: formatPackageId({ name: spec.packageName, version: spec.packageVersion }),
        documents: edited,
      });
    }
    context.onEvent({ kind: 'package-started', name: spec.packageName });
    const outcome = await buildOne(context, spec).catch(async (error: unknown) => {
      await job.store.finish(endsTheJob(error) ? 'interrupted' : 'done');
      throw error;
    });
    await job.store.finish('done');
    const success = outcome.kind === 'finished' && outcome.verdict.verdict === 'PASS';
    context.onEvent({ kind: 'package-done', name: spec.packageName, success, outcome });
    return outcome;
  });
}

async function buildOne(context: PackageContext, spec: Spec): Promise<PackageOutcome> {
  const startedAt = performance.now();
  const phase = createPhaseTracker(context);
  await requireOwnFolder(packageFolder(context.outputDirectory, context.name));
  const record = await findOriginal(context, spec);
  const links = [record?.repository, record?.homepage].filter((link) => typeof link === 'string');
  const crossed = await phase.run('firewall', () =>
    crossFirewall(context, { spec, docSet: null, links, analyst: null }),
  );
  await context.services.ensureModel('agent_b', context.signal);
  const { cleared } = crossed;
  const { implementation, run } = await phase.run('build', () => buildPackage(context, crossed));
  const { files, violations } = implementation;
  const verdict = await phase.run('validate', () =>
    validateFiles(context, { files, spec: cleared, record, violations }),
  );
  const cost = measureCost(context, startedAt);
  const folder = await deliverPackage(context, {
    spec: cleared,
    handed: crossed.handed,
    implementation,
    verdict,
    cost,
    docSet: null,
    analysis: null,
    agentRuns: { agent_a: null, agent_b: run },
  });
  const { ecosystem } = spec.metadata;
  return {
    kind: 'finished',
    ecosystem,
    name: spec.packageName,
    version: spec.packageVersion,
    verdict,
    folder,
    cost,
  };
}

/** The original, for its links and for similarity; null when its registry cannot be asked, and then that is skipped. */
export async function findOriginal(context: CheckContext, spec: Spec): Promise<PackageRecord | null> {
  try {
    const { ecosystem } = spec.metadata;
    const registry = await context.services.findRegistry(ecosystem);
    const request = { ecosystem, name: spec.packageName, range: spec.packageVersion };
    return await registry.resolve(request, context.signal);
  } catch (error) {
    context.signal.throwIfAborted();
    const text = `the original cannot be looked up, so similarity is not measured: ${String(error)}`;
    context.onEvent({ kind: 'note', name: spec.packageName, text });
    return null;
  }
}
