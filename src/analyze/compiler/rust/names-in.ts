import type { SyntaxNode } from '../../../syntax-trees/index.ts';

const nameKinds = ['identifier', 'type_identifier', 'field_identifier', 'shorthand_field_identifier'];

/** Every name that stands in a node, methods and types among them. */
export function readNames(node: SyntaxNode | null): ReadonlySet<string> {
  if (node === null) return new Set();
  const found = nameKinds.includes(node.type) ? [node.text] : [];
  return new Set([
    ...found,
    ...node.descendantsOfType(nameKinds).flatMap((each) => (each === null ? [] : [each.text])),
  ]);
}

const literals = new Set([
  'integer_literal',
  'float_literal',
  'string_literal',
  'raw_string_literal',
  'char_literal',
  'boolean_literal',
  'unit_expression',
]);
const holders = new Set([
  'negative_literal',
  'unary_expression',
  'reference_expression',
  'array_expression',
  'tuple_expression',
  'parenthesized_expression',
  'type_cast_expression',
  'arguments',
  'mutable_specifier',
  'primitive_type',
  'token_tree',
  'string_content',
  'escape_sequence',
]);
const wrappers =
  /^(?:Some|Ok|Err|None|String::from|String::new|Vec::new|Vec::<.*>::new|vec|Cow::Borrowed|Cow::Owned|Box::new|Duration::\w+|std::time::Duration::\w+|f32::\w+|f64::\w+|[iu](?:8|16|32|64|128|size)::(?:MAX|MIN))$/;
const plainMethods = new Set(
  'to_string to_owned into to_vec as_slice as_str as_bytes iter collect is_some chars'.split(' '),
);

/** True for a value that is made of literals alone: what a scenario expects, rather than what it asks. */
export function isPureNode(node: SyntaxNode, depth = 0): boolean {
  if (literals.has(node.type)) return true;
  if (depth > 12) return false;
  if (node.type === 'identifier' || node.type === 'scoped_identifier') return wrappers.test(node.text);
  if (node.type === 'macro_invocation') {
    const isVec = node.childForFieldName('macro')?.text === 'vec';
    return (
      isVec &&
      node.namedChildren.every(
        (child) => child?.type === 'identifier' || (child?.type === 'token_tree' && isPureTokens(child)),
      )
    );
  }
  if (node.type === 'call_expression') {
    const callee = node.childForFieldName('function');
    const given = node.childForFieldName('arguments');
    const isPlain =
      callee?.type === 'field_expression'
        ? plainMethods.has(callee.childForFieldName('field')?.text ?? '') &&
          isPureChild(callee.childForFieldName('value'), depth)
        : callee !== null && wrappers.test(callee.text);
    return isPlain && isPureChild(given, depth);
  }
  if (!holders.has(node.type)) return false;
  return node.namedChildren.every((child) => isPureChild(child, depth));
}

function isPureChild(node: SyntaxNode | null, depth: number): boolean {
  return node !== null && isPureNode(node, depth + 1);
}

function isPureTokens(node: SyntaxNode): boolean {
  return node
    .descendantsOfType(['identifier', 'metavariable', 'self'])
    .every(
      (each) =>
        each === null ||
        wrappers.test(each.text) ||
        plainMethods.has(each.text) ||
        /^(?:String|from)$/.test(each.text),
    );
}
