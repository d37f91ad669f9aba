/** What was measured several times, in one number and its spread. */
export interface Sample {
  readonly median: number;
  readonly lowerQuartile: number;
  readonly upperQuartile: number;
  readonly count: number;
}

export interface Limit {
  readonly kind: 'at-most' | 'at-least';
  readonly value: number;
}

/** One side of a comparison, for the reader: the figure that is judged is `Measure.sample`. */
export interface Side {
  readonly name: string;
  readonly unit: string;
  readonly sample: Sample;
}

export interface Measure {
  /** What the figure says, e.g. `phalus --version over node -e 0`. */
  readonly what: string;
  readonly unit: string;
  readonly sample: Sample;
  /** Null for a figure that is only shown. */
  readonly limit: Limit | null;
  /** What the figure was made of: ours and the rival, or small and large. */
  readonly sides: readonly Side[];
}

export type Outcome =
  | { readonly kind: 'measured'; readonly measures: readonly Measure[] }
  | { readonly kind: 'skipped'; readonly reason: string };

/** One file of bench/. */
export interface Subject {
  readonly title: string;
  /** Throws when something did not work: a failure is no figure. */
  measure(): Promise<Outcome>;
}

export type Loader = () => Promise<{ readonly subject: Subject }>;

/** How a subject of the run ended. */
export type Result =
  | { readonly name: string; readonly title: string; readonly outcome: Outcome }
  | {
      readonly name: string;
      readonly title: string;
      readonly outcome: { readonly kind: 'broken'; readonly reason: string };
    };

/**
 * Work for a child process whose memory is looked at. What the outer function does is not counted; the work it gives
 * is, and may give figures of its own.
 */
export type MemoryTask<Input> = (input: Input) => Promise<() => Promise<Readonly<Record<string, number>>>>;
