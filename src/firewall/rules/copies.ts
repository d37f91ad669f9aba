import type { ReadDocumentation } from '../documentation.ts';
import type { Place, PlaceKind } from '../places.ts';
import type { Finding } from '../types.ts';
import { indexRuns, measureRuns, type RunIndex } from './runs.ts';
import { readVisibleWords } from './verbatim.ts';

/**
 * Most tokens in a row that each kind of place may share with the documentation. Measured on 120 npm packages, with every
 * fact quoted (npm's READMEs and declarations of November 2026):
 * - code in text: the statements, comments and labels of a package share 4 tokens with a code block in the middle, 24 at
 *   the 95th hundredth, 32 at the 99th; an implementation of any use is longer.
 * - an example with what it needs before it: 18, 94, 147, and 182 at most.
 * - words of a label: 14, 43, 75; 3 packages of 120 have one over 64, and their declarations say the same again.
 * - words of a comment: 28, 220, 641; it is the author's own word on one declaration, so it may be longer than a
 *   statement, and 2 packages of 120 have one over 320, which is a manual.
 * Signatures and names have no limit: they are what a consumer writes against, and are checked for holding nothing else.
 */
export const copyLimits = { code: 32, example: 256, label: 64, comment: 320 } as const;

export interface CopyMeasure {
  readonly findings: readonly Finding[];
  /** Longest runs, in tokens of code and in words. */
  readonly longest: Readonly<Record<keyof typeof copyLimits, number>>;
}

interface Token {
  readonly text: string;
  readonly place: Place;
}

/** Runs that anything but an interface shares with the documentation; the words of statements are measured elsewhere. */
export function measureCopies(places: readonly Place[], documentation: ReadDocumentation): CopyMeasure {
  const code = indexRuns(documentation.code.map(readTokens));
  const tokens = indexRuns(documentation.whole.map(readTokens));
  const words = indexRuns(documentation.whole.map((text) => readVisibleWords(text).map((word) => word.text)));
  const of = (...kinds: PlaceKind[]): Place[] => places.filter(({ kind }) => kinds.includes(kind));
  const parts = {
    code: measure(of('statement', 'comment', 'label'), {
      index: code,
      limit: copyLimits.code,
      what: 'tokens of a code block',
      split: readTokens,
    }),
    example: measure(of('example'), {
      index: tokens,
      limit: copyLimits.example,
      what: 'tokens of an example',
      split: readTokens,
    }),
    label: measure(of('label'), {
      index: words,
      limit: copyLimits.label,
      what: 'words',
      split: readBareWords,
    }),
    comment: measure(of('comment'), {
      index: words,
      limit: copyLimits.comment,
      what: 'words',
      split: readBareWords,
    }),
  };
  return {
    findings: Object.values(parts).flatMap(({ findings }) => findings),
    longest: {
      code: parts.code.longest,
      example: parts.example.longest,
      label: parts.label.longest,
      comment: parts.comment.longest,
    },
  };
}

function measure(
  places: readonly Place[],
  how: {
    readonly index: RunIndex;
    readonly limit: number;
    readonly what: string;
    split(text: string): string[];
  },
): { findings: Finding[]; longest: number } {
  const groups = new Map<string, Token[]>();
  for (const place of places) {
    const tokens = groups.get(place.group) ?? [];
    for (const text of how.split(place.text)) tokens.push({ text, place });
    groups.set(place.group, tokens);
  }
  const findings: Finding[] = [];
  let longest = 0;
  for (const tokens of groups.values()) {
    const measured = measureRuns(
      tokens.map(({ text }) => text),
      how.index,
      how.limit,
    );
    longest = Math.max(longest, measured.longest);
    for (const { at, length } of measured.over) {
      const reason = `takes over ${length} ${how.what} in a row from the documentation; at most ${how.limit} may be`;
      for (const place of new Set(tokens.slice(at, at + length).map(({ place }) => place))) {
        findings.push({ rule: 'verbatim-run', document: place.document, line: place.line, reason });
      }
    }
  }
  return { findings, longest };
}

/** Words, numbers and marks of code; blanks and the kind of quotes do not count. */
function readTokens(text: string): string[] {
  return text.replace(/["`]/g, "'").match(/[\p{L}\p{N}_$]+|[^\s\p{L}\p{N}_$]/gu) ?? [];
}

function readBareWords(text: string): string[] {
  return readVisibleWords(text).map((word) => word.text);
}
