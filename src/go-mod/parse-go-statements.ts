/** One statement of a go.mod or go.work: a directive and its words, in a line of its own or in a block. */
export interface GoStatement {
  readonly directive: string;
  readonly words: readonly string[];
  /** What follows `//` in its line. */
  readonly comment: string;
  /** The comments in the lines right above it, without their `//`. */
  readonly above: readonly string[];
  readonly line: number;
}

export type GoReading =
  | { readonly kind: 'statements'; readonly statements: readonly GoStatement[] }
  | { readonly kind: 'broken'; readonly line: number; readonly problem: string };

type Found = GoStatement | { readonly problem: string; readonly line: number };

const longestLine = 10_000;
const mostAbove = 50;
const word = /\s*(?:"((?:[^"\\]|\\.)*)"|`([^`]*)`|(=>|[()[\],])|([^\s"`()[\],]+))/y;

/** Reads the lines of a go.mod or go.work as its author's Go would: the first that it does not take ends it. Never throws. */
export function parseGoStatements(text: string): GoReading {
  const statements: GoStatement[] = [];
  for (const found of findStatements(text)) {
    if ('problem' in found) return { kind: 'broken', ...found };
    statements.push(found);
  }
  return { kind: 'statements', statements };
}

/** Reads the go.mod of a published module: what makes no sense is passed over, as by a Go of before it did. Never throws. */
export function parsePublishedStatements(text: string): readonly GoStatement[] {
  return [...findStatements(text)].filter((found): found is GoStatement => 'directive' in found);
}

function* findStatements(text: string): Generator<Found> {
  let block: { directive: string; line: number } | null = null;
  let above: string[] = [];
  for (const [index, raw] of text.split('\n').entries()) {
    const line = index + 1;
    if (raw.length > longestLine) {
      yield { line, problem: `the line is longer than ${longestLine} characters` };
      continue;
    }
    const { code, comment } = splitComment(raw);
    const words = readWords(code);
    if (words === null) {
      yield { line, problem: 'a word cannot be read' };
      continue;
    }
    if (words.length === 0) {
      above = comment === null ? [] : [...above.slice(1 - mostAbove), comment];
      continue;
    }
    const said = { comment: comment ?? '', above, line };
    above = [];
    const [first = ''] = words;
    const hasParenthesis = words.includes('(') || words.includes(')');
    if (block !== null) {
      if (words.length === 1 && first === ')') block = null;
      else if (hasParenthesis) yield unexpected(line);
      else yield { directive: block.directive, words, ...said };
    } else if (!/^[a-z]/i.test(first)) yield { line, problem: 'no directive begins like this' };
    else if (words.length === 2 && words[1] === '(') block = { directive: first, line };
    else if (!hasParenthesis) yield { directive: first, words: words.slice(1), ...said };
    else if (words.length !== 3 || words[1] !== '(' || words[2] !== ')') yield unexpected(line);
  }
  if (block !== null)
    yield { line: block.line, problem: `the block of "${block.directive}" is never closed` };
}

/** The comment is null where there is none, which is not the same as an empty one. */
function splitComment(raw: string): { code: string; comment: string | null } {
  const quoted = /^(?:[^"`/]|"(?:[^"\\]|\\.)*"|`[^`]*`|\/(?!\/))*/.exec(raw)?.[0].length ?? 0;
  if (!raw.startsWith('//', quoted)) return { code: raw, comment: null };
  return { code: raw.slice(0, quoted), comment: raw.slice(quoted + 2).trim() };
}

function readWords(code: string): string[] | null {
  const words: string[] = [];
  const end = code.trimEnd().length;
  word.lastIndex = 0;
  while (word.lastIndex < end) {
    const match = word.exec(code);
    if (match === null) return null;
    const [, interpreted, raw, sign, plain] = match;
    words.push(interpreted?.replaceAll(/\\(.)/g, '$1') ?? raw ?? sign ?? plain ?? '');
  }
  return words;
}

function unexpected(line: number): Found {
  return { line, problem: 'a parenthesis is not expected here' };
}
