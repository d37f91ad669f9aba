import type { GoDeclarations } from './read-declarations.ts';
import type { GoExpression, GoStatement } from './statements.ts';

/** What is known of types: of the package's functions, constants and methods. */
export interface KnownTypes {
  readonly packageName: string;
  readonly functions: ReadonlyMap<string, string | null>;
  /** Types of the parameters of functions. */
  readonly parameters: ReadonlyMap<string, readonly string[]>;
  readonly values: ReadonlyMap<string, string>;
  /** By `Owner.Name`; members of structures among them. */
  readonly members: ReadonlyMap<string, string | null>;
  readonly names: ReadonlySet<string>;
}

export function readKnownTypes({ exports }: GoDeclarations, packageName: string): KnownTypes {
  const functions = new Map<string, string | null>();
  const parameters = new Map<string, readonly string[]>();
  const values = new Map<string, string>();
  const members = new Map<string, string | null>();
  for (const { entry } of exports) {
    if (entry.kind === 'function') {
      functions.set(entry.name, entry.returns);
      const types = entry.parameters.map(({ type }) => type);
      parameters.set(entry.name, types);
    }
    if (entry.kind === 'constant') {
      const type = /^(?:var|const) \S+ ([^=]+?)(?: =|$)/.exec(entry.signature)?.[1];
      if (type !== undefined) values.set(entry.name, type);
    }
    for (const { name, kind, signature } of entry.members) {
      const type = kind === 'property' ? signature.slice(name.length + 1) : resultOf(signature, name);
      members.set(`${entry.name}.${name}`, type);
    }
  }
  return {
    packageName,
    functions,
    parameters,
    values,
    members,
    names: new Set(exports.map(({ entry }) => entry.name)),
  };
}

/** What stands behind the parameters of a method. */
function resultOf(signature: string, name: string): string | null {
  const start = signature.indexOf(`${name}(`);
  let depth = 0;
  for (let at = start + name.length; start >= 0 && at < signature.length; at += 1) {
    if (signature[at] === '(') depth += 1;
    if (signature[at] === ')') depth -= 1;
    if (depth === 0) return tidyResult(signature.slice(at + 1).trim());
  }
  return null;
}

function tidyResult(text: string): string | null {
  if (!text.startsWith('(')) return text === '' ? null : text;
  const parts = text.slice(1, -1).split(', ');
  const hasNames = parts.every((part) => /^\w+ \S/.test(part));
  const types = hasNames ? parts.map((part) => part.slice(part.indexOf(' ') + 1)) : parts;
  return types.length === 1 ? (types[0] ?? null) : `(${types.join(', ')})`;
}

const byLiteral: Readonly<Record<string, string>> = {
  interpreted_string_literal: 'string',
  raw_string_literal: 'string',
  int_literal: 'int',
  float_literal: 'float64',
  rune_literal: 'rune',
  true: 'bool',
  false: 'bool',
};
const byFunction: Readonly<Record<string, string>> = {
  len: 'int',
  'strings.Join': 'string',
  'strings.ToUpper': 'string',
  'strings.ToLower': 'string',
  'fmt.Sprint': 'string',
  'fmt.Sprintf': 'string',
  'strings.Repeat': 'string',
  'strconv.Quote': 'string',
};

/** The results of an expression: `string`, `(T, error)`; null when it cannot be told. */
export function inferType(
  expression: Pick<GoExpression, 'text' | 'type' | 'callee'>,
  known: KnownTypes,
  variables: ReadonlyMap<string, string>,
): string | null {
  const { text, type, callee } = expression;
  const literal = byLiteral[type];
  if (literal !== undefined) return literal;
  if (type === 'identifier') return variables.get(text) ?? known.values.get(text) ?? null;
  if (type === 'binary_expression' && /(?:[<>]=?|==|!=|&&|\|\|)/.test(text) && !/["'`]/.test(text))
    return 'bool';
  if (type === 'composite_literal') return /^(&?[\w.[\]*]+)\{/.exec(text)?.[1] ?? null;
  if (callee !== null) return inferCall(callee, known, variables);
  return type === 'selector_expression' ? inferMember(text, known, variables) : null;
}

function inferCall(callee: string, known: KnownTypes, variables: ReadonlyMap<string, string>): string | null {
  const standard = byFunction[callee];
  if (standard !== undefined) return standard;
  if (known.functions.has(callee)) return known.functions.get(callee) ?? null;
  const [first = '', second = '', third] = callee.split('.');
  const isPackage = first === known.packageName && !variables.has(first);
  if (isPackage && third === undefined && known.functions.has(second))
    return known.functions.get(second) ?? null;
  return inferMember(callee, known, variables);
}

function inferMember(path: string, known: KnownTypes, variables: ReadonlyMap<string, string>): string | null {
  const behindCall = /^(.{1,400}\))\.(\w+)$/s.exec(path);
  if (behindCall !== null) return inferBehindCall(behindCall[1] ?? '', behindCall[2] ?? '', known, variables);
  const [first = '', second = '', third] = path.split('.');
  if (!/^\w+$/.test(first) || third !== undefined) return null;
  if (first === known.packageName && !variables.has(first)) return known.values.get(second) ?? null;
  const owner = ownName(variables.get(first), known.packageName);
  const found = owner === null ? undefined : known.members.get(`${owner}.${second}`);
  if (found !== undefined) return found;
  return second === 'String' || second === 'Error' ? 'string' : null;
}

/** A field or method of what a call returns. */
function inferBehindCall(
  call: string,
  name: string,
  known: KnownTypes,
  variables: ReadonlyMap<string, string>,
): string | null {
  const callee = /^([\w.]+)\(/.exec(call)?.[1];
  const [type, more] = callee === undefined ? [] : splitResults(inferCall(callee, known, variables));
  const owner = more === undefined ? ownName(type, known.packageName) : null;
  const found = owner === null ? undefined : known.members.get(`${owner}.${name}`);
  return found ?? (name === 'String' || name === 'Error' ? 'string' : null);
}

/** `*semver.Version` is `Version`. */
function ownName(type: string | undefined, packageName: string): string | null {
  if (type === undefined) return null;
  const bare = type.replace(/^[*&]/, '').replace(/\[.*\]$/, '');
  return bare.startsWith(`${packageName}.`) ? bare.slice(packageName.length + 1) : bare;
}

/** Types of the variables that a statement declares or assigns. */
export function learnTypes(statement: GoStatement, known: KnownTypes, variables: Map<string, string>): void {
  const { assigns } = statement;
  const declared = /^var (\w+) ([\w.*[\]]+)(?: =|$)/.exec(statement.text);
  if (declared !== null) variables.set(declared[1] ?? '', declared[2] ?? '');
  if (assigns === null) return;
  const type = inferType(assigns.right, known, variables);
  const types = splitResults(type);
  assigns.left.forEach((name, index) => {
    const own = types[index];
    if (own !== undefined) variables.set(name, own);
    else variables.delete(name);
  });
}

export function splitResults(type: string | null): string[] {
  if (type === null) return [];
  return type.startsWith('(') ? type.slice(1, -1).split(', ') : [type];
}
