import {
  isDottedName,
  isPlainPythonString,
  readPythonString,
  renderPythonDocstring,
  type SyntaxNode,
} from '../../../syntax-trees/index.ts';
import { readConstants } from './read-constants.ts';
import {
  isPublicMember,
  isPublicName,
  readDocstring,
  readStringStatement,
  renderBases,
  renderFunction,
  renderMarkers,
  renderType,
  renderValue,
} from './render-declaration.ts';

const deepestBlock = 6;
const deepestClass = 3;
const mostNames = 1_000;

interface Scope {
  readonly indent: string;
  readonly classDepth: number;
  /** The outermost package that the module is in: what it imports from there it may hand on. */
  readonly packageName: string;
  readonly constants: ReadonlyMap<string, string>;
  readonly lines: string[];
  /** Names that are declared already: of two under a condition the first counts. */
  readonly known: Set<string>;
  isWanted(name: string): boolean;
}

/** The declarations of a module without bodies, as a stub; null when there are none. */
export function outlineModule(root: SyntaxNode, packageName: string): string | null {
  const names = readAll(root);
  const scope: Scope = {
    indent: '',
    classDepth: 0,
    packageName,
    constants: readConstants(root),
    lines: [],
    known: new Set(),
    isWanted: (name) => (names === null ? isPublicName(name) : names.has(name)),
  };
  const docstring = readDocstring(root);
  walk(root, scope, 0);
  const head = [
    ...(docstring === null ? [] : [renderPythonDocstring(docstring, '')]),
    ...(names === null || names.size === 0
      ? []
      : [`__all__ = [${[...names].map((name) => `'${name}'`).join(', ')}]`]),
  ];
  if (docstring === null && scope.lines.length === 0) return null;
  return `${[...head, ...scope.lines].join('\n\n')}\n`;
}

/** The names that `__all__` lists; null when it does not, or is computed. */
function readAll(root: SyntaxNode): ReadonlySet<string> | null {
  for (const statement of root.namedChildren) {
    const inner = statement.type === 'expression_statement' ? statement.namedChildren[0] : undefined;
    if (inner?.childForFieldName('left')?.text !== '__all__') continue;
    if (inner.type !== 'assignment') return null;
    const right = inner.childForFieldName('right');
    if (right === null || !/^(?:list|tuple)$/.test(right.type)) return null;
    const items = right.namedChildren.filter(({ type }) => type !== 'comment');
    if (items.length > mostNames || !items.every(isPlainPythonString)) return null;
    const names = items.map(readPythonString).filter((name) => /^\w{1,100}$/.test(name));
    const isExtended = root.namedChildren.some((each) =>
      /^\s*__all__\s*(?:\+=|\.)/.test(each.text.slice(0, 40)),
    );
    return isExtended ? null : new Set(names);
  }
  return null;
}

function walk(block: SyntaxNode, scope: Scope, depth: number): void {
  if (depth > deepestBlock) return;
  let isDeclared = false;
  block.namedChildren.forEach((statement, index) => {
    const before = scope.lines.length;
    if (statement.type === 'expression_statement') {
      const docstring = isDeclared && index > 0 ? readStringStatement(statement) : null;
      if (docstring !== null) scope.lines.push(renderPythonDocstring(docstring, scope.indent));
      else writeAssignment(statement, scope);
    } else writeStatement(statement, scope, depth);
    // A text below an attribute is its documentation.
    isDeclared = statement.type === 'expression_statement' && scope.lines.length > before;
  });
}

function writeStatement(statement: SyntaxNode, scope: Scope, depth: number): void {
  switch (statement.type) {
    case 'import_from_statement':
      if (scope.classDepth === 0) writeImport(statement, scope);
      return;
    case 'type_alias_statement':
      writeAlias(statement, scope);
      return;
    case 'function_definition':
    case 'class_definition':
      writeDefinition(statement, [], scope);
      return;
    case 'decorated_definition': {
      const markers = statement.namedChildren.filter(({ type }) => type === 'decorator');
      const definition = statement.childForFieldName('definition');
      if (definition !== null) writeDefinition(definition, markers, scope);
      return;
    }
    case 'if_statement':
    case 'try_statement':
    case 'with_statement':
    case 'else_clause':
    case 'elif_clause':
    case 'except_clause':
    case 'finally_clause':
      if (/__name__/.test(statement.childForFieldName('condition')?.text.slice(0, 100) ?? '')) return;
      for (const child of statement.namedChildren) {
        if (child.type === 'block') walk(child, scope, depth + 1);
        else if (/_clause$/.test(child.type)) writeStatement(child, scope, depth + 1);
      }
      return;
    default:
  }
}

