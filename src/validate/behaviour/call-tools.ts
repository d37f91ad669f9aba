import type { Code } from '../../probes/index.ts';
import type { ExpectedOutcome, ScenarioBinding } from '../../spec/index.ts';
import type { Difference } from './compare-answers.ts';

/** Answers of both sides by the index of the call; one that is missing was not given. */
export interface BothAnswers<Answer> {
  readonly original: ReadonlyMap<number, Answer>;
  readonly rebuilt: ReadonlyMap<number, Answer>;
}

/** Two answers as a person reads them, so that they can be told apart. */
export interface ShownAnswers {
  readonly original: string;
  readonly rebuilt: string;
  /** The original's answer as a scenario expects it; null where no expression says it. */
  readonly expected: ExpectedOutcome | null;
}

/**
 * What choosing, shrinking and showing disagreements needs to know of a language. Lists are answered in their own
 * order and length, because a tool chain is asked once for many calls.
 */
export interface CallTools<Answer> {
  readonly bindings: readonly ScenarioBinding[];
  /** Rounds in which disagreements are made small, where each has its price; the usual number by default. */
  readonly shrinkRounds?: number;
  /** Calls both packages. */
  runBoth(calls: readonly Code[]): Promise<BothAnswers<Answer>>;
  /** Null when users cannot tell the two apart. */
  compareAnswers(original: Answer, rebuilt: Answer): Difference | null;
  /** False for an answer that cannot be read or never came: nothing to compare with. */
  isComparable(answer: Answer): boolean;
  /** An error that nobody planned: of the engine, or of the language itself. */
  isAccident(answer: Answer): boolean;
  /** The kind of an answer in a few words, as `threw ValueError` or `returned string`. */
  kindOfAnswer(answer: Answer): string;
  /** Calls both again and tells what they answered. */
  show(calls: readonly Code[]): Promise<readonly ShownAnswers[]>;
  /** Smaller forms of each call, the boldest first. */
  listSmaller(calls: readonly Code[]): Promise<readonly (readonly Code[])[]>;
  /** What a call is given, by kind; equal for two calls that mostly part for one reason. */
  readShapes(calls: readonly Code[]): Promise<readonly string[]>;
  /** Whether the arguments have the declared types; true where nothing is declared. */
  checkTypes(calls: readonly Code[]): Promise<readonly boolean[]>;
  /** Whether a call holds a value that few documents think of. */
  isOdd(call: Code): boolean;
  /** Names of the options that a call sets. */
  listOptions(call: Code): readonly string[];
}
