import type { SyntaxNode } from '../../../../syntax-trees/index.ts';
import { makeBranch, makeOperator } from '../../operations/build.ts';
import { constant, nothing, type Operation, operation } from '../../operations/operation.ts';
import { type Grammar, readNumber, type TreeReader } from './tree-reader.ts';

const globals = new Map<string, string>(
  'append cap close complex copy delete imag make new panic print println real recover min max clear strings strconv fmt errors sort bytes math unicode utf8 time sync regexp os io bufio reflect context rand binary json hex atomic slices maps'
    .split(' ')
    .map((name) => [name, `@${name}`] as const),
).set('len', '@length');
const members = new Map<string, string>(
  'Split SplitN Join Replace ReplaceAll ToLower ToUpper TrimSpace Trim TrimLeft TrimRight TrimPrefix TrimSuffix HasPrefix HasSuffix Contains Index IndexByte LastIndex Fields Repeat Map Count EqualFold WriteString WriteByte WriteRune Write Read String Len Cap Reset Grow Sprintf Errorf Printf Println Fprintf New Atoi Itoa ParseInt ParseUint ParseFloat ParseBool FormatInt Quote Lock Unlock RLock RUnlock Now Since Sub Add Unix Sleep Sort Slice Strings IsUpper IsLower IsDigit IsLetter IsSpace RuneCountInString DecodeRuneInString MatchString FindAllString ReplaceAllString MustCompile Error Is As Unwrap Kind Elem ValueOf TypeOf Pow Floor Ceil Abs Max Min Sqrt Log'
    .split(' ')
    .map((name) => [name, `.${name}`] as const),
);

function field(node: SyntaxNode, name: string): SyntaxNode | null {
  return node.childForFieldName(name);
}

/** `a, b = c, d` is one step for each. */
function assign(node: SyntaxNode, tree: TreeReader): Operation {
  const at = node.endIndex;
  const targets = partsOf(field(node, 'left') ?? field(node, 'name'));
  const values = partsOf(field(node, 'right') ?? field(node, 'value'));
  const sign = field(node, 'operator')?.text ?? '=';
  const steps = values.map((value, index) => {
    const target = targets[index];
    const read = tree.read(value);
    if (target === undefined) return read;
    if (sign.length > 1 && sign !== ':=')
      return tree.set(makeOperator(sign.slice(0, -1), [tree.read(target), read], at), tree.read(target), at);
    return tree.set(read, tree.read(target), at);
  });
  const rest = targets
    .slice(values.length)
    .map((target) => tree.set(operation('', [], at), tree.read(target), at));
  return operation('block', [...steps, ...(values.length === 0 ? [] : rest)], at);
}

function partsOf(node: SyntaxNode | null): SyntaxNode[] {
  if (node === null) return [];
  return node.type === 'expression_list' ? node.namedChildren.filter((part) => part !== null) : [node];
}

function step(by: number): (node: SyntaxNode, tree: TreeReader) => Operation {
  return (node, tree) => {
    const [target] = node.namedChildren;
    const at = node.endIndex;
    return tree.set(makeOperator('+', [tree.read(target), constant(by, at)], at), tree.read(target), at);
  };
}

function readFor(node: SyntaxNode, tree: TreeReader): Operation {
  const at = node.endIndex;
  const body = field(node, 'body');
  const head = node.namedChildren.find((child) => child !== null && child.id !== body?.id);
  if (head?.type === 'range_clause') {
    const start = partsOf(field(head, 'left')).map((part) => tree.set(nothing(at), tree.read(part), at));
    const subject = tree.read(field(head, 'right'));
    return operation('each', [subject, operation('block', [...start, tree.read(body)], at)], at);
  }
  if (head?.type !== 'for_clause') return operation('loop', [tree.read(head), tree.read(body)], at);
  const start = tree.read(field(head, 'initializer'));
  const test = tree.read(field(head, 'condition'));
  const round = operation('block', [tree.read(body), tree.read(field(head, 'update'))], at);
  return operation('block', [start, operation('loop', [test, round], at)], at);
}

function readSwitch(node: SyntaxNode, tree: TreeReader): Operation {
  const at = node.endIndex;
  const value = field(node, 'value');
  const cases = node.namedChildren.flatMap((child) => {
    if (child === null || !/_case$/.test(child.type)) return [];
    const given = field(child, 'value') ?? field(child, 'type');
    const below = child.namedChildren.filter((part) => part !== null && part.id !== given?.id);
    const body = operation(
      'block',
      below.map((part) => tree.read(part)),
      child.endIndex,
    );
    if (given === null) return [body];
    const tests = partsOf(given).map((part) => tree.read(part));
    const asked = value === null ? tests : tests.map((test) => operation('==', [test], at));
    return [operation('case', [operation('', asked, at), body], child.endIndex)];
  });
  return operation('switch', [tree.read(value), ...cases], at);
}

