import type { ScenarioReport } from '../scenarios/types.ts';

/** A mend made by a compiler, not by the model: recorded before anything is judged. */
export interface Mend {
  readonly attempt: number;
  readonly kind: string;
  readonly detail: string;
}

export interface Attempt {
  readonly number: number;
  readonly purpose: 'implement' | 'repair';
  readonly passed: number;
  readonly total: number;
  /** The first failure, or why nothing ran. */
  readonly problem: string | null;
}

/** What Agent B made. `files` is the whole package: manifest, source, types, tests, README, licence. */
export interface Implementation {
  readonly packageName: string;
  readonly packageVersion: string;
  readonly language: 'javascript' | 'typescript';
  readonly files: Readonly<Record<string, string>>;
  readonly attempts: readonly Attempt[];
  readonly mends: readonly Mend[];
  /** Null when no sandbox was there to run them. */
  readonly report: ScenarioReport | null;
  /** Why the loop ended. */
  readonly stopped: 'all-passed' | 'attempts-used' | 'no-scenarios' | 'no-sandbox';
}
