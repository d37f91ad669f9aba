import type { SyntaxNode } from '../../../../syntax-trees/index.ts';
import { makeBranch, makeOperator } from '../../operations/build.ts';
import { constant, nothing, type Operation, operation } from '../../operations/operation.ts';
import { type Grammar, readNumber, type TreeReader } from './tree-reader.ts';

const globals = new Map<string, string>(
  'Some Ok Err String Vec HashMap HashSet BTreeMap BTreeSet VecDeque Box Rc Arc Cell RefCell Option Result Default Iterator std core char u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize f32 f64 str Duration Cow'
    .split(' ')
    .map((name) => [name, `@${name}`] as const),
);
const members = new Map<string, string>(
  'push push_str pop insert remove get get_mut contains contains_key entry or_insert or_insert_with extend clear drain retain truncate reserve chars bytes as_bytes as_str as_ref as_mut to_string to_owned to_vec into from parse trim trim_start trim_end split splitn split_at lines starts_with ends_with strip_prefix strip_suffix find rfind replace repeat to_lowercase to_uppercase to_ascii_lowercase to_ascii_uppercase is_alphabetic is_alphanumeric is_numeric is_whitespace is_uppercase is_lowercase is_ascii_digit to_digit is_empty iter iter_mut into_iter map filter filter_map flat_map fold enumerate zip rev skip take take_while skip_while step_by chain collect sum min max min_by max_by any all position last next peek peekable nth count cloned copied unwrap unwrap_or unwrap_or_else unwrap_or_default expect ok err ok_or ok_or_else and_then map_err is_some is_none is_ok is_err cmp partial_cmp sort sort_by sort_by_key dedup swap wrapping_add wrapping_mul wrapping_sub checked_add checked_mul checked_sub checked_div saturating_sub saturating_add rotate_left rotate_right abs pow powi powf sqrt floor ceil round min_value max_value write_str write_char fmt with_capacity new default'
    .split(' ')
    .map((name) => [name, `.${name}`] as const),
).set('len', '@length');

function field(node: SyntaxNode, name: string): SyntaxNode | null {
  return node.childForFieldName(name);
}

/** The last expression of a function is what it returns. */
function returnLast(body: Operation): Operation {
  const last = body.kids.at(-1);
  if (last?.op === 'block') return { ...body, kids: [...body.kids.slice(0, -1), returnLast(last)] };
  if (body.op !== 'block' || last === undefined) return operation('return', [body], body.at);
  if (/^(?:return|throw|jump|set|loop|each|nothing|if|switch)$/.test(last.op)) {
    if (last.op !== 'if' && last.op !== 'switch') return body;
    return { ...body, kids: [...body.kids.slice(0, -1), returnEach(last)] };
  }
  return { ...body, kids: [...body.kids.slice(0, -1), operation('return', [last], last.at)] };
}

function returnEach(node: Operation): Operation {
  if (node.op !== 'if' || node.kids[2]?.op === 'nothing') return node;
  return { ...node, kids: [node.kids[0] as Operation, ...node.kids.slice(1).map((kid) => returnLast(kid))] };
}

/** A pattern declares its names, and what it compares with stays. */
function readPattern(node: SyntaxNode | null, value: Operation, tree: TreeReader): Operation {
  if (node === null) return value;
  if (node.type === 'identifier' || node.type === 'mut_pattern')
    return tree.set(value, tree.read(node), node.endIndex);
  return operation('block', [value, tree.read(node)], node.endIndex);
}

function readMatch(node: SyntaxNode, tree: TreeReader): Operation {
  const at = node.endIndex;
  const arms = field(node, 'body')?.namedChildren.filter((child) => child?.type === 'match_arm') ?? [];
  const cases = arms.map((arm) => {
    const test = operation('==', [tree.read(field(arm as SyntaxNode, 'pattern'))], at);
    return operation('case', [test, tree.read(field(arm as SyntaxNode, 'value'))], arm?.endIndex ?? at);
  });
  return operation('switch', [tree.read(field(node, 'value')), ...cases], at);
}

