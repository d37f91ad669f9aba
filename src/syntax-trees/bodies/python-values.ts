import type { SyntaxNode } from '../types.ts';

const deepest = 12;
const mostItems = 60;
/** A longer text is data and no default. */
const longestString = 200;
/** A longer list or table is how something is done, and not what it is called with. */
const longestCollection = 120;

/** True for a literal constant: numbers, short texts, names of constants, and lists, tuples, sets, dictionaries of these. */
export function isPlainPythonValue(node: SyntaxNode, depth = 0): boolean {
  if (depth > deepest) return false;
  const inside = (): boolean =>
    node.namedChildCount <= mostItems &&
    node.namedChildren.every((child) => isPlainPythonValue(child, depth + 1));
  switch (node.type) {
    case 'integer':
    case 'float':
      return node.endIndex - node.startIndex <= 80;
    case 'true':
    case 'false':
    case 'none':
    case 'ellipsis':
      return true;
    case 'string':
      return isPlainPythonString(node) && node.endIndex - node.startIndex <= longestString;
    case 'unary_operator':
      return /^[-+]$/.test(node.child(0)?.type ?? '') && inside();
    case 'list':
    case 'tuple':
    case 'set':
    case 'dictionary':
      return node.endIndex - node.startIndex <= longestCollection && inside();
    case 'pair':
    case 'parenthesized_expression':
      return inside();
    case 'identifier':
    case 'attribute':
      return isDottedName(node);
    default:
      return false;
  }
}

/** No formatted text: what stands in its braces would run. */
export function isPlainPythonString(node: SyntaxNode): boolean {
  return (
    node.type === 'string' &&
    node.namedChildren.every(({ type }) => /^(?:string_start|string_content|string_end)$/.test(type))
  );
}

export function isDottedName(node: SyntaxNode, depth = 0): boolean {
  if (node.type === 'identifier') return true;
  if (node.type === 'dotted_name') return node.namedChildren.every(({ type }) => type === 'identifier');
  const object = node.childForFieldName('object');
  return node.type === 'attribute' && depth < deepest && object !== null && isDottedName(object, depth + 1);
}

const typeNodes = new Set([
  ...['type', 'identifier', 'attribute', 'generic_type', 'type_parameter', 'union_type', 'constrained_type'],
  ...[
    'splat_type',
    'member_type',
    'list',
    'tuple',
    'none',
    'ellipsis',
    'true',
    'false',
    'integer',
    'subscript',
  ],
  ...['unary_operator', 'list_splat', 'dictionary_splat', 'parenthesized_expression'],
]);

/** True for an annotation that names types and does nothing else. */
export function isPythonType(node: SyntaxNode, depth = 0): boolean {
  if (depth > deepest * 2 || node.namedChildCount > mostItems) return false;
  if (node.type === 'string') return isPlainPythonString(node) && node.endIndex - node.startIndex <= 120;
  if (node.type === 'attribute') return isDottedName(node);
  const isUnion = node.type === 'binary_operator' && node.childForFieldName('operator')?.type === '|';
  return (
    (isUnion || typeNodes.has(node.type)) &&
    node.namedChildren.every((child) => isPythonType(child, depth + 1))
  );
}

const decorators =
  /^(?:property|staticmethod|classmethod|overload|typing\.overload|final|abstractmethod|abc\.abstractmethod|cached_property|functools\.cached_property|dataclass|dataclasses\.dataclass|\w+\.(?:setter|getter|deleter))$/;

/** True for a decorator that says what a declaration is. */
export function isPythonMarker(node: SyntaxNode): boolean {
  const [inner] = node.namedChildren;
  if (inner === undefined) return false;
  if (inner.type !== 'call') return decorators.test(inner.text.slice(0, 100));
  const words = inner.childForFieldName('arguments')?.namedChildren ?? [];
  return (
    /^(?:dataclasses\.)?dataclass$/.test(inner.childForFieldName('function')?.text.slice(0, 100) ?? '') &&
    words.every(isPlainKeyword)
  );
}

export function isPlainKeyword(node: SyntaxNode): boolean {
  const value = node.childForFieldName('value');
  return node.type === 'keyword_argument' && value !== null && isPlainPythonValue(value);
}
