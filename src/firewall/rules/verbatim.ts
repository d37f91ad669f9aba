import type { Spec } from '../../spec/index.ts';
import type { Finding, FirewallReferences } from '../types.ts';
import { proseDocuments, splitLines } from './prose.ts';
import { indexRuns, measureRuns } from './runs.ts';

export interface Word {
  readonly text: string;
  readonly line: number;
}

export interface VerbatimMeasure {
  readonly findings: readonly Finding[];
  /** In words; null when there was nothing to compare with. */
  readonly longestRun: number | null;
}

/**
 * Runs of words that the prose documents share with the documentation, as its reader sees it. A short fact has few
 * wordings, so short runs are normal; a long one is a sentence or more taken over. Every line of a run is a finding.
 */
export function measureVerbatim(
  spec: Pick<Spec, 'texts'>,
  request: { readonly documentation: FirewallReferences['documentation']; readonly limit: number },
): VerbatimMeasure {
  const { documentation, limit } = request;
  if (documentation === null) return { findings: [], longestRun: null };
  const index = indexRuns(documentation.map(({ text }) => readVisibleWords(text).map((word) => word.text)));
  const findings: Finding[] = [];
  let longestRun = 0;
  for (const document of proseDocuments) {
    const words = readVisibleWords(spec.texts[document]);
    const measured = measureRuns(
      words.map((word) => word.text),
      index,
      limit,
    );
    longestRun = Math.max(longestRun, measured.longest);
    for (const { at, length } of measured.over) {
      const reason = `takes over ${length} words in a row from the documentation; at most ${limit} may be`;
      const lines = new Set(words.slice(at, at + length).map(({ line }) => line));
      for (const line of lines) findings.push({ rule: 'verbatim-run', document, line, reason });
    }
  }
  return { findings, longestRun };
}

/** The words that a reader of Markdown sees, in small letters. */
export function readVisibleWords(text: string): Word[] {
  return readWords(visibleText(text));
}

/** Markdown without what its reader does not see: where links lead, and HTML. Lines stay lines. */
function visibleText(text: string): string {
  return text.replace(/\]\([^()\n]{0,400}\)/g, ']').replace(/<\/?[a-z][^<>\n]{0,400}>/gi, ' ');
}

function readWords(text: string): Word[] {
  return splitLines(text).flatMap((line, index) =>
    [...line.matchAll(/[\p{L}\p{N}$_]+/gu)].flatMap(([word]) => {
      const bare = word.toLowerCase().replace(/^_+|_+$/g, '');
      return bare === '' ? [] : [{ text: bare, line: index + 1 }];
    }),
  );
}
