export const treeLanguages = ['python', 'rust', 'go', 'javascript', 'typescript'] as const;
export type TreeLanguage = (typeof treeLanguages)[number];

export type { Node as SyntaxNode } from 'web-tree-sitter';
