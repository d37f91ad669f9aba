import { stat } from 'node:fs/promises';
import PQueue from 'p-queue';
import { isAbort } from '../core/index.ts';
import type { Dependency } from '../manifest/types.ts';
import { PipelineError } from './errors.ts';
import type { JobContext } from './job-context.ts';
import { JobFailure } from './job-failure.ts';
import { renderJobKey } from './job-store.ts';
import { readLicenseTerms } from './license-terms.ts';
import { createPackageContext, type RunOptions, withJob } from './open-job.ts';
import { isBudget, isPause } from './pause.ts';
import { requireIsolation } from './require-isolation.ts';
import { runPackage } from './run-package.ts';
import { selectVersions } from './select-versions.ts';
import { isSuccess, type JobRequest, type JobResult, type PackageOutcome } from './types.ts';

/**
 * Throws what can be known to keep a job from running before anything is looked up: PipelineError, LicenseError, and
 * ModelError for the models' settings.
 */
export async function verifyJob({
  config,
  services,
  request,
}: Pick<RunOptions, 'config' | 'services'> & { readonly request: JobRequest }): Promise<void> {
  await requireIsolation(config, services);
  requireSize(request, config.limits.packages_per_job);
  services.openModel('agent_a');
  if (!request.dryRun) services.openModel('agent_b');
  await readLicenseTerms(config, services.now());
}

/**
 * Runs every package of a job. A package that cannot be done is an outcome, not a failure. Throws PipelineError,
 * LicenseError, AuditError (evidence that cannot be written stops the run), ModelError `journal`, and what keeps a local
 * model from being had.
 */
export async function runJob(options: RunOptions & { readonly request: JobRequest }): Promise<JobResult> {
  const { config, request } = options;
  await verifyJob(options);
  const { llm, output, isolation, docs, validation, limits } = config;
  const settings = {
    agents: [llm.agent_a, llm.agent_b].map(({ provider, model, max_tokens }) => [
      provider,
      model,
      max_tokens,
    ]),
    output: [output.target_lang, output.copyright_holder],
    isolation,
    docs,
    validation,
    attempts: limits.attempts,
  };
  const key = renderJobKey(request, settings);
  return withJob({ ...options, key, resume: request.resume }, (context) => runPackages(context, request));
}

async function runPackages(context: JobContext, request: JobRequest): Promise<JobResult> {
  const { audit, store, config } = context;
  await audit.append({
    type: store.isResumed ? 'run_resumed' : 'run_started',
    job_id: store.id,
    packages: request.packages.map(({ registryName, range }) => `${registryName}@${range}`),
    isolation_mode: config.isolation.mode,
    unsupported: request.unsupported.map(({ name, constraint }) => `${name}@${constraint}`),
    dry_run: request.dryRun,
  });
  const stop = new AbortController();
  const signal = AbortSignal.any([context.signal, stop.signal]);
  const queue = new PQueue({ concurrency: config.limits.concurrency });
  const outcomes = new Map<Dependency, PackageOutcome>();
  const failures: unknown[] = [];
  let isSpent = false;
  const packages = await selectVersions(request.packages, context.services, signal);
  for (const [index, dependency] of request.packages.entries()) {
    const wanted = packages[index] ?? dependency;
    void queue.add(async () => {
      if (signal.aborted || isSpent || context.pause?.aborted === true) return;
      try {
        const outcome = await runOne({ ...context, signal }, wanted, request);
        outcomes.set(dependency, outcome);
      } catch (error) {
        failures.push(error instanceof JobFailure ? error.cause : error);
        // Replies that others wait for are being paid for: they may still come in. Nothing new is begun.
        if (isBudget(error) || isPause(error)) isSpent = true;
        else stop.abort();
      }
    });
  }
  await queue.onIdle();
  return finishJob(context, request, { outcomes, failures });
}

async function runOne(
  context: JobContext,
  dependency: Dependency,
  request: JobRequest,
): Promise<PackageOutcome> {
  const { name } = dependency;
  const earlier = await context.store.readOutcome(name);
  context.onEvent({ kind: 'package-started', name });
  if (request.resume && !context.store.isResumed) {
    const text = 'begun anew: this output folder holds no unfinished run with these packages and settings';
    context.onEvent({ kind: 'note', name, text });
  }
  const isDone =
    (earlier?.kind === 'finished' || earlier?.kind === 'specified') && (await isFolder(earlier.folder));
  if (isDone) context.onEvent({ kind: 'note', name, text: 'done by the earlier run' });
  const outcome = isDone
    ? earlier
    : await runPackage(createPackageContext(context, name), { dependency, dryRun: request.dryRun });
  await context.store.writeOutcome(outcome);
  context.onEvent({ kind: 'package-done', name, success: isSuccess(outcome), outcome });
  return outcome;
}

/** What the earlier run wrote may have been deleted since; then it is made again, and the journal pays. */
async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isDirectory() === true;
}

async function finishJob(
  context: JobContext,
  request: JobRequest,
  ended: {
    readonly outcomes: ReadonlyMap<Dependency, PackageOutcome>;
    readonly failures: readonly unknown[];
  },
): Promise<JobResult> {
  const { audit, store } = context;
  const fatal = ended.failures.find((error) => !isAbort(error) && !isBudget(error) && !isPause(error));
  const interrupted = whyInterrupted(context, request, ended);
  if (fatal !== undefined) {
    // On a full disk this fails as well; what it would say is not what went wrong.
    await store.finish('interrupted').catch(() => {});
    throw fatal;
  }
  const outcomes: PackageOutcome[] = [
    ...request.packages.flatMap((dependency) => ended.outcomes.get(dependency) ?? []),
    ...request.unsupported.map(({ ecosystem, name, reason }) => ({
      kind: 'unsupported' as const,
      ecosystem,
      name,
      reason,
    })),
  ];
  const failed = outcomes.filter((outcome) => outcome.kind !== 'unsupported' && !isSuccess(outcome)).length;
  await audit.append({
    type: interrupted === null ? 'run_completed' : 'run_interrupted',
    job_id: store.id,
    finished: ended.outcomes.size,
    failed,
    ...(interrupted === null ? {} : { by: interrupted }),
  });
  await store.finish(interrupted === null ? 'done' : 'interrupted');
  if (interrupted === null) context.onEvent({ kind: 'job-done', total: ended.outcomes.size, failed });
  const why = ended.failures.find(isBudget)?.message;
  return { jobId: store.id, outcomes, interrupted, ...(why !== undefined && { why }) };
}

function whyInterrupted(
  { signal, pause }: JobContext,
  { packages }: JobRequest,
  ended: {
    readonly outcomes: ReadonlyMap<Dependency, PackageOutcome>;
    readonly failures: readonly unknown[];
  },
): JobResult['interrupted'] {
  if (ended.failures.some(isBudget)) return 'budget';
  // Stopped after the last package had ended: there is nothing left to go on with.
  if (ended.outcomes.size === packages.length) return null;
  if (signal.aborted) return 'user';
  return pause?.aborted === true ? 'pause' : null;
}

function requireSize(request: JobRequest, limit: number): void {
  if (request.packages.length <= limit) return;
  throw new PipelineError(
    'too-many-packages',
    `Cannot run ${request.packages.length} packages in one job: limits.packages_per_job is ${limit}`,
    { hint: 'Choose some with --only or --exclude, or raise limits.packages_per_job' },
  );
}
