import type { SyntaxNode } from '../types.ts';

/** Nodes of an outline of Go that are no declaration, each with its line. */
export function findGoBodies(root: SyntaxNode): readonly string[] {
  // Nothing is known to be a declaration yet.
  return root.namedChildren.map((node) => `line ${(node?.startPosition.row ?? 0) + 1}: ${node?.type}`);
}
