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
export { isGoKeyword, isPredeclaredInGo } from './go/predeclared.ts';
export { findStandardPackage, isStandardPackage } from './go/standard-packages.ts';
export { withTree } from './parse-tree.ts';
export { type PythonImport, type PythonNames, type PythonUse, readPythonNames } from './python-names.ts';
export {
  cleanPythonDocstring,
  readPythonLiteral,
  readPythonString,
  renderPythonDocstring,
} from './python-string.ts';
export * from './rust/index.ts';
export { type SyntaxNode, type TreeLanguage, treeLanguages } from './types.ts';