function writeDefinition(node: SyntaxNode, markers: readonly SyntaxNode[], scope: Scope): void {
  const name = node.childForFieldName('name')?.text ?? '';
  const isOverload = markers.some((marker) => /(?:^@|\.)(?:overload|setter|deleter)$/.test(marker.text));
  const isWanted = scope.classDepth > 0 ? isPublicMember(name) : scope.isWanted(name);
  // What an implementation that follows overloads declares is not for callers, but it may hold the documentation.
  const isNew = isOverload || !scope.known.has(name) || scope.known.has(`overload ${name}`);
  if (!isWanted || !isNew) return;
  if (isOverload) scope.known.add(`overload ${name}`);
  else scope.known.delete(`overload ${name}`);
  scope.known.add(name);
  const { indent, constants } = scope;
  if (node.type === 'function_definition')
    scope.lines.push(renderFunction(node, { indent, markers, constants }));
  else if (scope.classDepth < deepestClass) scope.lines.push(renderClass(node, markers, scope));
}

function renderClass(node: SyntaxNode, markers: readonly SyntaxNode[], scope: Scope): string {
  const { indent } = scope;
  const name = node.childForFieldName('name')?.text ?? '';
  const bases = renderBases(node.childForFieldName('superclasses'));
  const body = node.childForFieldName('body');
  const docstring = readDocstring(body);
  const inner: Scope = {
    indent: `${indent}    `,
    classDepth: scope.classDepth + 1,
    packageName: scope.packageName,
    constants: scope.constants,
    lines: [],
    known: new Set(),
    isWanted: isPublicMember,
  };
  if (body !== null) walk(body, inner, 0);
  const fields = renderFields(node.childForFieldName('superclasses'), inner.indent);
  const parts = [
    ...(docstring === null ? [] : [renderPythonDocstring(docstring, inner.indent)]),
    ...fields,
    ...inner.lines,
  ];
  const head = `${indent}class ${name}${fields.length > 0 && bases === '' ? '(NamedTuple)' : bases}:`;
  return [
    ...renderMarkers(markers, indent),
    parts.length === 0 ? `${head} ...` : `${head}\n${parts.join('\n\n')}`,
  ].join('\n');
}

/** `class Point(namedtuple('Point', 'x y'))` declares two attributes. */
function renderFields(superclasses: SyntaxNode | null, indent: string): string[] {
  const call = superclasses?.namedChildren.find(({ type }) => type === 'call');
  return call === undefined ? [] : readTupleFields(call).map((field) => `${indent}${field}`);
}

function readTupleFields(call: SyntaxNode): string[] {
  if (
    !/(?:^|\.)(?:namedtuple|NamedTuple)$/.test(call.childForFieldName('function')?.text.slice(0, 100) ?? '')
  )
    return [];
  const second = call.childForFieldName('arguments')?.namedChildren[1];
  if (second === undefined) return [];
  const isName = (field: string): boolean => /^[A-Za-z]\w{0,60}$/.test(field);
  if (isPlainPythonString(second)) {
    return readPythonString(second)
      .split(/[\s,]+/)
      .filter(isName)
      .map((field) => `${field}: Any`);
  }
  if (!/^(?:list|tuple)$/.test(second.type)) return [];
  return second.namedChildren.slice(0, 60).flatMap((item) => {
    const [first, type] = item.type === 'tuple' ? item.namedChildren : [item];
    if (first === undefined || !isPlainPythonString(first) || !isName(readPythonString(first))) return [];
    return [`${readPythonString(first)}: ${renderType(type ?? null) ?? 'Any'}`];
  });
}

function writeAssignment(statement: SyntaxNode, scope: Scope): void {
  const [inner] = statement.namedChildren;
  if (inner?.type !== 'assignment') return;
  const left = inner.childForFieldName('left');
  const name = left?.type === 'identifier' ? left.text : '';
  const isWanted = scope.classDepth > 0 ? isPublicName(name) : scope.isWanted(name);
  if (name === '' || name === '__all__' || !isWanted || scope.known.has(name)) return;
  const text = renderAssignment(inner, name, scope);
  if (text === null) return;
  scope.known.add(name);
  scope.lines.push(text);
}

