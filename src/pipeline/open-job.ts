import { join, resolve } from 'node:path';
import { createMeter, openJournal } from '../agents/index.ts';
import { openAuditLog } from '../audit/index.ts';
import type { Config } from '../config/index.ts';
import { digestOf } from '../core/index.ts';
import { auditPath, stateFolder } from '../output/index.ts';
import type { JobContext, PackageContext } from './job-context.ts';
import { openJobStore } from './job-store.ts';
import { readLicenseTerms } from './license-terms.ts';
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
}

/**
 * Opens everything that a job writes to, runs the work, and closes it again however the work ends. Throws PipelineError
 * `isolation-unavailable` before anything is written.
 */
export async function withJob<T>(
  options: RunOptions & {
    readonly key: string;
    readonly resume: boolean;
    /** Instead of the configured one. */
    readonly outputDirectory?: string;
  },
  work: (context: JobContext) => Promise<T>,
): Promise<T> {
  const { config, services, key, resume } = options;
  requireIsolation(config);
  const outputDirectory = resolve(options.outputDirectory ?? config.output.directory);
  const license = await readLicenseTerms(config, services.now());
  const store = await openJobStore({
    outputDirectory,
    // A licence text that was edited in between makes another job: its packages would not agree.
    key: digestOf([key, license.choice]),
    resume,
    newId: services.newId,
    now: services.now,
  });
  const audit = await openAuditLog({ path: auditPath(outputDirectory), now: services.now });
  try {
    const journal = await openJournal(store.journalPath);
    try {
      return await work({
        config,
        services,
        audit,
        store,
        journal,
        meter: createMeter({
          tokenLimit: config.limits.tokens,
          moneyLimit: config.limits.money,
          prices: config.llm.prices,
          spentBefore: journal.spentBefore,
        }),
        cache: createSpecCache(join(stateFolder(outputDirectory), 'specifications')),
        license,
        outputDirectory,
        signal: options.signal,
        onEvent: options.onEvent,
      });
    } finally {
      await journal.close();
    }
  } finally {
    await audit.close();
  }
}

/** What a step of one package is handed. */
export function createPackageContext(context: JobContext, name: string): PackageContext {
  return { ...context, name, openAgent: (agent) => openObservedModel(context, { agent, name }) };
}
