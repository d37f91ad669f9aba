import type { ModelUsage } from '../agents/types.ts';
import type { Attempt } from '../build/types.ts';
import type { Ecosystem } from '../core/index.ts';
import type { Dependency, UnsupportedDependency } from '../manifest/types.ts';
import type { PackageCost } from '../output/types.ts';
import type { Verdict } from '../validate/types.ts';

export const phases = ['resolve', 'docs', 'analyze', 'firewall', 'build', 'validate'] as const;
export type Phase = (typeof phases)[number];

/** What happens in a job, for terminal, event stream and event file alike. `name` is the package's name. */
export type JobEvent =
  | { readonly kind: 'package-started'; readonly name: string }
  | { readonly kind: 'phase-started'; readonly name: string; readonly phase: Phase }
  | { readonly kind: 'phase-done'; readonly name: string; readonly phase: Phase; readonly durationMs: number }
  /** A line for a person: an attempt's result, a cache hit, a note about documentation. */
  | { readonly kind: 'note'; readonly name: string; readonly text: string }
  /** Agent B tried: how many scenarios passed, and which did not. */
  | {
      readonly kind: 'attempt-done';
      readonly name: string;
      readonly attempt: Attempt;
    }
  /** Tokens of a reply that is being written, at most a few a second. */
  | {
      readonly kind: 'model-progress';
      readonly name: string;
      readonly purpose: string;
      readonly outputTokens: number;
      readonly tokensPerSecond: number;
    }
  /** What a model writes, as it writes it. */
  | {
      readonly kind: 'model-text';
      readonly name: string;
      readonly purpose: string;
      readonly delta: string;
    }
  | {
      readonly kind: 'model-done';
      readonly name: string;
      readonly purpose: string;
      readonly usage: ModelUsage;
      readonly replayed: boolean;
      /** 0 for what the journal answered and for a model on this machine; null when the price is unknown. */
      readonly money?: number | null;
    }
  | {
      readonly kind: 'package-done';
      readonly name: string;
      readonly success: boolean;
      readonly outcome: PackageOutcome;
    }
  | { readonly kind: 'job-done'; readonly total: number; readonly failed: number };

/** How a package ended. */
export type PackageOutcome =
  | {
      readonly kind: 'finished';
      readonly ecosystem: Ecosystem;
      readonly name: string;
      readonly version: string;
      readonly verdict: Verdict;
      readonly folder: string;
      readonly cost: PackageCost;
    }
  /** --dry-run: the specification is on disk and nothing was built. */
  | {
      readonly kind: 'specified';
      readonly ecosystem: Ecosystem;
      readonly name: string;
      readonly version: string;
      readonly folder: string;
      readonly cost: PackageCost;
    }
  /** The package could not be done; the others go on. */
  | {
      readonly kind: 'stopped';
      readonly ecosystem: Ecosystem;
      readonly name: string;
      readonly version: string | null;
      readonly phase: Phase;
      readonly code: string;
      readonly reason: string;
      readonly hint: string | null;
      readonly cost: PackageCost;
    }
  /** Never looked up: `git+`, `file:` and the like. */
  | {
      readonly kind: 'unsupported';
      readonly ecosystem: Ecosystem;
      readonly name: string;
      readonly reason: string;
    };

export interface JobRequest {
  readonly packages: readonly Dependency[];
  readonly unsupported: readonly UnsupportedDependency[];
  /** Specification only. */
  readonly dryRun: boolean;
  /** Take up what an earlier run of the same job left in the output folder. */
  readonly resume: boolean;
}

export interface JobResult {
  readonly jobId: string;
  readonly outcomes: readonly PackageOutcome[];
  /** Set when the job ended before its packages did. */
  readonly interrupted: 'user' | 'budget' | 'pause' | null;
  /** In words, of a budget that is used up. */
  readonly why?: string;
}

/** REVIEW asks for a person and is no success; a specification that was asked for alone is one. */
export function isSuccess(outcome: PackageOutcome): boolean {
  if (outcome.kind === 'finished') return outcome.verdict.verdict === 'PASS';
  return outcome.kind === 'specified';
}
