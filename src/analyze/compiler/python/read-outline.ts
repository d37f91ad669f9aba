import type { Document } from '../../../docs/types.ts';
import {
  cleanPythonDocstring,
  readPythonNames,
  readPythonString,
  type SyntaxNode,
  SyntaxTreeError,
  withTree,
} from '../../../syntax-trees/index.ts';
import { collapseCode, readParameters } from './parameters.ts';
import type { PyItem, PyMember, PyModule } from './types.ts';

/** A module from its outline; null for a path that names none, and a text that does not parse. */
export async function readOutline(document: Document): Promise<PyModule | null> {
  const name = moduleNameOf(document.origin);
  if (name === null) return null;
  try {
    return await withTree('python', document.text, (root) => readModule(root, document, name));
  } catch (error) {
    if (error instanceof SyntaxTreeError || error instanceof RangeError) return null;
    throw error;
  }
}

/** `src/slugify/__init__.py` is `slugify`. */
export function moduleNameOf(origin: string): string | null {
  const parts = origin
    .replace(/\.pyi?$/, '')
    .replace(/^(?:src|lib|python|source|Lib|stubs)\//, '')
    .replace(/^(\w+)-stubs\//, '$1/')
    .split('/');
  if (parts.at(-1) === '__init__') parts.pop();
  const isModule = parts.length > 0 && parts.every((part) => /^[A-Za-z_]\w*$/.test(part));
  return isModule && /\.pyi?$/.test(origin) ? parts.join('.') : null;
}

function readModule(root: SyntaxNode, document: Document, name: string): PyModule {
  const items = new Map<string, PyItem>();
  const imports: PyModule['imports'][number][] = [];
  let all: string[] | null = null;
  const doc = readDoc(root);
  for (const statement of root.namedChildren) {
    if (statement.type === 'import_from_statement' || statement.type === 'import_statement') {
      imports.push(...readPythonNames(statement).imports);
      continue;
    }
    const list = readAll(statement);
    if (list !== null) all = list;
    addItem(items, readItem(statement));
  }
  return {
    ...{ name, document: document.id, all, imports, items },
    isPackage: /(?:^|\/)__init__\.pyi?$/.test(document.origin),
    isStub: document.origin.endsWith('.pyi'),
    docstring: doc.text,
    docstringLine: doc.line,
  };
}

/** A second declaration of one name is an overload of the first. */
function addItem<T extends PyItem>(items: Map<string, T>, item: T | null): void {
  if (item === null) return;
  const known = items.get(item.name);
  if (known === undefined || known.kind !== 'function') {
    if (known === undefined) items.set(item.name, item);
    return;
  }
  if (item.markers.some((marker) => /\.(?:setter|deleter)$/.test(marker))) return;
  // What follows overloads is the implementation: for its documentation alone.
  const isOverload = item.markers.some((marker) => /overload$/.test(marker));
  items.set(item.name, {
    ...known,
    overloads: isOverload ? [...known.overloads, item.signature] : known.overloads,
    ...(known.docstring === '' ? { docstring: item.docstring, docstringLine: item.docstringLine } : {}),
  });
}

function readAll(statement: SyntaxNode): string[] | null {
  const inner = statement.type === 'expression_statement' ? statement.namedChildren[0] : undefined;
  if (inner?.type !== 'assignment' || inner.childForFieldName('left')?.text !== '__all__') return null;
  return (inner.childForFieldName('right')?.namedChildren ?? []).map(readPythonString);
}

function readItem(statement: SyntaxNode): PyItem | null {
  if (statement.type === 'decorated_definition') {
    const definition = statement.childForFieldName('definition');
    const markers = statement.namedChildren
      .filter(({ type }) => type === 'decorator')
      .map((marker) => collapseCode(marker.text).slice(1));
    return definition === null ? null : readDefinition(definition, markers);
  }
  if (statement.type === 'expression_statement') return readConstant(statement);
  if (statement.type === 'type_alias_statement') return readAlias(statement);
  return readDefinition(statement, []);
}

function readDefinition(node: SyntaxNode, markers: readonly string[]): PyItem | null {
  if (node.type === 'function_definition') return readFunction(node, markers);
  return node.type === 'class_definition' ? readClass(node, markers) : null;
}

function readFunction(node: SyntaxNode, markers: readonly string[]): PyItem {
  const name = node.childForFieldName('name')?.text ?? '';
  const parameters = node.childForFieldName('parameters');
  const returns = node.childForFieldName('return_type')?.text ?? null;
  const isAsync = node.child(0)?.type === 'async';
  const arrow = returns === null ? '' : ` -> ${collapseCode(returns)}`;
  return {
    ...base(node, name, markers),
    kind: 'function',
    signature: `${isAsync ? 'async ' : ''}def ${name}${collapseCode(parameters?.text ?? '()')}${arrow}`,
    parameters: readParameters(parameters),
    returns: returns === null ? null : collapseCode(returns),
  };
}

function readClass(node: SyntaxNode, markers: readonly string[]): PyItem {
  const name = node.childForFieldName('name')?.text ?? '';
  const bases = node.childForFieldName('superclasses')?.text ?? '';
  const members = new Map<string, PyMember>();
  for (const statement of node.childForFieldName('body')?.namedChildren ?? []) {
    const item = readItem(statement);
    if (item === null) continue;
    const isStatic = item.markers.some((marker) => /^(?:static|class)method$/.test(marker));
    const isProperty = item.markers.some((marker) => /(?:^|\.)(?:cached_)?property$/.test(marker));
    addItem(members, { ...item, isStatic, isProperty });
  }
  return {
    ...base(node, name, markers),
    kind: 'class',
    signature: `class ${name}${collapseCode(bases)}`,
    members: [...members.values()],
  };
}

function readConstant(statement: SyntaxNode): PyItem | null {
  const [inner] = statement.namedChildren;
  const left = inner?.type === 'assignment' ? inner.childForFieldName('left') : null;
  if (inner === undefined || left?.type !== 'identifier' || left.text === '__all__') return null;
  const next = statement.nextNamedSibling;
  const doc = next?.type === 'expression_statement' ? readString(next) : null;
  const isType = inner.childForFieldName('right')?.type === 'subscript';
  return {
    ...base(statement, left.text, []),
    kind: isType ? 'type' : 'constant',
    signature: collapseCode(inner.text),
    docstring: doc ?? '',
    docstringLine: (next?.startPosition.row ?? 0) + 1,
  };
}

function readAlias(statement: SyntaxNode): PyItem | null {
  const name = statement.namedChildren[0]?.text ?? '';
  return /^\w+$/.test(name)
    ? { ...base(statement, name, []), kind: 'type', signature: collapseCode(statement.text) }
    : null;
}

function base(node: SyntaxNode, name: string, markers: readonly string[]): PyItem {
  const doc = readDoc(node.childForFieldName('body'));
  return {
    ...{ name, kind: 'constant', signature: '', overloads: [], parameters: [], returns: null, members: [] },
    ...{ docstring: doc.text, docstringLine: doc.line, markers },
    lines: [node.startPosition.row + 1, node.endPosition.row + 1],
  };
}

function readDoc(body: SyntaxNode | null): { text: string; line: number } {
  const first = body?.namedChildren.find(({ type }) => type !== 'comment');
  const text = first?.type === 'expression_statement' ? readString(first) : null;
  return { text: text ?? '', line: (first?.startPosition.row ?? 0) + 1 };
}

function readString(statement: SyntaxNode): string | null {
  const [inner] = statement.namedChildren;
  return inner?.type === 'string' ? cleanPythonDocstring(readPythonString(inner)) : null;
}
