import type { ReadDocumentation } from '../documentation.ts';
import type { Place } from '../places.ts';
import type { Finding } from '../types.ts';

/** Letters in a row, each a word of its own, from which a word is spelled out. */
const mostLetters = 10;
const mostBetween = 3;
const run = /[\p{L}\p{N}]+/gu;
const word = /[\p{L}\p{M}\p{N}_]+/gu;
const latin = /\p{Script=Latin}/u;
const otherScript = /[\p{Script=Cyrillic}\p{Script=Greek}]/gu;

/**
 * Text that is not what it looks like: words with letters of several scripts, and words that are spelled out letter by
 * letter so that no other rule takes them for words. A list of letters that the documentation has as well is none.
 */
export function findDisguises(places: readonly Place[], documentation: ReadDocumentation | null): Finding[] {
  const known = new Set((documentation?.whole ?? []).flatMap(readSpelled));
  return places.flatMap(({ document, line, kind, text }): Finding[] => {
    // Examples may work on any letters; without the documentation nobody can tell whose they are.
    const isFree = kind === 'example' || kind === 'interface';
    if (isFree && documentation === null) return [];
    const found: Finding[] = [];
    const mixed = isFree ? undefined : (text.match(word) ?? []).find(isMixed);
    if (mixed !== undefined) {
      const reason = `mixes letters of several scripts in "${mixed.slice(0, 40)}"`;
      found.push({ rule: 'look-alikes', document, line, reason });
    }
    if (readSpelled(text).some((letters) => !known.has(letters))) {
      const reason = `spells out more than ${mostLetters} letters one by one`;
      found.push({ rule: 'spelled-out', document, line, reason });
    }
    return found;
  });
}

/** A single letter of another script is a symbol: `Δt`, `μs`. */
function isMixed(text: string): boolean {
  if (!latin.test(text)) return false;
  const others = text.match(otherScript)?.length ?? 0;
  return others > 1 || (others === 1 && text.length > 4);
}

/**
 * Every row of single letters with at most three other characters between, as the letters with a blank between. By hand,
 * because the compiler of regular expressions takes seconds for classes of all letters that are counted.
 */
function readSpelled(text: string): string[] {
  const rows: string[] = [];
  let row: string[] = [];
  let end = 0;
  const close = (): void => {
    if (row.length > mostLetters) rows.push(row.join(' ').toLowerCase());
    row = [];
  };
  for (const { 0: letters, index } of text.matchAll(run)) {
    const isNext = index - end <= mostBetween;
    if ([...letters].length > 1 || !isNext) close();
    if ([...letters].length === 1) row.push(letters);
    end = index + letters.length;
  }
  close();
  return rows;
}