function readFunction(node: SyntaxNode, tree: TreeReader): Operation {
  return tree.readFunction(node);
}

/** How Go's nodes become operations. */
export const go: Grammar = {
  language: 'go',
  silent: new Set([
    ...['comment', 'package_clause', 'import_declaration', 'type_declaration', 'parameter_list', 'nil'],
    ...[
      'type_identifier',
      'pointer_type',
      'slice_type',
      'array_type',
      'map_type',
      'qualified_type',
      'function_type',
    ],
    ...['struct_type', 'interface_type', 'channel_type', 'generic_type', 'type_arguments', 'label_name'],
  ]),
  functions: new Set(['function_declaration', 'method_declaration', 'func_literal']),
  globals,
  members,
  rules: {
    identifier: (node, tree) => tree.name(node),
    package_identifier: (node, tree) => tree.name(node),
    field_identifier: (node) => nothing(node.endIndex),
    block: (node, tree) => tree.block(node),
    statement_list: (node, tree) => tree.block(node),
    source_file: (node, tree) => tree.block(node),
    function_declaration: readFunction,
    method_declaration: readFunction,
    short_var_declaration: assign,
    assignment_statement: assign,
    var_spec: assign,
    const_spec: assign,
    inc_statement: step(1),
    dec_statement: step(-1),
    if_statement: (node, tree) => {
      const at = node.endIndex;
      const start = tree.read(field(node, 'initializer'));
      const test = tree.read(field(node, 'condition'));
      const no = field(node, 'alternative');
      const yes = tree.read(field(node, 'consequence'));
      const made = makeBranch(test, { yes, at, ...(no && { no: tree.read(no) }) });
      return start.op === 'nothing' ? made : operation('block', [start, made], at);
    },
    for_statement: readFor,
    expression_switch_statement: readSwitch,
    type_switch_statement: readSwitch,
    select_statement: readSwitch,
    return_statement: (node, tree) => operation('return', [operationOf(node, tree)], node.endIndex),
    break_statement: (node) => operation('jump', [], node.endIndex),
    continue_statement: (node) => operation('jump', [], node.endIndex),
    go_statement: (node, tree) => operation('go', tree.readAll(node), node.endIndex),
    defer_statement: (node, tree) => operation('defer', tree.readAll(node), node.endIndex),
    call_expression: (node, tree) => {
      const given = field(node, 'arguments');
      const kids = given === null ? [] : tree.readAll(given);
      return operation('call', [tree.read(field(node, 'function')), ...kids], node.endIndex);
    },
    selector_expression: (node, tree) =>
      tree.member(tree.read(field(node, 'operand')), field(node, 'field')?.text ?? '', node.endIndex),
    index_expression: (node, tree) =>
      operation('[]', [tree.read(field(node, 'operand')), tree.read(field(node, 'index'))], node.endIndex),
    slice_expression: (node, tree) => operation('slice', tree.readAll(node), node.endIndex),
    binary_expression: (node, tree) => {
      const sign = field(node, 'operator')?.text ?? '+';
      const [left, right] = [tree.read(field(node, 'left')), tree.read(field(node, 'right'))];
      return /^(?:&&|\|\|)$/.test(sign)
        ? makeBranch(left, { yes: right, at: node.endIndex })
        : makeOperator(sign, [left, right], node.endIndex);
    },
    unary_expression: (node, tree) => {
      const value = tree.read(field(node, 'operand'));
      const sign = field(node, 'operator')?.text ?? '';
      if (sign === '-' && value.op === 'number') return constant(-Number(value.value), node.endIndex);
      return /^[!&*+]$/.test(sign)
        ? value
        : operation(sign === '-' ? 'negate' : sign, [value], node.endIndex);
    },
    composite_literal: (node, tree) => {
      const body = field(node, 'body');
      return operation('{}', body === null ? [] : tree.readAll(body), node.endIndex);
    },
    // A row of a table may leave out its type.
    literal_value: (node, tree) => operation('{}', tree.readAll(node), node.endIndex),
    keyed_element: (node, tree) => tree.read(node.namedChildren.at(-1)),
    interpreted_string_literal: (node, tree) => tree.text(node, node.text.slice(1, -1)),
    raw_string_literal: (node, tree) => tree.text(node, node.text.slice(1, -1)),
    rune_literal: (node) => operation('letter', [], node.endIndex),
    int_literal: (node) => constant(readNumber(node.text), node.endIndex),
    float_literal: (node) => constant(readNumber(node.text), node.endIndex),
    true: (node) => constant(true, node.endIndex),
    false: (node) => constant(false, node.endIndex),
  },
};

/** What is returned: several values stand side by side. */
function operationOf(node: SyntaxNode, tree: TreeReader): Operation {
  const kids = node.namedChildren.map((child) => tree.read(child));
  return kids.length === 1 ? (kids[0] as Operation) : operation('', kids, node.endIndex);
}
