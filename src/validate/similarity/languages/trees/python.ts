import type { SyntaxNode } from '../../../../syntax-trees/index.ts';
import { makeBranch, makeOperator, makeSum } from '../../operations/build.ts';
import { constant, nothing, type Operation, operation } from '../../operations/operation.ts';
import { type Grammar, readNumber, type TreeReader } from './tree-reader.ts';

const globals = new Map<string, string>(
  'abs all any bool bytes callable chr dict dir divmod enumerate filter float format frozenset getattr hasattr hash hex id int isinstance issubclass iter list map max min next object oct open ord pow print range repr reversed round set setattr slice sorted str sum super tuple type vars zip Exception ValueError TypeError KeyError IndexError AttributeError RuntimeError NotImplementedError StopIteration OSError ImportError UnicodeDecodeError re os sys math json time datetime collections itertools functools string struct'
    .split(' ')
    .map((name) => [name, `@${name}`] as const),
).set('len', '@length');
const members = new Map<string, string>(
  'append extend insert remove pop clear index count sort reverse copy get items keys values update setdefault popitem add discard union intersection difference split rsplit splitlines partition rpartition join strip lstrip rstrip startswith endswith find rfind replace lower upper title capitalize casefold swapcase isdigit isalpha isalnum isspace islower isupper zfill ljust rjust center format encode decode translate read write close seek compile match search sub finditer findall group groups groupdict start end span fullmatch maxsize'
    .split(' ')
    .map((name) => [name, `.${name}`] as const),
);

function field(node: SyntaxNode, name: string): SyntaxNode | null {
  return node.childForFieldName(name);
}

/** `a.b, c = value` is one step for each name. */
function assign(target: SyntaxNode | null, value: Operation, tree: TreeReader): Operation {
  if (target === null) return value;
  const at = target.endIndex;
  if (/^(?:pattern_list|tuple_pattern|list_pattern|tuple|list|expression_list)$/.test(target.type)) {
    const parts = target.namedChildren.map((part) => assign(part, operation('', [], at), tree));
    return operation('block', [value, ...parts], at);
  }
  return tree.set(value, tree.read(target), at);
}

/** Comprehensions are loops that append, in whatever brackets. */
function readComprehension(node: SyntaxNode, tree: TreeReader): Operation {
  const at = node.endIndex;
  const clauses = node.namedChildren.filter(
    (child) => child !== null && /^(?:for_in|if)_clause$/.test(child.type),
  );
  const bound = clauses.map((clause) => {
    if (clause?.type !== 'for_in_clause') return null;
    return [tree.read(field(clause, 'right')), assign(field(clause, 'left'), nothing(at), tree)] as const;
  });
  let inner: Operation = operation(
    'call',
    [operation('.append', [], at), tree.read(field(node, 'body'))],
    at,
  );
  for (const [index, clause] of [...clauses.entries()].reverse()) {
    const made = bound[index];
    if (made === null || made === undefined)
      inner = makeBranch(tree.read(clause?.namedChildren[0]), { yes: inner, at });
    else inner = operation('each', [made[0], operation('block', [made[1], inner], at)], at);
  }
  return operation('block', [operation('list', [], at), inner], at);
}

function readString(node: SyntaxNode, tree: TreeReader): Operation {
  const parts = node.namedChildren.flatMap((child) => {
    if (child?.type === 'string_content') return [tree.text(child, child.text)];
    if (child?.type === 'interpolation') return [tree.read(child.namedChildren[0])];
    return [];
  });
  return makeSum(parts.length === 0 ? [constant('', node.endIndex)] : parts, node.endIndex);
}

function readComparison(node: SyntaxNode, tree: TreeReader): Operation {
  const at = node.endIndex;
  const parts = node.namedChildren.map((child) => tree.read(child));
  const signs = node.children
    .filter((child) => child !== null && !child.isNamed)
    .map((child) => child?.text ?? '');
  const single = (sign: string, left: Operation, right: Operation): Operation => {
    return /in$/.test(sign) ? operation('in', [left, right], at) : makeOperator(sign, [left, right], at);
  };
  let made = single(signs[0] ?? '==', parts[0] ?? nothing(at), parts[1] ?? nothing(at));
  for (let index = 1; index < parts.length - 1; index += 1) {
    const next = single(signs[index] ?? '==', operation('', [], at), parts[index + 1] as Operation);
    made = makeBranch(made, { yes: next, at });
  }
  return made;
}

function readIf(node: SyntaxNode, tree: TreeReader): Operation {
  const at = node.endIndex;
  const others = node.namedChildren.filter(
    (child) => child !== null && /^(?:elif|else)_clause$/.test(child.type),
  );
  let no: Operation | undefined;
  for (const other of others.reverse()) {
    if (other?.type === 'else_clause') no = tree.read(field(other, 'body'));
    else if (other)
      no = makeBranch(tree.read(field(other, 'condition')), {
        yes: tree.read(field(other, 'consequence')),
        at,
        ...(no && { no }),
      });
  }
  return makeBranch(tree.read(field(node, 'condition')), {
    yes: tree.read(field(node, 'consequence')),
    at,
    ...(no && { no }),
  });
}

