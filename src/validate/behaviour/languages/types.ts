import type { Ecosystem } from '../../../core/index.ts';
import type { Code, RandomCall } from '../../../probes/index.ts';
import type { Sandbox } from '../../../sandbox/types.ts';
import type { GuestFiles } from '../../../scenarios/types.ts';
import type { Spec } from '../../../spec/index.ts';
import type { NativeLanguage } from '../../../targets/index.ts';
import type { CallTools } from '../call-tools.ts';

/**
 * `[kind, text, children]`: children are places in the same table, and the first node is the value itself. Kinds that
 * all languages share are in docs/validation.md ("Other languages"); a guest may have more of its own. Children of a
 * `map` are keys and values in turn, without order; those of a `set` have none either.
 */
export type AnswerNode = readonly [kind: string, text: string, children: readonly number[]];

/** What one side did with a call. */
export interface NativeAnswer {
  readonly answer:
    | readonly ['returned', table: readonly AnswerNode[], text: string]
    /** Classes from the nearest to the farthest, the message, and both as a person reads them. */
    | readonly ['threw', readonly [classes: readonly string[], message: string, text: string]]
    | readonly ['ended' | 'gone', string]
    | readonly ['timed-out'];
  readonly printed: readonly string[];
  /** Of an error: whether a statement raised it, and not the language by itself; left out where that is not known. */
  readonly isPlanned?: boolean;
}

/** What one side did with the calls of a round. */
export interface NativeReport {
  /** By index of the call; one that is missing was not run. */
  readonly answers: ReadonlyMap<number, NativeAnswer>;
  /** Set when the package did not load, or does not compile; then no call ran. */
  readonly loadError: string | null;
  /** By index: pieces of the package's code that no call before had reached; empty where that is not measured. */
  readonly reached: ReadonlyMap<number, number>;
}

export interface LanguageRequest {
  readonly spec: Spec;
  /** The original as its reader lays it: `pipeline/originals/` says for each ecosystem where what stands. */
  readonly original: GuestFiles;
  /** The result as it is delivered. */
  readonly rebuilt: GuestFiles;
  readonly sandbox: Sandbox;
  readonly seed: number;
  readonly signal?: AbortSignal;
}

/** One comparison of two packages. Throws what the sandbox throws. */
export interface LanguageSession extends CallTools<NativeAnswer> {
  /** Calls of the examples as they are, contested ones left out. */
  readonly examples: readonly Code[];
  /**
   * New calls: of the declared types, and of `corpus` with something changed. Not more than `count`; fewer or none
   * where no more can be made. They may come again: who asks drops what it had.
   */
  makeCalls(request: {
    readonly corpus: readonly RandomCall[];
    readonly count: number;
    /** From 1; the first round may be a fixed set near the examples. */
    readonly round: number;
  }): Promise<readonly RandomCall[]>;
  /** In words which answers of the result are of another type than declared; left out where nobody can say. */
  checkAnswers?(
    answered: readonly { readonly code: Code; readonly answer: NativeAnswer }[],
  ): Promise<readonly string[]>;
  /** Texts and numbers that stand in code of the language; left out where nobody reads it. */
  readLiterals?(texts: readonly string[]): ReadonlySet<string>;
  /** Calls one side, with what was reached where that can be measured. */
  runSide(side: 'original' | 'rebuilt', calls: readonly Code[]): Promise<NativeReport>;
}

/** How packages of one language are called beside their original. A language is one folder and one entry in the table. */
export interface BehaviourLanguage {
  readonly language: NativeLanguage;
  /** Where originals come from that can be called by it. */
  readonly ecosystem: Ecosystem;
  open(request: LanguageRequest): Promise<LanguageSession>;
}
