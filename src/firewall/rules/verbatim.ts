import type { Spec } from '../../spec/index.ts';
import type { Finding, FirewallReferences } from '../types.ts';
import { proseDocuments, splitLines } from './prose.ts';

interface Word {
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
  if (request.documentation === null) return { findings: [], longestRun: null };
  const sources = request.documentation.map(({ text }) =>
    readWords(visibleText(text)).map((word) => word.text),
  );
  const starts = indexStarts(sources);
  const findings: Finding[] = [];
  let longestRun = 0;
  for (const document of proseDocuments) {
    const words = readWords(visibleText(spec.texts[document]));
    let at = 0;
    while (at < words.length) {
      const run = longestRunAt({ words, at, sources, starts });
      longestRun = Math.max(longestRun, run);
      const isOver = run > request.limit;
      if (isOver) {
        const reason = `takes over ${run} words in a row from the documentation; at most ${request.limit} may be`;
        const lines = new Set(words.slice(at, at + run).map(({ line }) => line));
        for (const line of lines) findings.push({ rule: 'verbatim-run', document, line, reason });
      }
      at += isOver ? run : 1;
    }
  }
  return { findings, longestRun };
}

const stepWords = 3;

function indexStarts(sources: readonly (readonly string[])[]): Map<string, [number, number][]> {
  const starts = new Map<string, [number, number][]>();
  sources.forEach((words, source) => {
    for (let at = 0; at + stepWords <= words.length; at += 1) {
      const key = words.slice(at, at + stepWords).join(' ');
      const places = starts.get(key);
      if (places === undefined) starts.set(key, [[source, at]]);
      // A phrase that the documentation repeats endlessly adds cost and no knowledge.
      else if (places.length < 64) places.push([source, at]);
    }
  });
  return starts;
}

function longestRunAt(request: {
  readonly words: readonly Word[];
  readonly at: number;
  readonly sources: readonly (readonly string[])[];
  readonly starts: ReadonlyMap<string, readonly (readonly [number, number])[]>;
}): number {
  const { words, at, sources, starts } = request;
  const key = words
    .slice(at, at + stepWords)
    .map((word) => word.text)
    .join(' ');
  let longest = 0;
  for (const [source, start] of starts.get(key) ?? []) {
    const text = sources[source] ?? [];
    let length = 0;
    while (at + length < words.length && words[at + length]?.text === text[start + length]) length += 1;
    longest = Math.max(longest, length);
  }
  return longest;
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
