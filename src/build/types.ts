import type { Model, ModelObserver } from '../agents/types.ts';
import type { TargetLanguage } from '../config/schema.ts';
import type { ClearedSpec } from '../firewall/types.ts';
import type { Sandbox } from '../sandbox/types.ts';
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
  /** Ids of scenarios that did not pass, at most 200; left out where none could be run. */
  readonly failing?: readonly string[];
}

/** A reply of the model, to be judged again when more is expected than before. */
export interface EarlierReply {
  readonly text: string;
  readonly outputTokens: number;
}

/** What Agent B made. `files` is the whole package: manifest, source, types, tests, README, licence. */
export interface Implementation {
  readonly packageName: string;
  readonly packageVersion: string;
  readonly language: TargetLanguage;
  readonly files: Readonly<Record<string, string>>;
  readonly attempts: readonly Attempt[];
  /** Every reply that was asked for, in order. */
  readonly replies: readonly EarlierReply[];
  readonly mends: readonly Mend[];
  /** Null when no sandbox was there to run them. */
  readonly report: ScenarioReport | null;
  /**
   * Beyond the examples: answers of another type than declared, and what examples show of an argument that does not
   * hold for others. Null when the code was not asked, because it fails examples or nothing could be asked.
   */
  readonly violations: readonly string[] | null;
  /** Why the loop ended. */
  readonly stopped: 'all-passed' | 'attempts-used' | 'no-scenarios' | 'no-sandbox';
}

export type BuildLanguage = Implementation['language'];

/** What goes into the package beside the code: never written by a model. */
export interface Delivery {
  readonly language: BuildLanguage;
  /** Name and version to publish under. */
  readonly packageName: string;
  readonly packageVersion: string;
  /** For package.json: an SPDX expression, or `SEE LICENSE IN LICENSE`. */
  readonly licenseExpression: string;
  readonly licenseText: string;
  /** Comment lines that open each source file, without comment marks. */
  readonly headerLines: readonly string[];
  /** Scenarios that did not compile; the tests leave them out and say so. */
  readonly uncompiled?: readonly string[];
}

export interface BuildRequest {
  readonly spec: ClearedSpec;
  readonly model: Model;
  /** Null where this machine has none; then no generated code is run at all. */
  readonly sandbox: Sandbox | null;
  readonly delivery: Delivery;
  readonly limits: {
    readonly attempts: number;
    /** Tokens of all replies together after which no further attempt is begun; null for no such limit. */
    readonly replyTokens: number | null;
    /** Candidates that pass everything to compare before one is chosen; 1 takes the first. */
    readonly candidates: number;
    readonly maxOutputTokens: number;
    /** Characters of the brief. */
    readonly briefCharacters: number;
  };
  /** Replies to an earlier state of the specification: they are judged first, and cost nothing. */
  readonly earlier?: readonly EarlierReply[];
  readonly observer?: ModelObserver;
  onAttempt?(attempt: Attempt): void;
}
