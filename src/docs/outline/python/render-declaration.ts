import {
  cleanPythonDocstring,
  isDottedName,
  isPlainKeyword,
  isPlainPythonString,
  isPlainPythonValue,
  isPythonMarker,
  isPythonType,
  readPythonString,
  renderPythonDocstring,
  type SyntaxNode,
} from '../../../syntax-trees/index.ts';
import { isStatement } from '../../guard/code-likeness.ts';
import { undressLine } from '../../guard/undress-line.ts';

const longestDocstring = 30_000;
const longestValue = 400;
const longestType = 300;

/** Methods with two underscores that are part of what a class offers. */
const specialMethods =
  /^__(?:init|new|call|len|getitem|setitem|delitem|contains|iter|next|reversed|enter|exit|aenter|aexit|aiter|anext|await|eq|ne|lt|le|gt|ge|hash|bool|int|float|index|complex|str|repr|bytes|format|add|radd|iadd|sub|rsub|isub|mul|rmul|imul|matmul|truediv|rtruediv|floordiv|rfloordiv|mod|rmod|divmod|pow|rpow|and|rand|or|ror|xor|rxor|lshift|rshift|neg|pos|abs|invert|round|getattr|setattr|delattr|missing|copy|deepcopy)__$/;

export function isPublicName(name: string): boolean {
  return !name.startsWith('_');
}

export function isPublicMember(name: string): boolean {
  return isPublicName(name) || specialMethods.test(name);
}

/** The docstring of a body, cleaned; null for none. */
export function readDocstring(body: SyntaxNode | null): string | null {
  const first = body?.namedChildren.find(({ type }) => type !== 'comment');
  return first === undefined ? null : readStringStatement(first);
}

/** The text of a string that stands alone. */
export function readStringStatement(statement: SyntaxNode): string | null {
  const [inner, ...others] = statement.type === 'expression_statement' ? statement.namedChildren : [];
  if (inner === undefined || others.length > 0 || !isPlainPythonString(inner)) return null;
  if (/^[A-Za-z]*b/i.test(inner.text.slice(0, 2))) return null;
  const text = cleanPythonDocstring(readPythonString(inner)).slice(0, longestDocstring);
  // Below a title, `~~~` would open a block of code for who reads it as Markdown.
  return text === ''
    ? null
    : text.replace(/^([ \t]*)(~{3,})[ \t]*$/gm, (_, indent, line) => indent + '-'.repeat(line.length));
}

interface FunctionPlace {
  readonly indent: string;
  readonly markers: readonly SyntaxNode[];
  /** Literals by the names that the module gives them: a default is told by its value. */
  readonly constants: ReadonlyMap<string, string>;
}

/** `def name(...) -> type:` with its docstring and `...` as its body; decorators that run are left out. */
export function renderFunction(node: SyntaxNode, { indent, markers, constants }: FunctionPlace): string {
  const name = node.childForFieldName('name')?.text ?? '';
  const parameters = (node.childForFieldName('parameters')?.namedChildren ?? []).flatMap((parameter) =>
    renderParameter(parameter, constants),
  );
  const returns = renderType(node.childForFieldName('return_type'));
  const docstring = readDocstring(node.childForFieldName('body'));
  const isAsync = node.child(0)?.type === 'async';
  const head = `${indent}${isAsync ? 'async ' : ''}def ${name}(${parameters.join(', ')})${returns === null ? '' : ` -> ${returns}`}:`;
  return [
    ...renderMarkers(markers, indent),
    docstring === null
      ? `${head} ...`
      : `${head}\n${renderPythonDocstring(docstring, `${indent}    `)}\n${indent}    ...`,
  ].join('\n');
}

export function renderMarkers(markers: readonly SyntaxNode[], indent: string): string[] {
  return markers.filter(isPythonMarker).map((marker) => `${indent}${collapse(marker.text)}`);
}

function renderParameter(node: SyntaxNode, constants: ReadonlyMap<string, string>): string[] {
  if (node.type === 'comment') return [];
  if (node.type === 'positional_separator' || node.type === 'keyword_separator' || node.type === 'identifier')
    return [node.text];
  if (/_splat_pattern$/.test(node.type)) return [collapse(node.text).slice(0, 100)];
  const type = renderType(node.childForFieldName('type'));
  const target =
    node.childForFieldName('name')?.text ??
    node.namedChildren.find(({ type: kind }) => kind !== 'type')?.text;
  if (target === undefined || !/^\*{0,2}\w+$/.test(target)) return [];
  const typed = type === null ? target : `${target}: ${type}`;
  const value = node.childForFieldName('value');
  if (value === null) return [typed];
  return [
    `${typed}${type === null ? '=' : ' = '}${constants.get(value.text) ?? renderValue(value) ?? '...'}`,
  ];
}

/** An annotation that names types alone; null for every other. */
export function renderType(node: SyntaxNode | null): string | null {
  if (node === null || node.endIndex - node.startIndex > longestType || !isPythonType(node)) return null;
  return collapse(node.text);
}

/** A literal constant or the name of a public one as it is written; null for everything that is computed. */
export function renderValue(node: SyntaxNode): string | null {
  if (node.endIndex - node.startIndex > longestValue || !isPlainPythonValue(node)) return null;
  if (/(?:^|\.)_/.test(node.text) && isDottedName(node)) return null;
  if (holdsStatement(node)) return null;
  return node.type === 'string' ? node.text.replaceAll('\r\n', '\n') : collapse(node.text);
}

/** A program may be told in defaults, a line in each. */
function holdsStatement(node: SyntaxNode): boolean {
  if (node.type !== 'string') return node.namedChildren.some(holdsStatement);
  return readPythonString(node)
    .split('\n')
    .some((line) => line.trim().length > 15 && undressLine(line).some(isStatement));
}

/** Bases by name; one that is made by a call is not told. */
export function renderBases(node: SyntaxNode | null): string {
  const bases = (node?.namedChildren ?? []).filter((base) => {
    if (base.type === 'keyword_argument') return isPlainKeyword(base);
    const isNamed = isDottedName(base) || (base.type === 'subscript' && isPythonType(base));
    return isNamed && isPublicName(base.text.split('.').at(-1) ?? '');
  });
  return bases.length === 0 ? '' : `(${bases.map((base) => collapse(base.text)).join(', ')})`;
}

/** On one line: layout says nothing, except within texts. */
function collapse(text: string): string {
  if (!/[\r\n]/.test(text)) return text.trim();
  return text
    .replace(
      /("""[\s\S]*?"""|'''[\s\S]*?'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|#[^\n]*|\s+/g,
      (_, string: string | undefined) => (string === undefined ? ' ' : string),
    )
    .replace(/ {2,}/g, ' ')
    .replace(/([([{]) /g, '$1')
    .replace(/,? ([)\]}])/g, '$1')
    .trim();
}