/** How Rust's nodes become operations. */
export const rust: Grammar = {
  language: 'rust',
  silent: new Set([
    ...['line_comment', 'block_comment', 'attribute_item', 'inner_attribute_item', 'use_declaration'],
    ...[
      'struct_item',
      'enum_item',
      'type_item',
      'trait_bounds',
      'where_clause',
      'type_parameters',
      'parameters',
    ],
    ...['type_identifier', 'primitive_type', 'reference_type', 'generic_type', 'type_arguments', 'lifetime'],
    ...[
      'extern_crate_declaration',
      'mutable_specifier',
      'visibility_modifier',
      'self',
      'mod_item_declaration',
    ],
    ...['closure_parameters', 'macro_definition', 'function_modifiers', 'label'],
  ]),
  functions: new Set(['function_item', 'closure_expression']),
  globals,
  members,
  rules: {
    identifier: (node, tree) => tree.name(node),
    field_identifier: (node) => nothing(node.endIndex),
    shorthand_field_identifier: (node, tree) => tree.name(node),
    source_file: (node, tree) => tree.block(node),
    block: (node, tree) => tree.block(node),
    declaration_list: (node, tree) => tree.block(node),
    function_item: (node, tree) => tree.readFunction(node, returnLast),
    closure_expression: (node, tree) => tree.readFunction(node, returnLast),
    impl_item: (node, tree) => tree.read(field(node, 'body')),
    trait_item: (node, tree) => tree.read(field(node, 'body')),
    mod_item: (node, tree) => tree.read(field(node, 'body')),
    expression_statement: (node, tree) => {
      const [only] = node.namedChildren;
      const read = tree.read(only);
      // What ends with a semicolon is not what a function returns.
      return node.text.endsWith(';')
        ? operation('block', [read, nothing(node.endIndex)], node.endIndex)
        : read;
    },
    let_declaration: (node, tree) => {
      const value = field(node, 'value');
      if (value === null) return nothing(node.endIndex);
      const made = readPattern(field(node, 'pattern'), tree.read(value), tree);
      const other = field(node, 'alternative');
      return other === null ? made : makeBranch(made, { yes: tree.read(other), at: node.endIndex });
    },
    let_condition: (node, tree) => readPattern(field(node, 'pattern'), tree.read(field(node, 'value')), tree),
    const_item: (node, tree) => tree.read(field(node, 'value')),
    static_item: (node, tree) => tree.read(field(node, 'value')),
    assignment_expression: (node, tree) =>
      tree.set(tree.read(field(node, 'right')), tree.read(field(node, 'left')), node.endIndex),
    compound_assignment_expr: (node, tree) => {
      const target = field(node, 'left');
      const sign = (field(node, 'operator')?.text ?? '+=').slice(0, -1);
      const sides = [tree.read(target), tree.read(field(node, 'right'))] as const;
      return tree.set(makeOperator(sign, sides, node.endIndex), tree.read(target), node.endIndex);
    },
    if_expression: (node, tree) => {
      const no = field(node, 'alternative')?.namedChildren[0];
      const test = tree.read(field(node, 'condition'));
      const yes = tree.read(field(node, 'consequence'));
      return makeBranch(test, { yes, at: node.endIndex, ...(no && { no: tree.read(no) }) });
    },
    match_expression: readMatch,
    for_expression: (node, tree) => {
      const at = node.endIndex;
      const start = readPattern(field(node, 'pattern'), nothing(at), tree);
      const body = operation('block', [start, tree.read(field(node, 'body'))], at);
      return operation('each', [tree.read(field(node, 'value')), body], at);
    },
    while_expression: (node, tree) =>
      operation('loop', [tree.read(field(node, 'condition')), tree.read(field(node, 'body'))], node.endIndex),
    loop_expression: (node, tree) =>
      operation('loop', [nothing(node.endIndex), tree.read(field(node, 'body'))], node.endIndex),
    return_expression: (node, tree) => operation('return', [tree.read(node.namedChildren[0])], node.endIndex),
    break_expression: (node, tree) => operation('jump', tree.readAll(node), node.endIndex),
    continue_expression: (node) => operation('jump', [], node.endIndex),
    call_expression: (node, tree) => {
      const given = field(node, 'arguments');
      const kids = given === null ? [] : tree.readAll(given);
      return operation('call', [tree.read(field(node, 'function')), ...kids], node.endIndex);
    },
    field_expression: (node, tree) =>
      tree.member(tree.read(field(node, 'value')), field(node, 'field')?.text ?? '', node.endIndex),
    scoped_identifier: (node, tree) => {
      const name = field(node, 'name')?.text ?? '';
      const path = field(node, 'path');
      return tree.member(path === null ? nothing(node.endIndex) : tree.read(path), name, node.endIndex);
    },
    index_expression: (node, tree) => operation('[]', tree.readAll(node), node.endIndex),
    range_expression: (node, tree) => operation('range', tree.readAll(node), node.endIndex),
    binary_expression: (node, tree) => {
      const sign = field(node, 'operator')?.text ?? '+';
      const [left, right] = [tree.read(field(node, 'left')), tree.read(field(node, 'right'))];
      return /^(?:&&|\|\|)$/.test(sign)
        ? makeBranch(left, { yes: right, at: node.endIndex })
        : makeOperator(sign, [left, right], node.endIndex);
    },
    unary_expression: (node, tree) => {
      const value = tree.read(node.namedChildren[0]);
      const sign = node.children[0]?.text ?? '';
      if (sign === '-' && value.op === 'number') return constant(-Number(value.value), node.endIndex);
      return sign === '-' ? operation('negate', [value], node.endIndex) : value;
    },
    type_cast_expression: (node, tree) => tree.read(field(node, 'value')),
    macro_invocation: (node, tree) => {
      const kids = node.namedChildren.slice(1).map((child) => tree.read(child));
      return operation(`${node.namedChildren[0]?.text ?? ''}!`, kids, node.endIndex);
    },
    token_tree: (node, tree) => operation('', tree.readAll(node), node.endIndex),
    struct_expression: (node, tree) => {
      const body = field(node, 'body');
      return operation('{}', body === null ? [] : tree.readAll(body), node.endIndex);
    },
    field_initializer: (node, tree) => tree.read(field(node, 'value')),
    array_expression: (node, tree) => operation('list', tree.readAll(node), node.endIndex),
    tuple_expression: (node, tree) => operation('list', tree.readAll(node), node.endIndex),
    string_literal: (node, tree) => tree.text(node, node.text.slice(1, -1)),
    raw_string_literal: (node, tree) => tree.text(node, node.text),
    char_literal: (node) => operation('letter', [], node.endIndex),
    integer_literal: (node) => constant(readNumber(node.text), node.endIndex),
    float_literal: (node) => constant(readNumber(node.text), node.endIndex),
    boolean_literal: (node) => constant(node.text === 'true', node.endIndex),
  },
};
