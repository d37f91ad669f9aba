import type { OutlineLanguage } from './find-bodies.ts';
import { withTree } from './parse-tree.ts';
import type { SyntaxNode } from './types.ts';

/** Offsets in the text, in UTF-16 units. */
export interface CommentRange {
  readonly start: number;
  readonly end: number;
}

/**
 * The comments of a text of declarations, in order; in Python the strings that stand as a statement of their own, which is
 * how it documents, as well. Throws SyntaxTreeError.
 */
export async function findCommentRanges(language: OutlineLanguage, text: string): Promise<CommentRange[]> {
  return withTree(language, text, (root) => {
    const found: CommentRange[] = [];
    const open: SyntaxNode[] = [root];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      if (isComment(node)) found.push({ start: node.startIndex, end: node.endIndex });
      else for (const child of node.namedChildren.toReversed()) if (child !== null) open.push(child);
    }
    return found;
  });
}

function isComment(node: SyntaxNode): boolean {
  if (/^(?:comment|line_comment|block_comment)$/.test(node.type)) return true;
  return (
    node.type === 'expression_statement' && node.namedChildren.every((child) => child?.type === 'string')
  );
}
