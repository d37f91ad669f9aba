import type { MarkdownDialect } from './types.ts';

/** Pieces of one paragraph: the parser merges their neighbours one by one, and keeps them all in one array. */
const maxPieces = 10_000;
/** Marks of one paragraph each of which can be looked for to its end in vain. */
const maxSearches = 50;
/** Runs of `*`, `_` and `~` of one paragraph, each of which is compared with those before it. */
const maxEmphasis = 600;
/** Each that closes looks for the one that opens. */
const maxBrackets = 3_000;

const tooManyPieces = 'paragraph with too many marks';
const tooManySearches = 'paragraph with too many marks that may not end';

/** Why parsing what is inside a paragraph, heading or cell would take long; null when it would not. */
export function findInlineCost(text: string, dialect: MarkdownDialect): string | null {
  if (count(text, /`+|[<&\\]/g) > maxPieces) return tooManyPieces;
  if (countSearches(text) > maxSearches) return tooManySearches;
  if (dialect === 'blocks') return null;
  const isCostly = count(text, /\*+|_+|~+/g) > maxEmphasis || count(text, /[[\]]/g) > maxBrackets;
  return isCostly ? tooManyPieces : null;
}

/** A count that is never lower for a text than for a part of it. */
function countSearches(text: string): number {
  const declarations = count(text, /<[!?]/g);
  // Outside of code a backslash hides one backtick from a run, and inside it does not: the two can miss each other.
  const hiddenTicks = count(text, /\\`/g);
  const lengths = new Set(Array.from(text.matchAll(/`+/g), ([run]) => run.length)).size;
  return declarations + hiddenTicks + lengths + countOpenTitles(text);
}

/** Definitions whose title, in round brackets, is not closed in its line. */
function countOpenTitles(text: string): number {
  const labels = count(text, /\]:/g);
  if (labels <= maxSearches) return 0;
  const lines = text.replace(/\\[()]/g, '').split(/\r\n|\r|\n/);
  return Math.min(labels, lines.filter((line) => line.lastIndexOf('(') > line.lastIndexOf(')')).length);
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