/** How Python's nodes become operations. */
export const python: Grammar = {
  language: 'python',
  silent: new Set([
    ...['comment', 'type', 'import_statement', 'import_from_statement', 'future_import_statement'],
    ...[
      'decorator',
      'global_statement',
      'nonlocal_statement',
      'pass_statement',
      'type_alias_statement',
      'none',
    ],
  ]),
  functions: new Set(['function_definition']),
  globals,
  members,
  rules: {
    identifier: (node, tree) => tree.name(node),
    block: (node, tree) => tree.block(node),
    function_definition: (node, tree) => {
      const made = tree.readFunction(node);
      const name = field(node, 'name');
      return name === null ? made : tree.set(made, tree.name(name), node.endIndex);
    },
    lambda: (node, tree) => tree.readFunction(node, (body) => operation('return', [body], node.endIndex)),
    class_definition: (node, tree) => tree.read(field(node, 'body')),
    decorated_definition: (node, tree) => tree.read(field(node, 'definition')),
    parameters: (node, tree) => tree.block(node),
    lambda_parameters: (node, tree) => tree.block(node),
    typed_parameter: (node) => nothing(node.endIndex),
    keyword_argument: (node, tree) => tree.read(field(node, 'value')),
    ...Object.fromEntries(
      ['default_parameter', 'typed_default_parameter'].map((type) => [
        type,
        (node: SyntaxNode, tree: TreeReader) => tree.read(field(node, 'value')),
      ]),
    ),
    expression_statement: (node, tree) => {
      const [only] = node.namedChildren;
      // A text that stands alone is documentation.
      return only?.type === 'string' ? nothing(node.endIndex) : tree.block(node);
    },
    assignment: (node, tree) => {
      const right = field(node, 'right');
      return right === null ? nothing(node.endIndex) : assign(field(node, 'left'), tree.read(right), tree);
    },
    named_expression: (node, tree) => assign(field(node, 'name'), tree.read(field(node, 'value')), tree),
    augmented_assignment: (node, tree) => {
      const left = field(node, 'left');
      const sign = (field(node, 'operator')?.text ?? '+=').slice(0, -1);
      const value = makeOperator(sign, [tree.read(left), tree.read(field(node, 'right'))], node.endIndex);
      return assign(left, value, tree);
    },
    if_statement: readIf,
    conditional_expression: (node, tree) => {
      const [yes, test, no] = node.namedChildren;
      return makeBranch(tree.read(test), { yes: tree.read(yes), no: tree.read(no), at: node.endIndex });
    },
    for_statement: (node, tree) => {
      const at = node.endIndex;
      const subject = tree.read(field(node, 'right'));
      const start = assign(field(node, 'left'), nothing(at), tree);
      return operation(
        'each',
        [subject, operation('block', [start, tree.read(field(node, 'body'))], at)],
        at,
      );
    },
    while_statement: (node, tree) =>
      operation('loop', [tree.read(field(node, 'condition')), tree.read(field(node, 'body'))], node.endIndex),
    return_statement: (node, tree) => operation('return', [tree.read(node.namedChildren[0])], node.endIndex),
    raise_statement: (node, tree) => operation('throw', [tree.read(node.namedChildren[0])], node.endIndex),
    break_statement: (node) => operation('jump', [], node.endIndex),
    continue_statement: (node) => operation('jump', [], node.endIndex),
    try_statement: (node, tree) => operation('try', tree.readAll(node), node.endIndex),
    except_clause: (node, tree) => tree.read(node.namedChildren.at(-1)),
    call: (node, tree) => {
      const given = field(node, 'arguments');
      const kids =
        given === null ? [] : given.type === 'argument_list' ? tree.readAll(given) : [tree.read(given)];
      return operation('call', [tree.read(field(node, 'function')), ...kids], node.endIndex);
    },
    attribute: (node, tree) =>
      tree.member(tree.read(field(node, 'object')), field(node, 'attribute')?.text ?? '', node.endIndex),
    subscript: (node, tree) => operation('[]', tree.readAll(node), node.endIndex),
    slice: (node, tree) => operation('slice', tree.readAll(node), node.endIndex),
    binary_operator: (node, tree) =>
      makeOperator(
        field(node, 'operator')?.text ?? '+',
        [tree.read(field(node, 'left')), tree.read(field(node, 'right'))],
        node.endIndex,
      ),
    boolean_operator: (node, tree) =>
      makeBranch(tree.read(field(node, 'left')), { yes: tree.read(field(node, 'right')), at: node.endIndex }),
    not_operator: (node, tree) => tree.read(field(node, 'argument')),
    unary_operator: (node, tree) => {
      const value = tree.read(field(node, 'argument'));
      const sign = field(node, 'operator')?.text;
      if (sign === '-' && value.op === 'number') return constant(-Number(value.value), node.endIndex);
      return operation(sign === '-' ? 'negate' : sign === '~' ? '~' : 'number-of', [value], node.endIndex);
    },
    comparison_operator: readComparison,
    list_comprehension: readComprehension,
    set_comprehension: readComprehension,
    dictionary_comprehension: readComprehension,
    generator_expression: readComprehension,
    string: readString,
    concatenated_string: (node, tree) => makeSum(tree.readAll(node), node.endIndex),
    integer: (node) => constant(readNumber(node.text), node.endIndex),
    float: (node) => constant(readNumber(node.text), node.endIndex),
    true: (node) => constant(true, node.endIndex),
    false: (node) => constant(false, node.endIndex),
    list: (node, tree) => operation('list', tree.readAll(node), node.endIndex),
    tuple: (node, tree) => operation('list', tree.readAll(node), node.endIndex),
    set: (node, tree) => operation('list', tree.readAll(node), node.endIndex),
    dictionary: (node, tree) => operation('{}', tree.readAll(node), node.endIndex),
    pair: (node, tree) => tree.read(node.childForFieldName('value')),
    delete_statement: (node, tree) => operation('delete', tree.readAll(node), node.endIndex),
    assert_statement: (node, tree) =>
      makeBranch(tree.read(node.namedChildren[0]), {
        yes: operation('throw', [], node.endIndex),
        at: node.endIndex,
      }),
  },
};
