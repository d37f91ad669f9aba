import type { Spec, SpecFilename } from '../spec/index.ts';

declare const cleared: unique symbol;

/** A specification that passed the firewall. Nothing else can make one, and the builder takes nothing else. */
export type ClearedSpec = Spec & { readonly [cleared]: true };

export type FirewallRule =
  | 'schema'
  | 'link-to-original'
  | 'code'
  | 'verbatim-run'
  | 'instruction'
  | 'invisible-characters'
  | 'look-alikes'
  | 'spelled-out'
  | 'foreign-name'
  | 'secret';

/** Something that may not cross, and where it stands. */
export interface Finding {
  readonly rule: FirewallRule;
  readonly document: SpecFilename;
  /** From 1. */
  readonly line: number;
  readonly reason: string;
}

/** What the specification must not carry over, for the rules that compare. */
export interface FirewallReferences {
  /** The texts that Agent A saw; null when they are not at hand, and then verbatim runs are not measured. */
  readonly documentation:
    | readonly {
        readonly id: string;
        /** As docs names it; `declaration` is interface as a whole, where others have blocks of code. */
        readonly kind?: string;
        readonly text: string;
      }[]
    | null;
  /** Repository and homepage of the original, as its registry gives them. */
  readonly links: readonly string[];
  /** Version, licence and engine as the registry gives them: figures that may cross as they are. */
  readonly figures?: readonly string[];
}

/** Figures behind the decision; null where a rule could not measure. */
export interface FirewallMeasures {
  /** Longest run of words that a prose document shares with the documentation. */
  readonly longestVerbatimRun: number | null;
  readonly verbatimLimit: number;
  readonly documentsChecked: number;
  /** The same for code in text, examples (in tokens), labels and comments (in words), with the limit of each. */
  readonly longestCopies: Readonly<Record<CopyKind, number>> | null;
  readonly copyLimits: Readonly<Record<CopyKind, number>>;
}

export type CopyKind = 'code' | 'example' | 'label' | 'comment';

export type FirewallVerdict =
  | { readonly kind: 'cleared'; readonly spec: ClearedSpec; readonly measures: FirewallMeasures }
  | { readonly kind: 'refused'; readonly findings: readonly Finding[]; readonly measures: FirewallMeasures };
