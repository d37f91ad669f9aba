import { isStatement } from './code-likeness.ts';
import { isInside, type MarkdownNodes } from './markdown-nodes.ts';
import { type Edit, findLineStarts } from './tracked-text.ts';
import { undressLine } from './undress-line.ts';

/** How much a line of prose takes back of what the statements before it added: so many to one are still a program. */
const proseWeight = 0.1;
/** An example has its place in a block; outside of blocks a document needs but a part of what a block may hold. */
const shareOfBlock = 0.25;

/** Statements that a document may hold where no block of code shows them as such. */
export function disguisedLimit(maxCodeBlockLines: number): number {
  return Math.ceil(maxCodeBlockLines * shareOfBlock);
}

/**
 * Edits that cut programs that wear something: lines in quotes, lists, headings, tables, patches, comments, elements, or
 * with a sentence between. A stretch counts as one when its statements outweigh the prose in it by `disguisedLimit`.
 */
export function findDisguisedPrograms(text: string, nodes: MarkdownNodes, maxLines: number): Edit[] {
  // A line that is indented after a sentence is a block of code by itself, and may be one of a hundred.
  const shown = nodes.code.filter((block) => block.fenced || block.lines > 3);
  return findHeavyStretches(text, disguisedLimit(maxLines), (line, start) =>
    isInside(shown, start) ? 0 : weigh(line),
  ).map(({ start, end, lines }) => ({
    start,
    end,
    replacement: `[cut: ${lines} lines of code]`,
    reason: `code in disguise of ${lines} ${lines === 1 ? 'line' : 'lines'}`,
  }));
}

function weigh(line: string): number {
  let weight = 0;
  for (const part of undressLine(line)) {
    if (isStatement(part) || isMirrored(part)) weight += 1;
    else if (/\p{L}{3,}\s+\p{L}{2,}/u.test(part)) weight -= proseWeight;
  }
  return weight;
}

/** A statement that is written from the right to the left. */
function isMirrored(part: string): boolean {
  if (part.length > 400 || !/\b(?:noitcnuf|tsnoc|tel|rav|nruter|fi|rof|elihw|worht|hsup|siht)\b/.test(part))
    return false;
  return isStatement(Array.from(part).toReversed().join(''));
}

interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly lines: number;
}

/** Stretches of lines whose weights add up to more than `most`; what a stretch holds after its highest sum is not in it. */
export function findHeavyStretches(
  text: string,
  most: number,
  weigh: (line: string, start: number) => number,
): Stretch[] {
  const starts = findLineStarts(text);
  const found: Stretch[] = [];
  let current = { start: 0, end: 0, sum: 0, peak: 0, first: 0, last: 0 };
  const close = () => {
    const { start, end, peak, first, last } = current;
    if (peak > most) found.push({ start, end, lines: last - first + 1 });
    current = { start: 0, end: 0, sum: 0, peak: 0, first: 0, last: 0 };
  };
  starts.forEach((start, index) => {
    const line = text.slice(start, starts[index + 1] ?? text.length).replace(/[\r\n]+$/, '');
    const weight = weigh(line, start);
    if (current.sum === 0 && weight <= 0) return;
    if (current.sum === 0) current = { ...current, start, first: index };
    const sum = current.sum + weight;
    if (sum > current.peak) current = { ...current, peak: sum, end: start + line.length, last: index };
    current.sum = Math.max(0, sum);
    // Far below the peak: what follows is another matter.
    if (sum <= 0 || sum < current.peak / 2) close();
  });
  close();
  return found;
}