function renderAssignment(node: SyntaxNode, name: string, scope: Scope): string | null {
  const { indent } = scope;
  const right = node.childForFieldName('right');
  const type = renderType(node.childForFieldName('type'));
  const value = right === null ? null : renderValue(right);
  if (type !== null) return `${indent}${name}: ${type}${value === null ? '' : ` = ${value}`}`;
  if (right === null) return null;
  if (value !== null) return `${indent}${name} = ${value}`;
  if (isTypeAlias(right)) return `${indent}${name} = ${renderType(right)}`;
  if (right.type === 'lambda') return renderLambda(right, name, indent);
  const called = right.type === 'call' ? right.childForFieldName('function') : null;
  if (called !== null) {
    const fields = readTupleFields(right);
    if (fields.length > 0)
      return `${indent}class ${name}(NamedTuple):\n${fields.map((field) => `${indent}    ${field}`).join('\n')}`;
    const isMade =
      isDottedName(called) &&
      /(?:^|\.)[A-Z]\w*$/.test(called.text) &&
      !/(?:^|\.)(?:TypeVar|ParamSpec|NewType)$/.test(called.text);
    return isMade && called.text.length < 100 ? `${indent}${name}: ${called.text}` : null;
  }
  const kinds: Readonly<Record<string, string>> = {
    ...{
      dictionary: 'dict',
      list: 'list',
      set: 'set',
      tuple: 'tuple',
      string: 'str',
      concatenated_string: 'str',
    },
    ...{ dictionary_comprehension: 'dict', list_comprehension: 'list', set_comprehension: 'set' },
  };
  const kind = kinds[right.type];
  return kind === undefined ? null : `${indent}${name}: ${kind}`;
}

/** `Backend = Literal['auto', 'fast']` */
function isTypeAlias(node: SyntaxNode): boolean {
  const head = node.type === 'subscript' ? node.childForFieldName('value') : null;
  const isTypeName = head !== null && /^(?:\w+\.)*[A-Z]\w*$/.test(head.text.slice(0, 100));
  return isTypeName && renderType(node) !== null;
}

function renderLambda(node: SyntaxNode, name: string, indent: string): string | null {
  const parameters = (node.childForFieldName('parameters')?.namedChildren ?? []).flatMap((parameter) => {
    if (parameter.type === 'identifier') return [parameter.text];
    const own = parameter.childForFieldName('name');
    const value = parameter.childForFieldName('value');
    if (own === null || value === null) return /^\*{1,2}\w+$/.test(parameter.text) ? [parameter.text] : [];
    return [`${own.text}=${renderValue(value) ?? '...'}`];
  });
  return `${indent}def ${name}(${parameters.join(', ')}): ...`;
}

/** What a module hands on from its own package. */
function writeImport(node: SyntaxNode, scope: Scope): void {
  const module = node.childForFieldName('module_name')?.text.slice(0, 200) ?? '';
  const isRelated = module.startsWith('.') || module.split('.')[0] === scope.packageName;
  if (!/^[.\w]+$/.test(module) || !isRelated) return;
  if (node.namedChildren.some(({ type }) => type === 'wildcard_import')) {
    scope.lines.push(`from ${module} import *`);
    return;
  }
  const names = node.childrenForFieldName('name').flatMap((child) => {
    const name = child.childForFieldName('name')?.text ?? child.text;
    const alias = child.childForFieldName('alias')?.text ?? name;
    if (!/^\w{1,100}$/.test(name) || !/^\w{1,100}$/.test(alias) || alias.startsWith('__')) return [];
    if (alias.startsWith('_') && !scope.isWanted(alias)) return [];
    return [alias === name ? name : `${name} as ${alias}`];
  });
  if (names.length > 0) scope.lines.push(`from ${module} import ${names.slice(0, mostNames).join(', ')}`);
}

function writeAlias(node: SyntaxNode, scope: Scope): void {
  const [left, right] = node.namedChildren;
  const name = left?.text ?? '';
  const type = renderType(right ?? null);
  if (/^\w+$/.test(name) && type !== null && scope.isWanted(name))
    scope.lines.push(`${scope.indent}type ${name} = ${type}`);
}
