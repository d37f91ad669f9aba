/** One statement of a go.mod or go.work: a directive and its words, in a line of its own or in a block. */
export interface GoStatement {
  readonly directive: string;
  readonly words: readonly string[];
  /** What follows `//` in its line. */
  readonly comment: string;
  readonly line: number;
}

export type GoReading =
  | { readonly kind: 'statements'; readonly statements: readonly GoStatement[] }
  | { readonly kind: 'broken'; readonly line: number; readonly problem: string };

const longestLine = 10_000;
const word = /\s*(?:"((?:[^"\\]|\\.)*)"|`([^`]*)`|(=>|[()[\],])|([^\s"`()[\],]+))/y;

/** Reads the lines of a go.mod or go.work; never throws. */
export function parseGoStatements(text: string): GoReading {
  const statements: GoStatement[] = [];
  let block: { directive: string; line: number } | null = null;
  for (const [index, raw] of text.split('\n').entries()) {
    if (raw === '') continue;
    const line = index + 1;
    if (raw.length > longestLine) return broken(line, `the line is longer than ${longestLine} characters`);
    const { code, comment } = splitComment(raw);
    const words = readWords(code);
    if (words === null) return broken(line, 'a word cannot be read');
    if (words.length === 0) continue;
    const [first = ''] = words;
    if (block !== null) {
      if (words.length === 1 && first === ')') block = null;
      else if (words.includes('(') || words.includes(')'))
        return broken(line, 'a parenthesis is not expected here');
      else statements.push({ directive: block.directive, words, comment, line });
      continue;
    }
    if (!/^[a-z]+$/.test(first)) return broken(line, `${JSON.stringify(first.slice(0, 40))} is no directive`);
    if (words.length === 2 && words[1] === '(') block = { directive: first, line };
    else if (words.includes('(') || words.includes(')')) {
      if (words.length !== 3 || words[1] !== '(' || words[2] !== ')')
        return broken(line, 'a parenthesis is not expected here');
    } else statements.push({ directive: first, words: words.slice(1), comment, line });
  }
  if (block !== null) return broken(block.line, `the block of "${block.directive}" is never closed`);
  return { kind: 'statements', statements };
}

function splitComment(raw: string): { code: string; comment: string } {
  const quoted = /^(?:[^"`/]|"(?:[^"\\]|\\.)*"|`[^`]*`|\/(?!\/))*/.exec(raw)?.[0].length ?? 0;
  if (!raw.startsWith('//', quoted)) return { code: raw, comment: '' };
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

function broken(line: number, problem: string): GoReading {
  return { kind: 'broken', line, problem };
}
