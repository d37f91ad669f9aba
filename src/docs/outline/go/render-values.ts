import { isPlainGoValue, type SyntaxNode } from '../../../syntax-trees/index.ts';
import { readDocComment, readTrailingComment } from './doc-comments.ts';
import { childrenOf, field, isExported, namesOf, renderPlainText } from './plain-text.ts';
import { renderSignature, renderType } from './render-type.ts';

/** `const (...)` with its exported names; in a group that counts, others keep their line, so that the count is right. */
export function renderConstants(declaration: SyntaxNode, documentation: readonly string[]): string | null {
  const specs = withComments(declaration, 'const_spec');
  const counts = declaration.descendantsOfType('iota').length > 0;
  const lines = specs.flatMap(({ spec, comment }) => {
    const names = namesOf(spec).map(({ text }) => text);
    const shown = names.map((name) => (isExported(name) ? name : '_'));
    if (!names.some(isExported)) return counts ? [renderConstant(spec, shown)].filter(isText) : [];
    const text = renderConstant(spec, shown);
    return text === null ? [] : [...comment, text];
  });
  if (!lines.some((line) => isExported(line.trimStart()))) return null;
  const isSingle = specs.length === 1;
  const body = isSingle
    ? `${lines.slice(0, -1).join('\n')}${lines.length > 1 ? '\n' : ''}const ${lines.at(-1)}`
    : `const (\n${lines.map((line) => `\t${line}`).join('\n')}\n)`;
  return [...documentation, body].join('\n');
}

function renderConstant(spec: SyntaxNode, names: readonly string[]): string | null {
  const [type, value] = [field(spec, 'type'), field(spec, 'value')];
  const front = `${names.join(', ')}${type === null ? '' : ` ${renderPlainText(type)}`}`;
  if (value === null) return front;
  // What is counted up from a private constant, or computed, is not shown; a constant has to have a value to be one.
  if (!isPlainGoValue(value) || namesPrivate(value)) return null;
  return `${front} = ${renderPlainText(value)}`;
}

function namesPrivate(value: SyntaxNode): boolean {
  return value
    .descendantsOfType('identifier')
    .some((name) => name !== null && !isExported(name.text) && name.parent?.type !== 'selector_expression');
}

/** Exported variables by their types; of a value only the text of an error is said, which its users meet. */
export function renderVariables(declaration: SyntaxNode, documentation: readonly string[]): string | null {
  const list = childrenOf(declaration).find(({ type }) => type === 'var_spec_list');
  const specs = withComments(list ?? declaration, 'var_spec');
  const parts = specs.flatMap(({ spec, comment }) => {
    const values = childrenOf(field(spec, 'value') ?? spec);
    return namesOf(spec).flatMap(({ text: name }, index) => {
      if (!isExported(name)) return [];
      const value = field(spec, 'value') === null ? undefined : values[index];
      return [renderVariable({ name, type: field(spec, 'type'), value, comment })];
    });
  });
  if (parts.length === 0) return null;
  const isSingle = specs.length === 1;
  return isSingle
    ? [...documentation, ...parts].join('\n')
    : [...(documentation.length === 0 ? [] : [documentation.join('\n'), '']), ...parts].join('\n');
}

function renderVariable(variable: {
  readonly name: string;
  readonly type: SyntaxNode | null;
  readonly value: SyntaxNode | undefined;
  readonly comment: readonly string[];
}): string {
  const { name, type, value, comment } = variable;
  const text = value === undefined ? null : readErrorText(value);
  const said = text === null ? [] : [`// The text of this error is ${text}.`];
  const known = type === null ? value && guessType(value) : renderType(type);
  const unknown = known ? [] : ['// Its type is not documented.'];
  return [...comment, ...said, ...unknown, `var ${name} ${known ?? 'any'}`].join('\n');
}

/** Of `errors.New("...")`: the literal, as it stands. */
function readErrorText(value: SyntaxNode): string | null {
  const match = /^errors\.New\(("(?:[^"\\\n]|\\.){1,200}")\)$/.exec(value.text);
  return match?.[1] ?? null;
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
const byCall: Readonly<Record<string, string>> = {
  'errors.New': 'error',
  'fmt.Errorf': 'error',
  'regexp.MustCompile': '*regexp.Regexp',
  'strings.NewReplacer': '*strings.Replacer',
};

function guessType(value: SyntaxNode): string | null {
  const literal = byLiteral[value.type];
  if (literal !== undefined) return literal;
  if (value.type === 'func_literal') return `func${renderSignature(value)}`;
  if (value.type === 'composite_literal') {
    const type = field(value, 'type');
    return type === null ? null : renderPlainText(type).replace(/^\[\.\.\.\]/, '[]');
  }
  if (value.type === 'unary_expression' && value.text.startsWith('&')) {
    const inner = guessType(childrenOf(value)[0] ?? value);
    return inner === null ? null : `*${inner}`;
  }
  return value.type === 'call_expression' ? (byCall[field(value, 'function')?.text ?? ''] ?? null) : null;
}

function withComments(
  parent: SyntaxNode,
  kind: string,
): { readonly spec: SyntaxNode; readonly comment: readonly string[] }[] {
  const found: { spec: SyntaxNode; comment: readonly string[] }[] = [];
  let before: SyntaxNode[] = [];
  for (const child of childrenOf(parent)) {
    if (child.type === 'comment') before.push(child);
    else {
      const comment = [...readDocComment(before, child), ...readTrailingComment(child)];
      if (child.type === kind) found.push({ spec: child, comment });
      before = [];
    }
  }
  return found;
}

function isText(line: string | null): line is string {
  return line !== null;
}
