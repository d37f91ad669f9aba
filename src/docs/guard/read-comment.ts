import { isCodeLine, isStatement } from './code-likeness.ts';
import { undressLine } from './undress-line.ts';

/** How much of a comment is code, and which part of that it shows as an example. */
export interface ReadText {
  readonly lines: number;
  readonly codeLines: number;
  /** Statements that stand neither in a fence nor under an `@example`, nor behind a prompt where there are any. */
  readonly strayStatements: number;
  /** The lines of its examples. */
  readonly example: readonly string[];
}

const marks = /^\s*(?:\/\*+|\*+(?!\/)|\/\/+!?)\s?/;
const prompt = /^\s*(?:>>>|\.\.\.)(?:\s|$)/;

/** `hasPrompts`: lines behind `>>>`, and indented ones after `::`, are examples, as in docstrings. */
export function readComment(text: string, { hasPrompts }: { readonly hasPrompts: boolean }): ReadText {
  const lines = text.split(/\r\n|\n|\r/).map((line) => line.replace(marks, ''));
  const bare = hasPrompts ? lines.map((line) => line.replace(prompt, '')) : lines;
  const example: string[] = [];
  let strayStatements = 0;
  let isFenced = false;
  let isExample = false;
  let literalIndent: number | null = null;
  lines.forEach((line, index) => {
    const indent = line.search(/\S/);
    if (literalIndent !== null && indent >= 0 && indent <= literalIndent) literalIndent = null;
    const isShown = hasPrompts && (prompt.test(line) || literalIndent !== null);
    if (/^\s*(?:```|~~~)/.test(line)) isFenced = !isFenced;
    else if (!isFenced && /^\s*@\w/.test(line)) isExample = /^\s*@example\b/.test(line);
    else if (isFenced || isExample || isShown) example.push(bare[index] ?? '');
    else strayStatements += undressLine(line).filter(isStatement).length;
    if (hasPrompts && literalIndent === null && /::\s*$/.test(line)) literalIndent = indent;
  });
  return { lines: lines.length, codeLines: bare.filter(isCodeLine).length, strayStatements, example };
}
