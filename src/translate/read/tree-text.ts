import type { SyntaxNode } from '../../syntax-trees/index.ts';
import { Unsayable } from '../model.ts';

export const mostDepth = 100;

/** The child of that name. Throws Unsayable where the grammar says that it may be missing. */
export function childOf(node: SyntaxNode, field: string): SyntaxNode {
  const child = node.childForFieldName(field);
  if (child === null) throw new Unsayable(`it holds a ${node.type} without its ${field}`);
  return child;
}

/** Named children without comments. */
export function partsOf(node: SyntaxNode): SyntaxNode[] {
  return node.namedChildren.filter((child) => child !== null && !/comment$/.test(child.type)) as SyntaxNode[];
}

export function unknownNode(node: SyntaxNode, language: string): never {
  throw new Unsayable(`it holds a ${node.type.replaceAll('_', ' ')} of ${language}, which is not translated`);
}
