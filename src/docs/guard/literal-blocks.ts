import { findLineStarts } from './tracked-text.ts';

/** The body of a reStructuredText construct by offsets; `lines` counts its lines that are not blank. */
export interface LiteralBlock {
  readonly start: number;
  readonly end: number;
  readonly lines: number;
}

interface Line {
  readonly start: number;
  readonly text: string;
}

const codeDirective =
  /^\s*\.\. (?:code-block|code|sourcecode|parsed-literal|literalinclude|doctest|testcode|prompt|highlight|ipython)::/i;
const opensLiteral = /::\s*$/;
const rawDirective = /^\s*\.\. raw::/i;
const comment = /^\s*\.\.(?:\s+(?![[_|])(?!.*::).*)?$/;

/** Literal blocks (`::`) and code directives of reStructuredText. */
export function findLiteralBlocks(text: string): LiteralBlock[] {
  return findIndented(
    text,
    (line) => codeDirective.test(line) || (opensLiteral.test(line) && !/^\s*\.\. /.test(line)),
    1,
  );
}

/** Comments and raw HTML of reStructuredText: neither is shown to a reader as text. */
export function findHiddenInRst(text: string): LiteralBlock[] {
  return findIndented(text, (line) => comment.test(line) || rawDirective.test(line), 0);
}

/** Every stretch of lines that is indented deeper than the line that `opens` accepts; `skip` leaves that line out. */
function findIndented(text: string, opens: (line: string) => boolean, skip: 0 | 1): LiteralBlock[] {
  const starts = findLineStarts(text);
  const lines: Line[] = starts.map((start, index) => ({
    start,
    text: text.slice(start, starts[index + 1] ?? text.length).replace(/[\r\n]+$/, ''),
  }));
  const blocks: LiteralBlock[] = [];
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index];
    if (line === undefined || !opens(line.text)) continue;
    const indent = indentOf(line.text);
    const body = lines.slice(index + 1, endOfBody(lines, index + 1, indent));
    const filled = (skip === 1 ? body : [line, ...body]).filter((each) => each.text.trim() !== '');
    const [first, last] = [filled[0], filled.at(-1)];
    if (first === undefined || last === undefined) continue;
    blocks.push({ start: first.start, end: last.start + last.text.length, lines: filled.length });
    index += body.length;
  }
  return blocks;
}

function endOfBody(lines: readonly Line[], from: number, indent: number): number {
  let end = from;
  for (let index = from; index < lines.length; index++) {
    const text = lines[index]?.text ?? '';
    if (text.trim() === '') continue;
    if (indentOf(text) <= indent) break;
    end = index + 1;
  }
  return end;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
