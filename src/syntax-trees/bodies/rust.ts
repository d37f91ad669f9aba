import type { SyntaxNode } from '../types.ts';

/** Deeper nesting is no declaration that a person wrote. */
const mostDepth = 150;
const mostFindings = 20;
const longestString = 300;
/** Characters of all that the macros of a file match. */
const mostPatternCharacters = 6_000;
const longestPattern = 320;
const mostSpelled = 60;
/** Characters of all texts of a file: a program could be told in many small ones. */
const mostTextCharacters = 8_000;

const declarations =
  'source_file function_signature_item struct_item union_item enum_item enum_variant_list enum_variant field_declaration_list field_declaration ordered_field_declaration_list trait_item impl_item declaration_list mod_item use_declaration use_list scoped_use_list use_as_clause use_wildcard const_item static_item type_item associated_type macro_definition macro_rule';
const types =
  'type_identifier primitive_type scoped_type_identifier generic_type type_arguments type_parameters type_parameter const_parameter constrained_type_parameter optional_type_parameter lifetime lifetime_parameter trait_bounds where_clause where_predicate reference_type pointer_type tuple_type unit_type array_type function_type abstract_type dynamic_type bounded_type qualified_type bracketed_type never_type removed_trait_bound higher_ranked_trait_bound for_lifetimes type_binding use_bounds';
const parts =
  'identifier field_identifier scoped_identifier self super crate metavariable parameters parameter self_parameter mutable_specifier visibility_modifier function_modifiers extern_modifier';
const literals =
  'integer_literal float_literal string_literal string_content raw_string_literal char_literal boolean_literal escape_sequence negative_literal unary_expression reference_expression array_expression tuple_expression';
const comments = 'line_comment block_comment doc_comment outer_doc_comment_marker inner_doc_comment_marker';
const allowed = new Set(`${declarations} ${types} ${parts} ${literals} ${comments}`.split(' '));
const attribute =
  /^#\[(?:derive\([\w:, ]{1,300}\)|must_use|non_exhaustive|deprecated|macro_export|default|cfg\([\w\s=",().-]{1,200}\))\]$/;
const strings = new Set(['string_literal', 'raw_string_literal']);

/** Whether a rule of a macro matches little but what it names: words that it spells out could be a program. */
export function isPlainPattern(text: string): boolean {
  const spelled = text.replace(/\$\w+\s*:\s*\w+|\$crate\b|=>|[$()[\]{}*+?,;:|\s]/g, '');
  return text.length <= longestPattern && spelled.length <= mostSpelled;
}

/**
 * Nodes of a text of Rust that are no declaration, each with its line. Allowed are declarations without bodies, types,
 * comments, literals as values of constants, and what macros match, with nothing that they make of it.
 */
export function findRustBodies(root: SyntaxNode): readonly string[] {
  const found: string[] = [];
  let patterns = 0;
  let texts = 0;
  const say = (node: SyntaxNode, what: string): void => {
    found.push(`line ${node.startPosition.row + 1}: ${what}`);
  };
  const pending: [SyntaxNode, number][] = [[root, 0]];
  for (let entry = pending.pop(); entry !== undefined && found.length < mostFindings; entry = pending.pop()) {
    const [node, depth] = entry;
    if (node.isError || node.isMissing) say(node, 'it does not parse');
    else if (depth > mostDepth) say(node, 'it nests too deeply');
    else if (node.type === 'attribute_item') {
      if (!attribute.test(node.text.slice(0, 400))) say(node, 'an attribute that may work');
    } else if (node.type === 'token_tree') {
      if (node.namedChildCount > 0 || node.text.length > 4) say(node, 'what a macro makes');
    } else if (node.type === 'token_tree_pattern') {
      patterns += node.endIndex - node.startIndex;
      if (patterns > mostPatternCharacters || !isPlainPattern(node.text)) say(node, 'more than macros match');
    } else if (!allowed.has(node.type)) say(node, `a ${node.type.replaceAll('_', ' ')}`);
    else if (strings.has(node.type)) {
      const length = node.endIndex - node.startIndex;
      texts += length;
      if (length > longestString || texts > mostTextCharacters) say(node, 'a long text');
    } else for (const child of node.namedChildren) if (child !== null) pending.push([child, depth + 1]);
  }
  return found;
}
