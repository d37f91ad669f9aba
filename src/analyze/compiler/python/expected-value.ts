import { readPythonLiteral, type SyntaxNode, withTree } from '../../../syntax-trees/index.ts';

/** Values of the standard library that are written as calls, as they are spelled where nothing was renamed. */
const makers: Readonly<Record<string, string>> = {
  Decimal: 'Decimal',
  'decimal.Decimal': 'Decimal',
  Fraction: 'Fraction',
  'fractions.Fraction': 'Fraction',
  OrderedDict: 'OrderedDict',
  'collections.OrderedDict': 'OrderedDict',
  Counter: 'Counter',
  'collections.Counter': 'Counter',
  deque: 'deque',
  'collections.deque': 'deque',
  set: 'set',
  frozenset: 'frozenset',
  dict: 'dict',
  list: 'list',
  tuple: 'tuple',
  bytes: 'bytes',
  bytearray: 'bytearray',
  range: 'range',
  float: 'float',
  complex: 'complex',
  UUID: 'UUID',
  'uuid.UUID': 'UUID',
  'datetime.datetime': 'datetime.datetime',
  'datetime.date': 'datetime.date',
  'datetime.time': 'datetime.time',
  'datetime.timedelta': 'datetime.timedelta',
  datetime: 'datetime.datetime',
  date: 'datetime.date',
  timedelta: 'datetime.timedelta',
  'dt.datetime': 'datetime.datetime',
  'dt.date': 'datetime.date',
  'dt.timedelta': 'datetime.timedelta',
};
const plainCalls = new Set(['float', 'complex']);
const deepest = 60;

/**
 * The text of a value as an expression that needs nothing but the standard library; null for everything else. `nan` and
 * `inf`, which Python prints and does not read, become `float('nan')`.
 */
export async function readExpectedValue(text: string): Promise<string | null> {
  const bare = text.trim();
  if (bare === '' || bare.length > 8_000) return null;
  return withTree('python', `(${bare}\n)`, (root) => {
    if (root.hasError || root.namedChildCount !== 1) return null;
    const [statement] = root.namedChildren;
    const [outer, ...others] = statement?.type === 'expression_statement' ? statement.namedChildren : [];
    if (outer === undefined || others.length > 0) return null;
    const inner = outer.type === 'parenthesized_expression' ? outer.namedChildren[0] : outer;
    if (inner === undefined) return null;
    // `(1, 2)` in brackets of our own is a tuple of one, unless it had none.
    const value = outer.type === 'tuple' ? null : render(inner, 0);
    return value;
  });
}

function render(node: SyntaxNode, depth: number): string | null {
  if (depth > deepest) return null;
  const all = (): string[] | null => {
    const parts = node.namedChildren
      .filter(({ type }) => type !== 'comment')
      .map((child) => render(child, depth + 1));
    return parts.some((part) => part === null) ? null : (parts as string[]);
  };
  switch (node.type) {
    case 'integer':
    case 'float':
    case 'true':
    case 'false':
    case 'none':
      return node.text;
    case 'identifier':
      return /^(?:nan|inf)$/.test(node.text) ? `float('${node.text}')` : null;
    case 'string':
      return renderString(node);
    case 'concatenated_string': {
      const parts = all();
      return parts === null ? null : parts.join(' ');
    }
    case 'unary_operator': {
      const parts = all();
      const operator = node.child(0)?.type ?? '';
      return parts === null || !/^[-+]$/.test(operator) ? null : `${operator}${parts[0]}`;
    }
    case 'binary_operator': {
      // Complex numbers alone are written with an operator.
      const parts = all();
      const isComplex = /^[-+\d.e]+[+-][\d.e]+j$/i.test(node.text.replace(/\s/g, ''));
      return parts === null || !isComplex ? null : node.text;
    }
    case 'parenthesized_expression': {
      const parts = all();
      return parts === null ? null : (parts[0] ?? null);
    }
    case 'list':
    case 'set': {
      const parts = all();
      const [open, close] = node.type === 'list' ? ['[', ']'] : ['{', '}'];
      return parts === null ? null : `${open}${parts.join(', ')}${close}`;
    }
    case 'tuple': {
      const parts = all();
      return parts === null ? null : `(${parts.join(', ')}${parts.length === 1 ? ',' : ''})`;
    }
    case 'dictionary': {
      const parts = all();
      return parts === null ? null : `{${parts.join(', ')}}`;
    }
    case 'pair': {
      const parts = all();
      return parts === null || parts.length !== 2 ? null : `${parts[0]}: ${parts[1]}`;
    }
    case 'call':
      return renderCall(node, depth);
    default:
      return null;
  }
}

function renderString(node: SyntaxNode): string | null {
  const isPlain = node.namedChildren.every(({ type }) =>
    /^(?:string_start|string_content|string_end)$/.test(type),
  );
  if (!isPlain || /^[a-z]*f/i.test(node.text)) return null;
  const text = node.text.replace(/^[uU]/, '');
  // What stands on several lines is written on one.
  return text.includes('\n') ? JSON.stringify(readPythonLiteral(text)) : text;
}

function renderCall(node: SyntaxNode, depth: number): string | null {
  const name = node.childForFieldName('function')?.text ?? '';
  const maker = Object.hasOwn(makers, name) ? makers[name] : undefined;
  const words = node.childForFieldName('arguments')?.namedChildren ?? [];
  if (maker === undefined) return null;
  const parts = words.map((word) => {
    if (word.type !== 'keyword_argument') return render(word, depth + 1);
    const value = word.childForFieldName('value');
    const inner = value === null ? null : render(value, depth + 1);
    return inner === null ? null : `${word.childForFieldName('name')?.text}=${inner}`;
  });
  if (parts.some((part) => part === null) || (plainCalls.has(maker) && parts.length > 1)) return null;
  return `${maker}(${parts.join(', ')})`;
}

/** A text as a literal of Python. */
export function quotePython(text: string): string {
  const body = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"');
  // Half of a pair of surrogates would be none of Python's characters either way.
  return body.includes("'") && !body.includes('"') ? `"${body}"` : `'${body.replaceAll("'", "\\'")}'`;
}
