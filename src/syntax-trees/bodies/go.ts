import type { SyntaxNode } from '../types.ts';

/** Nesting that no honest type has. */
const deepest = 100;
/** Of one constant's value; a documented constant is a number, a word or a sum of a few. */
const longestValue = 240;
const mostNodesInValue = 24;
/** Of all strings together: constants are documentation, texts kept in them are not. */
const mostStringCharacters = 8_000;
const mostFindings = 20;

const declarations = new Set([
  ...['source_file', 'package_clause', 'package_identifier', 'comment'],
  ...['const_declaration', 'const_spec', 'var_declaration', 'var_spec', 'var_spec_list'],
  ...['type_declaration', 'type_spec', 'type_alias', 'type_parameter_list', 'type_parameter_declaration'],
  ...['type_constraint', 'function_declaration', 'method_declaration', 'parameter_list'],
  ...['parameter_declaration', 'variadic_parameter_declaration'],
]);
const types = new Set([
  ...['identifier', 'field_identifier', 'type_identifier', 'blank_identifier'],
  ...['pointer_type', 'slice_type', 'array_type', 'map_type', 'channel_type', 'function_type'],
  ...['parenthesized_type', 'qualified_type', 'generic_type', 'type_arguments', 'negated_type'],
  ...['struct_type', 'field_declaration_list', 'field_declaration', 'interface_type', 'method_elem'],
  ...['type_elem', 'constraint_elem'],
]);
const numbers = ['int_literal', 'float_literal', 'imaginary_literal', 'rune_literal'];
const strings = new Set([
  ...['interpreted_string_literal', 'interpreted_string_literal_content', 'escape_sequence'],
  ...['raw_string_literal', 'raw_string_literal_content'],
]);
const values = new Set([
  ...['expression_list', ...numbers, ...strings, 'true', 'false', 'nil', 'iota', 'identifier'],
  ...['field_identifier', 'unary_expression', 'binary_expression', 'parenthesized_expression'],
  'selector_expression',
]);

/** What encoders read beside a field, and nothing else: `json:"name,omitempty"`. */
const tag = /^`(?:[\w-]{1,30}:"[\w,.\- /=*|]{0,80}" ?){1,6}`$/;

/**
 * Nodes of an outline of Go that are no declaration, each with its line: functions have no body, variables no value,
 * constants a literal or a short sum of literals, and types no expression but the length of an array.
 */
export function findGoBodies(root: SyntaxNode): readonly string[] {
  const found: string[] = [];
  let characters = 0;
  const open: { node: SyntaxNode; depth: number }[] = [{ node: root, depth: 0 }];
  for (let next = open.pop(); next !== undefined && found.length < mostFindings; next = open.pop()) {
    const { node, depth } = next;
    const problem = depth > deepest ? 'nested too deeply' : findProblem(node);
    if (problem !== null) {
      found.push(`line ${node.startPosition.row + 1}: ${problem}`);
      continue;
    }
    if (isValue(node) && /["`]/.test(node.text)) characters += node.text.length;
    // Both are judged as a whole.
    if (isTag(node) || isValue(node)) continue;
    for (const child of node.namedChildren) if (child !== null) open.push({ node: child, depth: depth + 1 });
  }
  if (characters > mostStringCharacters) found.push(`${characters} characters of texts in constants`);
  return found;
}

function findProblem(node: SyntaxNode): string | null {
  if (isTag(node)) return tag.test(node.text) ? null : 'a text beside a field';
  if (isValue(node)) return isPlainGoValue(node) ? null : 'a value that is no literal';
  if (numbers.includes(node.type)) return isArrayLength(node) ? null : 'a value';
  if (!declarations.has(node.type) && !types.has(node.type)) return describe(node);
  if (node.type === 'function_declaration' || node.type === 'method_declaration') {
    return node.childForFieldName('body') === null ? null : 'a function with a body';
  }
  if (node.type === 'var_spec') return node.childForFieldName('value') === null ? null : 'a variable’s value';
  return null;
}

function describe(node: SyntaxNode): string {
  return `no declaration but ${node.type.replaceAll('_', ' ').slice(0, 60)}`;
}

function isTag(node: SyntaxNode): boolean {
  return node.parent?.type === 'field_declaration' && node.type.endsWith('string_literal');
}

function isArrayLength(node: SyntaxNode): boolean {
  return node.parent?.type === 'array_type';
}

function isValue(node: SyntaxNode): boolean {
  return node.type === 'expression_list' && node.parent?.type === 'const_spec';
}

/** True for a literal, a name, or a short sum of such: what documentation shows of a constant. */
export function isPlainGoValue(value: SyntaxNode): boolean {
  if (value.text.length > longestValue) return false;
  const open = [value];
  let count = 0;
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    count += 1;
    if (count > mostNodesInValue || !values.has(node.type)) return false;
    for (const child of node.namedChildren) if (child !== null) open.push(child);
  }
  return true;
}
