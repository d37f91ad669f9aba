import type { Config } from '../config/index.ts';
import type { Ecosystem } from '../core/index.ts';
import type { Dependency, UnsupportedDependency } from '../manifest/types.ts';
import type { JobEvent, JobRequest, JobResult, PackageOutcome } from '../pipeline/types.ts';
import type { Verdict } from '../validate/types.ts';

/** What the command line needs of the pipeline. */
export interface Pipeline {
  createServices(options: ServicesOptions): Promise<Services>;
  runJob(options: RunOptions & { readonly request: JobRequest }): Promise<JobResult>;
  planJob(options: PlanOptions): Promise<readonly PlanRow[]>;
  buildFromSpec(options: RunOptions & { readonly specDirectory: string }): Promise<PackageOutcome>;
  validateOutput(options: RunOptions & { readonly packageDirectory: string }): Promise<Verdict>;
}

export interface Services {
  close(): Promise<void>;
}

export interface ServicesOptions {
  readonly config: Config;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly homeDirectory: string;
  readonly workDirectory: string;
  say(text: string): void;
}

export interface RunOptions {
  readonly config: Config;
  readonly services: Services;
  onEvent(event: JobEvent): void;
  readonly signal: AbortSignal;
}

export interface PlanOptions {
  readonly dependencies: readonly Dependency[];
  readonly unsupported: readonly UnsupportedDependency[];
  readonly config: Config;
  readonly services: Services;
  readonly signal: AbortSignal;
}

export type PlanRow =
  | {
      readonly kind: 'planned';
      readonly ecosystem: Ecosystem;
      readonly name: string;
      readonly constraint: string;
      readonly version: string;
      readonly sizeBytes: number | null;
      readonly license: string;
      readonly licenseClass: string;
      readonly worthRebuilding: boolean;
      readonly reason: string;
      readonly tokenEstimate: number | null;
    }
  | {
      readonly kind: 'error';
      readonly ecosystem: Ecosystem;
      readonly name: string;
      readonly constraint: string;
      readonly code: string;
      readonly reason: string;
      readonly hint: string | null;
    };
