import type { SyntaxNode } from '../../../syntax-trees/index.ts';

/** The comments that end on the line above a node, with no line between, as lines that `//` opens. */
export function readDocComment(before: readonly SyntaxNode[], node: SyntaxNode): string[] {
  const attached: SyntaxNode[] = [];
  let row = node.startPosition.row;
  for (const comment of before.toReversed()) {
    if (comment.endPosition.row !== row - 1) break;
    attached.unshift(comment);
    row = comment.startPosition.row;
  }
  return trimBlank(attached.flatMap((comment) => readLines(comment.text)));
}

/** A comment behind a declaration, on its line. */
export function readTrailingComment(node: SyntaxNode): string[] {
  const next = node.nextNamedSibling;
  const isBehind =
    next?.type === 'comment' &&
    next.startPosition.row === node.endPosition.row &&
    next.startIndex > node.startIndex;
  return isBehind ? trimBlank(readLines(next.text)) : [];
}

function readLines(comment: string): string[] {
  if (!comment.startsWith('/*')) return isDirective(comment) ? [] : [comment.trimEnd()];
  const inside = comment.slice(2, -2).split(/\r?\n/);
  // A row of stars down the side belongs to the comment and not to its text.
  const hasStars = inside.slice(1, -1).every((line) => line.trim() === '' || /^\s*\*/.test(line));
  return inside.map((line, index) => {
    const text = hasStars && index > 0 ? line.replace(/^\s*\*+ ?/, '') : line;
    return `// ${text.trimEnd()}`.trimEnd().replace(/^\/\/ {2}(?=\S)/, '// ');
  });
}

/** Words to tools, and licences, are no documentation. */
function isDirective(comment: string): boolean {
  return /^\/\/(?:go:|line |export |nolint|lint:|revive:|#| ?\+build\b)/.test(comment);
}

function trimBlank(lines: readonly string[]): string[] {
  const isBlank = (line: string | undefined): boolean => line !== undefined && /^\/\/\s*$/.test(line);
  const kept = [...lines];
  while (isBlank(kept[0])) kept.shift();
  while (isBlank(kept.at(-1))) kept.pop();
  return kept.some((line) => /copyright|spdx-license|all rights reserved/i.test(line)) ? [] : kept;
}
