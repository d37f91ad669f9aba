export { SyntaxTreeError } from './errors.ts';
export { findBodies, type OutlineLanguage } from './find-bodies.ts';
export { withTree } from './parse-tree.ts';
export { type SyntaxNode, type TreeLanguage, treeLanguages } from './types.ts';
