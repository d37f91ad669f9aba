import type { LicenseChoice, LicenseParties } from '../license/index.ts';
import type { Sandbox, SandboxProbe } from '../sandbox/types.ts';
import type { GuestFiles, PackageFiles, ScenarioReport } from '../scenarios/types.ts';
import type { Spec } from '../spec/index.ts';
import type { PackageLanguage } from './language/types.ts';
import type { Observation } from './observation/types.ts';
import type { CheckName, CheckResult } from './types.ts';

/** Files of the original that hold code, by path. Read by this room only, and no text of them leaves it. */
export type ReadOriginalSource = (signal?: AbortSignal) => Promise<Readonly<Record<string, string>>>;

/** The original as it is installed: its files by path, what it depends on below `node_modules/`. To be run, never read. */
export type ReadOriginalPackage = (signal?: AbortSignal) => Promise<GuestFiles>;

/** Something to read the similarity by: another version of the original, or another implementation of its API. */
export type SimilarityControl = {
  readonly kind: 'other-version' | 'independent';
  readonly name: string;
} & (
  | { readonly version: string; readonly files: Readonly<Record<string, string>> }
  | { readonly skipped: string }
);

/** Called by the similarity check alone; what cannot be had comes with the reason. */
export type ReadSimilarityControls = (signal?: AbortSignal) => Promise<readonly SimilarityControl[]>;

/** What the registry says of a package that the result depends on. Throws when it cannot be had. */
export type ReadDependency = (
  dependency: { readonly name: string; readonly range: string },
  signal?: AbortSignal,
) => Promise<{ readonly version: string; readonly license: string }>;

export interface ValidationRequest {
  /** The whole package as it will be delivered. */
  readonly files: PackageFiles;
  readonly spec: Spec;
  readonly sandbox: SandboxProbe;
  readonly license: { readonly choice: LicenseChoice; readonly parties: LicenseParties };
  /** Null when the user switched the comparison off. */
  readonly readOriginalSource: ReadOriginalSource | null;
  /** Left out where nobody hands controls in; the similarity then stands alone. */
  readonly readSimilarityControls?: ReadSimilarityControls;
  /** Null when the user switched the comparison of behaviour off, or the original cannot be had. */
  readonly readOriginalPackage: ReadOriginalPackage | null;
  /** No further inputs are tried after so long. */
  readonly behaviourTimeMs: number;
  /** Where the original is at home, as its registry says; none may stand in the result. */
  readonly originalLinks?: readonly string[];
  /** Asked only of packages that the result depends on; left out where no registry may be asked. */
  readonly readDependency?: ReadDependency;
  /** What the build found beyond the examples; null or left out where it did not look, or the files may be others since. */
  readonly violations?: readonly string[] | null;
  /** From 0 to 1: an overall score above it fails. */
  readonly similarityThreshold: number;
  readonly testTimeoutMs: number;
  readonly signal?: AbortSignal;
}

export interface CheckContext extends ValidationRequest {
  /** Of the package, by its specification. */
  readonly language: PackageLanguage;
  /** Runs the scenarios once for all checks that ask. */
  runScenarios(sandbox: Sandbox): Promise<ScenarioReport>;
  /** Loads and calls a package under observation, once for all checks that ask. */
  observe(sandbox: Sandbox): Promise<Observation>;
  /** Checks that ran before, by name. */
  readonly earlier: ReadonlyMap<CheckName, CheckResult>;
}

/** What a check says. */
export type Finding = Pick<CheckResult, 'status' | 'reason' | 'detail'>;

export interface Check {
  readonly name: CheckName;
  run(context: CheckContext): Promise<Finding>;
}

export function skipWithoutSandbox(probe: Extract<SandboxProbe, { kind: 'unavailable' }>): Finding {
  return {
    status: 'skipped',
    reason: `not run, because generated code runs in a sandbox only and there is none: ${probe.reason}; ${probe.remedy}`,
    detail: { sandbox: 'unavailable' },
  };
}

/** `1 file`, `2 files`. */
export function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}
