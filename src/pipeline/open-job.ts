import { join, resolve } from 'node:path';
import { createMeter, openJournal } from '../agents/index.ts';
import { openAuditLog } from '../audit/index.ts';
import type { Config } from '../config/index.ts';
import { digestOf } from '../core/index.ts';
import { auditPath, stateFolder } from '../output/index.ts';
import type { JobContext, PackageContext, WorkContext } from './job-context.ts';
import { openJobStore } from './job-store.ts';
import { type LicenseTerms, readLicenseTerms } from './license-terms.ts';
import { openObservedModel } from './observe-model.ts';
import { requireIsolation } from './require-isolation.ts';
import type { Services } from './services.ts';
import { createSpecCache } from './spec-cache.ts';
import type { JobEvent } from './types.ts';

export interface RunOptions {
  readonly config: Config;
  readonly services: Services;
  onEvent(event: JobEvent): void;
  readonly signal: AbortSignal;
  /** Aborted when nothing new may be begun: calls of models that run come to their end, and are kept. */
  readonly pause?: AbortSignal;
  /** Set by who keeps jobs itself; otherwise a job makes its own id and keeps its state in its output folder. */
  readonly job?: JobPlace;
}

/** Where a job that somebody else keeps has its state. With `resume`, this very job is taken up. */
export interface JobPlace {
  readonly id: string;
  /** Holds `jobs/<id>/` and the cache of specifications, which all jobs share. */
  readonly stateDirectory: string;
}

/**
 * Opens the audit log of an output folder, runs the work, and closes it again however the work ends. Nothing else is
 * left in the folder.
 */
export async function withAudit<T>(
  options: RunOptions & { readonly outputDirectory: string },
  work: (context: WorkContext) => Promise<T>,
): Promise<T> {
  const { config, services } = options;
  const license = await readLicenseTerms(config, services.now());
  return withLog({ ...options, license, outputDirectory: resolve(options.outputDirectory) }, work);
}

/**
 * As `withAudit`, with the state of a job beside it: its store, its journal, its budget, and where its agents run. Throws
 * PipelineError `isolation-unavailable` before anything is written.
 */
export async function withJob<T>(
  options: RunOptions & { readonly key: string; readonly resume: boolean },
  work: (context: JobContext) => Promise<T>,
): Promise<T> {
  const { config, services, resume, job } = options;
  const wall = await requireIsolation(config, services);
  const outputDirectory = resolve(config.output.directory);
  const stateDirectory = resolve(job?.stateDirectory ?? stateFolder(outputDirectory));
  const license = await readLicenseTerms(config, services.now());
  // Before the audit log: what the store says of a folder that cannot be written to helps more.
  const store = await openJobStore({
    stateDirectory,
    // A licence text that was edited in between makes another job: its packages would not agree. A job of its own place
    // is nothing that `--resume` on the command line may find.
    key: digestOf([options.key, license.choice, ...(job === undefined ? [] : [job.id])]),
    resume,
    id: job?.id ?? null,
    newId: services.newId,
    now: services.now,
  });
  return withLog({ ...options, license, outputDirectory }, async (context) => {
    const journal = await openJournal(store.journalPath);
    try {
      return await work({
        ...context,
        wall,
        pause: options.pause ?? null,
        store,
        journal,
        meter: createMeter({
          tokenLimit: config.limits.tokens,
          moneyLimit: config.limits.money,
          prices: config.llm.prices,
          spentBefore: journal.spentBefore,
        }),
        cache: createSpecCache(join(stateDirectory, 'specifications')),
      });
    } finally {
      await journal.close();
    }
  });
}

async function withLog<T>(
  options: RunOptions & { readonly license: LicenseTerms; readonly outputDirectory: string },
  work: (context: WorkContext) => Promise<T>,
): Promise<T> {
  const { config, services, license, outputDirectory, signal, onEvent } = options;
  const audit = await openAuditLog({ path: auditPath(outputDirectory), now: services.now });
  try {
    return await work({ config, services, audit, license, outputDirectory, signal, onEvent });
  } finally {
    await audit.close();
  }
}

/** What a step of one package is handed. */
export function createPackageContext(context: JobContext, name: string): PackageContext {
  return { ...context, name, openAgent: (agent) => openObservedModel(context, { agent, name }) };
}
