export { isPlainGoValue } from './bodies/go.ts';
export {
  isDottedName,
  isPlainKeyword,
  isPlainPythonString,
  isPlainPythonValue,
  isPythonMarker,
  isPythonType,
} from './bodies/python-values.ts';
export { SyntaxTreeError } from './errors.ts';
export { findBodies, type OutlineLanguage } from './find-bodies.ts';
export { type CommentRange, findCommentRanges } from './find-comments.ts';
export { withTree } from './parse-tree.ts';
export {
  cleanPythonDocstring,
  readPythonLiteral,
  readPythonString,
  renderPythonDocstring,
} from './python-string.ts';
export * from './rust/index.ts';
export { type SyntaxNode, type TreeLanguage, treeLanguages } from './types.ts';
