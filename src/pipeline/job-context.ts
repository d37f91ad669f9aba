import type { Journal, Meter, Model } from '../agents/index.ts';
import type { SpecCache } from '../analyze/index.ts';
import type { AuditLog } from '../audit/index.ts';
import type { Config } from '../config/index.ts';
import type { Sandbox } from '../sandbox/index.ts';
import type { JobStore } from './job-store.ts';
import type { LicenseTerms } from './license-terms.ts';
import type { AgentName, Services } from './services.ts';
import type { JobEvent } from './types.ts';

/** What all work on packages shares, in a job or outside one. */
export interface WorkContext {
  readonly config: Config;
  readonly services: Services;
  readonly audit: AuditLog;
  readonly license: LicenseTerms;
  readonly outputDirectory: string;
  readonly signal: AbortSignal;
  onEvent(event: JobEvent): void;
}

/** What a look at one package needs: no model is asked, and there may be no job. */
export interface CheckContext extends WorkContext {
  /** The package's name in the manifest. */
  readonly name: string;
}

/** What every step of every package of one job shares. */
export interface JobContext extends WorkContext {
  /** Where the agents run; null for isolation mode `context`. */
  readonly wall: Sandbox | null;
  /** Aborted when no further call of a model, and no further phase, may be begun. */
  readonly pause: AbortSignal | null;
  readonly store: JobStore;
  readonly journal: Journal;
  readonly meter: Meter;
  readonly cache: SpecCache;
}

/** What a step of one package of a job is handed; the calls of its models are counted for it. */
export interface PackageContext extends JobContext, CheckContext {
  openAgent(agent: AgentName): Model;
}
