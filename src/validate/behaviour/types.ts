import type { Code } from '../../probes/index.ts';
import type { ExpectedOutcome } from '../../spec/index.ts';
import type { Difference, SideAnswer } from './compare-answers.ts';

/** A call that is to be made. */
export interface Planned extends Code {
  /** False for values that few documents think of. */
  readonly isOrdinary: boolean;
}

/** A call that both sides answered. */
export interface Observed<Answer = SideAnswer> extends Planned {
  /** Null until the declared types were asked. */
  documented: boolean | null;
  readonly original: Answer;
  readonly rebuilt: Answer;
  /** Null when both answered the same. */
  readonly difference: Difference | null;
}

export interface Tally {
  readonly compared: number;
  readonly agreed: number;
}

/** One input, as small as it could be made, on which the two packages part. */
export interface Disagreement {
  readonly export: string;
  readonly setup: string;
  readonly expression: string;
  readonly difference: Difference;
  /** True when the arguments are of the declared types and of kinds that examples show. */
  readonly documented: boolean;
  readonly original: string;
  readonly rebuilt: string;
  /** The original's answer as a scenario expects it; null where no expression says it. */
  readonly expected: ExpectedOutcome | null;
  /** A statement of the specification about what the input sets, when there is one. */
  readonly statement: string | null;
}

/** What the comparison of two packages as black boxes found. */
export interface BehaviourReport {
  readonly compared: number;
  readonly agreed: number;
  readonly documented: Tally;
  readonly undocumented: Tally;
  readonly per_export: Readonly<Record<string, Tally>>;
  /** Distinct ones, the documented first; not every input that disagreed. */
  readonly disagreements: readonly Disagreement[];
  /** Inputs that say nothing: the original answered twice in two ways, did not end, or gave what cannot be read. */
  readonly excluded: { readonly unstable: number; readonly unanswered: number };
  /** Calls of the small groups that reached code of the rebuilt package that none before had reached. */
  readonly guided: number;
  readonly seed: number;
}
