import { isMinifiedLine, measureMinified } from './code-likeness.ts';
import { findHeavyStretches } from './find-disguised.ts';
import { maxEncodedCharacters, weighEncoded } from './find-encoded.ts';
import { type Edit, findLineStarts } from './tracked-text.ts';

// The look-behind keeps a long run from being tried again at each of its characters.
const longRun = /(?<![A-Za-z0-9+/_=-])[A-Za-z0-9+/_=-]{300,}/g;
const wrappedRuns = /(?:^[ \t>*#/]{0,12}[A-Za-z0-9+/_-]{56,}={0,2}[ \t]*(?:\r\n|\n|\r|$)){4,}/gm;

const maxMinifiedCharacters = 2000;

/** Edits that take out what is data for a machine: base64 (in one run or wrapped) and minified lines. */
export function findBlobs(text: string): Edit[] {
  return [
    ...findEncodedRuns(text),
    ...findEncodedStretches(text),
    ...findMinifiedLines(text),
    ...findMinifiedStretches(text),
  ];
}

/** A minified program that is broken into lines: what one line may be, many are not. */
function findMinifiedStretches(text: string): Edit[] {
  const weigh = (line: string) => measureMinified(line) || -line.length / 2;
  return findHeavyStretches(text, maxMinifiedCharacters, weigh).map(({ start, end }) => ({
    start,
    end,
    replacement: `[cut: ${end - start} characters of minified code]`,
    reason: `minified code of ${end - start} characters`,
  }));
}

/** Data that is written down in many short pieces: numbers, bytes, escapes, base64 in lines, lists or ticks. */
function findEncodedStretches(text: string): Edit[] {
  return findHeavyStretches(text, maxEncodedCharacters, weighEncoded).map(({ start, end }) => ({
    start,
    end,
    replacement: `[cut: ${end - start} characters of encoded data]`,
    reason: `encoded data of ${end - start} characters`,
  }));
}

/** Edits that take out base64 in one run or wrapped; each lies within one literal or comment. */
export function findEncodedRuns(text: string): Edit[] {
  return [...text.matchAll(longRun), ...text.matchAll(wrappedRuns)]
    .filter((match) => looksEncoded(match[0]))
    .map((match) => {
      const ending = /[\r\n]*$/.exec(match[0])?.[0] ?? '';
      const length = match[0].length - ending.length;
      return {
        start: match.index,
        end: match.index + length,
        replacement: `[cut: ${length} characters of encoded data]`,
        reason: `encoded data of ${length} characters`,
      };
    });
}

/** Rules out rulers of dashes and long paths: encoded bytes use most of the alphabet, in both cases, and digits. */
function looksEncoded(run: string): boolean {
  const distinct = new Set(run.replace(/\s/g, '')).size;
  return distinct >= 12 && /\d/.test(run) && /[a-zA-Z]/.test(run) && !/[a-z]{18}/.test(run);
}

function findMinifiedLines(text: string): Edit[] {
  const starts = findLineStarts(text);
  return starts.flatMap((start, index) => {
    const line = text.slice(start, starts[index + 1] ?? text.length).replace(/[\r\n]+$/, '');
    if (!isMinifiedLine(line)) return [];
    return [
      {
        start,
        end: start + line.length,
        replacement: `[cut: a line of ${line.length} characters of minified code]`,
        reason: `minified code of ${line.length} characters`,
      },
    ];
  });
}
