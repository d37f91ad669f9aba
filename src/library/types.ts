import type { z } from 'zod';
import type { Config } from '../config/index.ts';
import type { Manifest, ManifestOptions } from '../manifest/index.ts';
import type { JobEvent, JobResult, PlanRow } from '../pipeline/index.ts';
import type { Verdict } from '../validate/types.ts';

export interface PhalusOptions {
  /** As in `config.toml`, section by section; what is left out has its default. No file is read. */
  readonly config?: z.input<typeof Config>;
  /** Where the npm client's configuration is read from; those of the process by default. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly homeDirectory?: string;
  readonly workDirectory?: string;
  /** Warnings for a person; silent by default. */
  say?(text: string): void;
}

export interface RunRequest {
  /** What `parseManifest` gave. */
  readonly manifest?: Manifest;
  /** Single packages beside it: `npm/left-pad@1.3.0`. */
  readonly packages?: readonly string[];
  /** Specifications only. */
  readonly dryRun?: boolean;
  /** Take up what an earlier run of the same packages left in the output folder. */
  readonly resume?: boolean;
  readonly signal?: AbortSignal;
  onEvent?(event: JobEvent): void;
}

/** What the command line and the server use. Failures are PhalusError: `code` to switch on, `hint` to show. */
export interface Phalus {
  readonly config: Config;
  /** Throws ManifestError. */
  parseManifest(text: string, options?: ManifestOptions & { readonly fileName?: string }): Manifest;
  /** Looks everything up and estimates tokens; no model is asked. */
  plan(manifest: Manifest, signal?: AbortSignal): Promise<readonly PlanRow[]>;
  /** Rebuilds packages; one that cannot be done is an outcome, not a failure. */
  run(request: RunRequest): Promise<JobResult>;
  /** Checks a package's folder again and files the verdict there. */
  validate(packageDirectory: string, signal?: AbortSignal): Promise<Verdict>;
  close(): Promise<void>;
}
