import type { Machine } from '../harness/machine.ts';

/** One package of the set, as its list gives it. */
export interface RebuildSubject {
  readonly name: string;
  readonly version: string;
  readonly tier: number;
  /** Path of the vectors. Only the scorer is given it. */
  readonly vectorsPath: string;
}

/** Vectors that the rebuilt package answers as the original did, of how many. */
export interface Score {
  readonly right: number;
  readonly total: number;
}

/** How the vectors were kept from phalus while it ran. */
export type Hiding = 'mount-namespace' | 'not-hidden';

/** One package, rebuilt once. One line of the file of results. */
export interface RebuildRow {
  readonly schema: 'phalus/rebuild/1';
  readonly date: string;
  readonly machine: Machine;
  readonly model: string;
  readonly package: string;
  readonly tier: number;
  /** `STOPPED` when no package was delivered. */
  readonly verdict: 'PASS' | 'REVIEW' | 'FAIL' | 'STOPPED';
  /** Reasons of the verdict, or why it stopped. */
  readonly reasons: readonly string[];
  readonly checks: Readonly<Record<string, string>>;
  readonly documented: Score;
  /** With the vectors that the documentation does not settle. */
  readonly all: Score;
  /** The first vectors that were missed, for a person who looks for the cause. */
  readonly missed: readonly string[];
  readonly inputTokens: number;
  readonly cachedInputTokens: number;
  readonly outputTokens: number;
  readonly calls: number;
  /** Of Agent B; null where nothing was delivered, and so nothing recorded beside it. */
  readonly attempts: number | null;
  readonly seconds: number;
  readonly vectors: Hiding;
}
