import type { Cut } from '../types.ts';

/** A text that remembers which line of the original each of its lines was, and what was cut from it. */
export interface TrackedText {
  readonly text: string;
  /** Original line number (from 1) of each line of `text`. */
  readonly lines: readonly number[];
  readonly cuts: readonly Cut[];
}

/** Replaces the characters from `start` up to `end`. `reason` becomes the reason of the cut. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
  readonly reason: string;
}

// The line endings of Markdown, so that positions of its parser and ours agree.
const lineEnding = /\r\n|\n|\r/g;

export function countLineEndings(text: string): number {
  return text.match(lineEnding)?.length ?? 0;
}

/** Offset of the first character of every line. */
export function findLineStarts(text: string): number[] {
  return [0, ...Array.from(text.matchAll(lineEnding), (match) => match.index + match[0].length)];
}

export function trackText(text: string): TrackedText {
  return { text, lines: findLineStarts(text).map((_, index) => index + 1), cuts: [] };
}

/** Applies edits in any order; one that overlaps an earlier one is merged into it. */
export function applyEdits(tracked: TrackedText, edits: readonly Edit[]): TrackedText {
  if (edits.length === 0) return tracked;
  const starts = findLineStarts(tracked.text);
  const originalLine = (offset: number) => tracked.lines[findLine(starts, offset)] ?? 1;
  const cuts: Cut[] = [...tracked.cuts];
  const pieces: string[] = [];
  // Where each piece begins in the new text, and where its first character stood; a replacement stands at one place.
  const origins: { readonly at: number; readonly source: number; readonly moves: boolean }[] = [];
  let length = 0;
  let position = 0;
  const push = (piece: string, source: number, moves: boolean) => {
    if (piece === '') return;
    origins.push({ at: length, source, moves });
    pieces.push(piece);
    length += piece.length;
  };
  for (const edit of mergeOverlaps(edits)) {
    push(tracked.text.slice(position, edit.start), position, true);
    push(edit.replacement, edit.start, false);
    const last = Math.max(edit.start, edit.end - 1);
    cuts.push({ lines: [originalLine(edit.start), originalLine(last)], reason: edit.reason });
    position = edit.end;
  }
  push(tracked.text.slice(position), position, true);
  const text = pieces.join('');
  let piece = 0;
  const lines = findLineStarts(text).map((start) => {
    while ((origins[piece + 1]?.at ?? Number.POSITIVE_INFINITY) <= start) piece += 1;
    const origin = origins[piece];
    if (origin === undefined) return 1;
    return originalLine(origin.moves ? origin.source + start - origin.at : origin.source);
  });
  return { text, lines, cuts };
}

/** Index of the line that holds the character at `offset`. */
function findLine(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

function mergeOverlaps(edits: readonly Edit[]): Edit[] {
  const merged: Edit[] = [];
  for (const edit of edits.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const previous = merged.at(-1);
    if (previous === undefined || edit.start >= previous.end) merged.push(edit);
    else if (edit.end > previous.end) merged[merged.length - 1] = { ...previous, end: edit.end };
  }
  return merged;
}
