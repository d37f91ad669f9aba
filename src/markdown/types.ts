/** What is going to be parsed: blocks with code and HTML alone, or all of GitHub's Markdown. */
export type MarkdownDialect = 'blocks' | 'gfm';

/** Where a text begins to cost the parser more than its share, and why. */
export interface CostlyPlace {
  /** What comes before this offset can be parsed, in time that grows with its length. */
  readonly offset: number;
  readonly reason: string;
}
