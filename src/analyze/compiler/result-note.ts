/**
 * A comment that stands where a result is written: behind a statement, or on the lines below it. Or a block of its own
 * after the example, which the text between them calls the result.
 */
export interface ResultNote {
  /** Lines of the comment without their comment signs. */
  readonly lines: readonly string[];
  readonly placement: 'behind' | 'below' | 'block';
  /** True when nothing but a blank line or the end follows it. */
  readonly closes: boolean;
  /** Lines with all their spaces, where a block comment has them to itself. */
  readonly verbatim: readonly string[] | null;
}

/** Reads the comments between a statement and the next one, or the end. */
export function readNote(gap: string, hasNext: boolean): ResultNote | null {
  const lines = gap.split('\n');
  const first = (lines[0] ?? '').replace(/^[\s;,)]*/, '');
  const below = takeComments(lines.slice(1));
  if (first.startsWith('//')) {
    return { ...below, lines: [first.slice(2), ...below.lines], placement: 'behind', verbatim: null };
  }
  if (first.startsWith('/*')) {
    return { ...takeComments([first, ...lines.slice(1)]), placement: 'behind' };
  }
  // One blank line between a statement and its result is common where the result is a block of its own.
  const isApart = (lines[1] ?? '').trim() === '';
  // What then stands right above the next statement is said of that one.
  const apart = takeComments(hasNext ? [...lines.slice(2, -1), 'next'] : lines.slice(2));
  const skipped = isApart ? apart : below;
  return skipped.lines.length === 0 ? null : { ...skipped, placement: 'below' };
}

function takeComments(lines: readonly string[]): Omit<ResultNote, 'placement'> {
  const taken: string[] = [];
  let inBlock = false;
  let at = 0;
  for (; at < lines.length && taken.length < 80; at += 1) {
    let line = (lines[at] ?? '').trim();
    if (!inBlock && line.startsWith('/*')) {
      inBlock = true;
      line = line.slice(2).replace(/^\*/, '');
    } else if (!inBlock) {
      if (!line.startsWith('//')) break;
      taken.push((lines[at] ?? '').trimStart().slice(2));
      continue;
    }
    const end = line.indexOf('*/');
    const content = (end < 0 ? line : line.slice(0, end)).replace(/^\* ?/, '');
    if (content.trim() !== '') taken.push(content);
    if (end >= 0) inBlock = false;
  }
  return {
    lines: taken,
    closes: (lines[at] ?? '').trim() === '',
    verbatim: readVerbatim(lines.slice(0, at)),
  };
}

/** What stands between a line of `/*` and one that closes it, if that is all; not with a star before each line. */
function readVerbatim(lines: readonly string[]): readonly string[] | null {
  const inner = lines.slice(1, -1);
  const isBlock = lines[0]?.trim() === '/*' && lines.at(-1)?.trim() === '*/' && inner.length > 0;
  return !isBlock || inner.some((line) => line.includes('*/') || /^\s*\*/.test(line)) ? null : inner;
}
