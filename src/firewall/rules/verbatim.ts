import type { Spec } from '../../spec/index.ts';
import type { Finding, FirewallReferences } from '../types.ts';
import { proseDocuments } from './prose.ts';

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
 * Runs of words that the prose documents share with the documentation. A short fact has few wordings, so short runs are
 * normal; a long one is a sentence or more taken over.
 */
export function measureVerbatim(
  spec: Spec,
  request: { readonly documentation: FirewallReferences['documentation']; readonly limit: number },
): VerbatimMeasure {
  if (request.documentation === null) return { findings: [], longestRun: null };
  const sources = request.documentation.map((document) => readWords(document.text).map((word) => word.text));
  const starts = indexStarts(sources);
  const findings: Finding[] = [];
  let longestRun = 0;
  for (const document of proseDocuments) {
    const words = readWords(spec.texts[document]);
    for (let at = 0; at < words.length; at += 1) {
      const run = longestRunAt({ words, at, sources, starts });
      longestRun = Math.max(longestRun, run);
      if (run <= request.limit) continue;
      const reason = `takes over ${run} words in a row from the documentation; at most ${request.limit} may be`;
      findings.push({ rule: 'verbatim-run', document, line: words[at]?.line ?? 1, reason });
      at += run;
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

function readWords(text: string): Word[] {
  return text.split('\n').flatMap((line, index) =>
    [...line.matchAll(/[\p{L}\p{N}_$]+/gu)].map(([word]) => ({
      text: word.toLowerCase(),
      line: index + 1,
    })),
  );
}
