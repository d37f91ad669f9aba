import type { CommentRange } from '../outline/types.ts';
import { disguisedLimit, findHeavyStretches } from './find-disguised.ts';
import { maxEncodedCharacters, weighEncoded } from './find-encoded.ts';
import { findSlices } from './find-slices.ts';
import { type ReadText, readComment } from './read-comment.ts';
import type { Edit } from './tracked-text.ts';

/** Edits that cut the code out of comments of documentation in an outline, by the rules for those of declarations. */
export function findCodeInOutlineComments(
  text: string,
  ranges: readonly CommentRange[],
  maxLines: number,
): Edit[] {
  const comments = joinRanges(text, ranges).map((range) => ({
    ...range,
    ...readComment(text.slice(range.start, range.end), { hasPrompts: true }),
  }));
  const stray = comments.reduce((sum, { strayStatements }) => sum + strayStatements, 0);
  const edits = comments.flatMap((comment) => {
    const what = findProblem(text, comment, { maxLines, stray });
    return what === null ? [] : [cut(comment, what)];
  });
  const examples = comments.filter(({ example }) => example.length > 0);
  const slices = findSlices(
    examples.map(({ start, end, example }) => ({
      block: { start, end, lines: example.length },
      code: example.join('\n'),
    })),
    maxLines,
  );
  const marks = new Map(examples.map(({ start, mark }) => [start, mark]));
  return [
    ...edits,
    ...slices.map((edit) => ({ ...edit, replacement: `${marks.get(edit.start) ?? ''}${edit.replacement}` })),
  ];
}

type ReadRange = CommentRange & ReadText;

function findProblem(
  text: string,
  comment: ReadRange,
  { maxLines, stray }: { readonly maxLines: number; readonly stray: number },
): string | null {
  if (comment.codeLines > maxLines) return `${comment.codeLines} lines of code`;
  if (stray > disguisedLimit(maxLines) && comment.strayStatements > 0)
    return `${comment.strayStatements} statements that no example explains`;
  const body = text.slice(comment.start, comment.end);
  const isEncoded = findHeavyStretches(body, maxEncodedCharacters, weighEncoded).length > 0;
  return isEncoded ? 'encoded data' : null;
}

function cut({ start, end, mark, lines }: ReadRange, what: string): Edit {
  const count = `${lines} ${lines === 1 ? 'line' : 'lines'} of a comment with ${what}`;
  return { start, end, replacement: `${mark}[cut: ${count}]`, reason: count };
}

/** Line comments that follow one another are one. */
function joinRanges(text: string, ranges: readonly CommentRange[]): CommentRange[] {
  const joined: CommentRange[] = [];
  for (const range of ranges.toSorted((one, other) => one.start - other.start)) {
    const previous = joined.at(-1);
    const follows =
      previous !== undefined &&
      previous.mark !== '' &&
      previous.mark === range.mark &&
      text.slice(previous.end, range.start).trim() === '';
    if (follows) joined[joined.length - 1] = { ...previous, end: range.end };
    else joined.push(range);
  }
  return joined;
}
