import type { Journal, Meter, Model } from '../agents/index.ts';
import type { SpecCache } from '../analyze/index.ts';
import type { AuditLog } from '../audit/index.ts';
import type { Config } from '../config/index.ts';
import type { JobStore } from './job-store.ts';
import type { LicenseTerms } from './license-terms.ts';
import type { Services } from './services.ts';
import type { JobEvent } from './types.ts';

/** What every step of every package of one job shares. */
export interface JobContext {
  readonly config: Config;
  readonly services: Services;
  readonly audit: AuditLog;
  readonly store: JobStore;
  readonly journal: Journal;
  readonly meter: Meter;
  readonly cache: SpecCache;
  readonly license: LicenseTerms;
  readonly outputDirectory: string;
  readonly signal: AbortSignal;
  onEvent(event: JobEvent): void;
}

/** What one package adds: its name in the manifest, and models whose calls are counted for it. */
export interface PackageContext extends JobContext {
  readonly name: string;
  openAgent(agent: 'agent_a' | 'agent_b'): Model;
}
