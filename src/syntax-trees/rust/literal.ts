import type { SyntaxNode } from '../types.ts';

const simple = new Set([
  'integer_literal',
  'float_literal',
  'string_literal',
  'raw_string_literal',
  'char_literal',
  'boolean_literal',
]);
const holding = new Set([
  'negative_literal',
  'unary_expression',
  'reference_expression',
  'array_expression',
  'tuple_expression',
]);

/** True for a value that stands there and is not worked out: a literal, or a list or reference of literals. */
export function isRustLiteral(node: SyntaxNode, depth = 0): boolean {
  if (simple.has(node.type)) return true;
  if (!holding.has(node.type) || depth > 6) return false;
  // `[0; n]` repeats, which a literal list does not.
  if (node.type === 'array_expression' && node.childForFieldName('length') !== null) return false;
  return node.namedChildren.every((child) => child !== null && isRustLiteral(child, depth + 1));
}
