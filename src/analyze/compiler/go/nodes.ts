import type { SyntaxNode } from '../../../syntax-trees/index.ts';

export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  return node.namedChildren.filter((child) => child !== null);
}

export function field(node: SyntaxNode, name: string): SyntaxNode | null {
  return node.childForFieldName(name);
}

export function namesOf(node: SyntaxNode): string[] {
  return node.childrenForFieldName('name').flatMap((child) => (child?.isNamed ? [child.text] : []));
}

export function oneLine(text: string): string {
  return text
    .replace(/\/\/[^\n]*/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

export function isExported(name: string): boolean {
  return /^\p{Lu}/u.test(name);
}
