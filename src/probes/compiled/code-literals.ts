import type { Words } from '../code-words.ts';
import { type Spelling, scanTokens } from './spelling.ts';

const mostWords = 300;
const longestFile = 20_000;
const longestCode = 200_000;

/** Texts and numbers that stand in code: of examples, or of the code that was rebuilt, never of the original's. */
export function readCodeLiterals(spelling: Spelling, codes: readonly string[]): Words {
  const [strings, numbers] = [new Set<string>(), new Set<number>()];
  let left = longestCode;
  for (const code of codes) {
    for (let at = 0; at < code.length && left > 0; at += longestFile, left -= longestFile) {
      for (const { kind, text } of scanTokens(code.slice(at, at + longestFile), spelling)) {
        const value =
          kind === 'text' ? spelling.readText(text) : kind === 'sign' ? spelling.readSign(text) : null;
        if (value !== null && value.length <= 40 && value !== '') strings.add(value);
        if (kind === 'number')
          numbers.add(Number(text.replaceAll('_', '').replace(/[iuf](?:\d+|size)$/, '')));
      }
    }
  }
  return {
    strings: [...strings].slice(0, mostWords),
    numbers: [...numbers].filter((value) => Number.isFinite(value) && value >= 0).slice(0, mostWords),
    names: [],
    patterns: [],
  };
}

/** The same as one set, numbers as they are written. */
export function readLiteralSet(spelling: Spelling, codes: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const code of codes) {
    for (let at = 0; at < Math.min(code.length, longestCode); at += longestFile) {
      for (const { kind, text } of scanTokens(code.slice(at, at + longestFile), spelling)) {
        const value =
          kind === 'text' ? spelling.readText(text) : kind === 'sign' ? spelling.readSign(text) : null;
        if (value !== null) found.add(value);
        else if (kind === 'number') found.add(text.replace(/_?[iuf](?:\d+|size)$/, '').replaceAll('_', ''));
      }
    }
  }
  return found;
}
