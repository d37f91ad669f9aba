import type { SyntaxNode } from '../../../syntax-trees/index.ts';

/** A node's text on one line, without the comments in it. */
export function renderPlainText(node: SyntaxNode): string {
  const { startIndex, text } = node;
  const pieces: string[] = [];
  let at = 0;
  for (const comment of node.descendantsOfType('comment')) {
    if (comment === null) continue;
    pieces.push(text.slice(at, comment.startIndex - startIndex));
    at = comment.endIndex - startIndex;
  }
  pieces.push(text.slice(at));
  return pieces.join(' ').replace(/\s+/g, ' ').trim();
}

/** Documentation shows what begins with a capital letter. */
export function isExported(name: string): boolean {
  return /^\p{Lu}/u.test(name);
}

export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  return node.namedChildren.filter((child) => child !== null);
}

export function field(node: SyntaxNode, name: string): SyntaxNode | null {
  return node.childForFieldName(name);
}

export function namesOf(node: SyntaxNode): SyntaxNode[] {
  return node.childrenForFieldName('name').filter((child) => child?.isNamed) as SyntaxNode[];
}
