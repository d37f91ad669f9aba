import { maxDocumentLines } from '../limits.ts';
import { applyEdits, findLineStarts, type TrackedText } from './tracked-text.ts';

export interface SizeLimit {
  readonly maxBytes: number;
  /** Which part stays when there is too much. */
  readonly keep: 'beginning' | 'end';
}

/** Cuts what is over the limit, at the border of a section where there is one. */
export function fitSize(tracked: TrackedText, limit: SizeLimit): TrackedText {
  const { text } = tracked;
  const size = Buffer.byteLength(text);
  const lineStarts = findLineStarts(text);
  const overLine = lineStarts[maxDocumentLines];
  if (size <= limit.maxBytes && overLine === undefined) return tracked;
  const reason = `document of ${size} bytes in ${lineStarts.length} lines, the limit is ${limit.maxBytes} bytes`;
  const marker = '[cut: the rest of the document]';
  if (limit.keep === 'beginning') {
    const fitting = sliceBytes(text, limit.maxBytes - marker.length - 1).length;
    const end = findBorder(text, Math.min(fitting, overLine ?? fitting));
    const separator = end === 0 || /[\r\n]$/.test(text.slice(0, end)) ? '' : '\n';
    return applyEdits(tracked, [
      { start: end, end: text.length, replacement: `${separator}${marker}`, reason },
    ]);
  }
  const fitting = text.length - sliceBytesFromEnd(text, limit.maxBytes - marker.length - 1).length;
  const least = Math.max(fitting, lineStarts.at(-maxDocumentLines) ?? 0);
  const starts = sectionStarts(text).filter((start) => start >= least);
  const start = starts[0] ?? lineStarts.find((each) => each >= least) ?? least;
  return applyEdits(tracked, [{ start: 0, end: start, replacement: `${marker}\n`, reason }]);
}

function findBorder(text: string, most: number): number {
  // A border in the first half would throw away more than it is worth.
  const worthwhile = (start: number) => start <= most && start > most / 2;
  return (
    sectionStarts(text).findLast(worthwhile) ??
    Array.from(
      text.slice(0, most).matchAll(/(?:\r?\n){2}/g),
      (match) => match.index + match[0].length,
    ).findLast(worthwhile) ??
    findLineStarts(text).findLast(worthwhile) ??
    most
  );
}

/** Offsets of headings (`# ...` and underlined ones) that are not inside a fence. */
export function sectionStarts(text: string): number[] {
  const starts = findLineStarts(text);
  const found: number[] = [];
  let fence = '';
  starts.forEach((start, index) => {
    const line = text.slice(start, starts[index + 1] ?? text.length).trimEnd();
    const mark = /^ {0,3}(```|~~~)/.exec(line)?.[1] ?? '';
    if (fence !== '') fence = mark === fence ? '' : fence;
    else if (mark !== '') fence = mark;
    else if (/^#{1,6}\s/.test(line)) found.push(start);
    else if (/^(={3,}|-{3,}|~{3,})$/.test(line) && index > 0) found.push(starts[index - 1] ?? start);
  });
  return found;
}

function sliceBytes(text: string, bytes: number): string {
  return Buffer.from(text)
    .subarray(0, Math.max(0, bytes))
    .toString()
    .replace(/\uFFFD$/, '');
}

function sliceBytesFromEnd(text: string, bytes: number): string {
  return Buffer.from(text)
    .subarray(-Math.max(1, bytes))
    .toString()
    .replace(/^\uFFFD+/, '');
}
