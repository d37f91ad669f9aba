import type { SyntaxNode } from '../types.ts';

/** Nodes of an outline of Python that are no declaration, each with its line. */
export function findPythonBodies(root: SyntaxNode): readonly string[] {
  // Nothing is known to be a declaration yet.
  return root.namedChildren.map((node) => `line ${(node?.startPosition.row ?? 0) + 1}: ${node?.type}`);
}
