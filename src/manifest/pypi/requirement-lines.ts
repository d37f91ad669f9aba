/** A line of a requirements file after continuations are joined and comments taken off. */
export interface RequirementLine {
  readonly text: string;
  /** Of the first line of several that were joined; from 1. */
  readonly line: number;
}

/** By pip's rules: a comment line ends a continuation, and `#` begins a comment at the start or after white space. */
export function splitRequirementLines(text: string): RequirementLine[] {
  const joined: RequirementLine[] = [];
  let pending: string[] = [];
  let startLine = 1;
  for (const [index, raw] of text.split(/\r\n|\r|\n/).entries()) {
    if (pending.length === 0) startLine = index + 1;
    const isComment = /^\s*#/.test(raw);
    if (raw.endsWith('\\') && !isComment) {
      pending.push(raw.replace(/\\$/, ''));
      continue;
    }
    if (!isComment) pending.push(raw);
    joined.push({ text: pending.join(''), line: startLine });
    pending = [];
  }
  joined.push({ text: pending.join(''), line: startLine });
  return joined
    .map(({ text: whole, line }) => ({ text: stripComment(whole).trim(), line }))
    .filter(({ text: whole }) => whole !== '');
}

// By hand: an expression for "white space, then #" takes quadratic time over long white space.
function stripComment(line: string): string {
  for (let at = line.indexOf('#'); at !== -1; at = line.indexOf('#', at + 1)) {
    if (at === 0 || /\s/.test(line[at - 1] ?? '')) return line.slice(0, at);
  }
  return line;
}
