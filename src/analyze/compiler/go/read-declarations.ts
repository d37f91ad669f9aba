import type { Document } from '../../../docs/types.ts';
import type { ApiExport, ApiMember, ApiParameter } from '../../../spec/index.ts';
import { type SyntaxNode, withTree } from '../../../syntax-trees/index.ts';
import { firstSentence } from '../names.ts';
import { countConstants } from './count-constants.ts';
import { childrenOf, field, isExported, namesOf, oneLine } from './nodes.ts';

/** A declaration with the lines of its comment, as an outline has them. */
export interface GoDeclaration {
  readonly entry: ApiExport;
  /** Without comment marks. */
  readonly comment: readonly string[];
  /** Of the first line of the comment. */
  readonly commentLine: number;
  readonly document: string;
}

interface Method {
  readonly owner: string;
  readonly member: ApiMember;
  readonly declaration: GoDeclaration;
}

export interface GoDeclarations {
  readonly exports: readonly GoDeclaration[];
  readonly methods: readonly Method[];
}

/** Everything that the outlines of one package declare. */
export async function readDeclarations(documents: readonly Document[]): Promise<GoDeclarations> {
  const exports = new Map<string, GoDeclaration>();
  const methods: Method[] = [];
  for (const document of documents) {
    const found = await withTree('go', document.text, (root) => readFile(root, document.id));
    for (const declaration of found.exports) {
      // The same name in two files is for two systems; one of them is enough.
      if (!exports.has(declaration.entry.name)) exports.set(declaration.entry.name, declaration);
    }
    methods.push(...found.methods);
  }
  const joined = [...exports.values()].map((declaration) => withMembers(declaration, methods));
  return { exports: joined, methods };
}

function withMembers(declaration: GoDeclaration, methods: readonly Method[]): GoDeclaration {
  const { entry } = declaration;
  const own = methods.filter(({ owner }) => owner === entry.name).map(({ member }) => member);
  if (own.length === 0) return declaration;
  const kind = entry.kind === 'type' ? 'class' : entry.kind;
  return { ...declaration, entry: { ...entry, kind, members: [...entry.members, ...own] } };
}

interface Place {
  readonly document: string;
  readonly comment: readonly SyntaxNode[];
}

function readFile(root: SyntaxNode, document: string): GoDeclarations {
  const exports: GoDeclaration[] = [];
  const methods: Method[] = [];
  let comment: SyntaxNode[] = [];
  for (const node of childrenOf(root)) {
    if (node.type === 'comment') {
      const isNext = comment.at(-1)?.endPosition.row === node.startPosition.row - 1;
      comment = isNext ? [...comment, node] : [node];
      continue;
    }
    const place: Place = {
      document,
      comment: comment.at(-1)?.endPosition.row === node.startPosition.row - 1 ? comment : [],
    };
    comment = [];
    if (node.type === 'function_declaration') exports.push(readFunction(node, place));
    else if (node.type === 'method_declaration') methods.push(readMethod(node, place));
    else if (node.type === 'type_declaration') exports.push(...readTypes(node, place));
    else if (node.type === 'const_declaration') exports.push(...readConstants(node, place));
    else if (node.type === 'var_declaration') exports.push(...readVariables(node, place));
  }
  return { exports, methods };
}

function describe(
  entry: Omit<ApiExport, 'local_name' | 'overloads' | 'evidence' | 'source' | 'summary'>,
  at: {
    readonly node: SyntaxNode;
    readonly place: Place;
  },
): GoDeclaration {
  const { node, place } = at;
  const comment = place.comment.flatMap(({ text }) =>
    text.split('\n').map((line) => line.replace(/^\/\/ ?/, '')),
  );
  const commentLine = (place.comment[0] ?? node).startPosition.row + 1;
  return {
    entry: {
      ...entry,
      local_name: entry.name,
      overloads: [],
      summary: summaryOf(comment),
      evidence: 'declaration',
      source: { document: place.document, lines: [commentLine, node.endPosition.row + 1] },
    },
    comment,
    commentLine,
    document: place.document,
  };
}

function summaryOf(comment: readonly string[]): string {
  return firstSentence(comment.join('\n'));
}

function readFunction(node: SyntaxNode, place: Place): GoDeclaration {
  return describe(
    {
      name: field(node, 'name')?.text ?? '',
      kind: 'function',
      signature: oneLine(node.text),
      parameters: readParameters(field(node, 'parameters')),
      returns: readResult(field(node, 'result')),
      members: [],
    },
    { node, place },
  );
}

function readMethod(node: SyntaxNode, place: Place): Method {
  const owner = field(node, 'receiver')?.descendantsOfType('type_identifier')[0]?.text ?? '';
  const declaration = readFunction(node, place);
  const { name, signature, summary } = declaration.entry;
  return {
    owner,
    member: { name, kind: 'method', static: false, optional: false, signature, summary },
    declaration,
  };
}

/** Parameters by name; those without one are called after their place. */
export function readParameters(list: SyntaxNode | null): ApiParameter[] {
  const parameters: ApiParameter[] = [];
  for (const node of list === null ? [] : childrenOf(list)) {
    if (!/parameter_declaration$/.test(node.type)) continue;
    const names = namesOf(node);
    const rest = node.type === 'variadic_parameter_declaration';
    const type = oneLine(field(node, 'type')?.text ?? 'any');
    for (const name of names.length === 0 ? [`argument${parameters.length + 1}`] : names) {
      parameters.push({ name, type, optional: rest, rest, default: null });
    }
  }
  return parameters;
}

/** `(n int, err error)` is `(int, error)`, one result stands alone, and none is null. */
export function readResult(result: SyntaxNode | null): string | null {
  if (result === null) return null;
  if (result.type !== 'parameter_list') return oneLine(result.text);
  const types = childrenOf(result).flatMap((node) => {
    const type = oneLine(field(node, 'type')?.text ?? '');
    return Array.from({ length: Math.max(1, namesOf(node).length) }, () => type);
  });
  if (types.length === 0) return null;
  return types.length === 1 ? (types[0] ?? null) : `(${types.join(', ')})`;
}

function readTypes(declaration: SyntaxNode, place: Place): GoDeclaration[] {
  return childrenOf(declaration).flatMap((spec) => {
    const [name, type] = [field(spec, 'name')?.text ?? '', field(spec, 'type')];
    if (type === null || !isExported(name)) return [];
    const members =
      type.type === 'interface_type'
        ? readElements(type)
        : type.type === 'struct_type'
          ? readFields(type)
          : [];
    const kind =
      type.type === 'interface_type' ? 'interface' : type.type === 'struct_type' ? 'class' : 'type';
    const signature = `type ${renderShape(spec)}`;
    return [
      describe(
        { name, kind, signature, parameters: [], returns: null, members },
        { node: declaration, place },
      ),
    ];
  });
}

/** A structure or interface on one line, its members apart by semicolons. */
function renderShape(spec: SyntaxNode): string {
  const text = spec.text
    .replace(/[ \t]*\/\/[^\n]*/g, '')
    .replace(/\{\s*\n\s*/g, '{ ')
    .replace(/\s*\n\s*\}/g, ' }')
    .replace(/\s*\n\s*/g, '; ');
  return oneLine(text).replace(/\{ (?:; )*\}/g, '{}');
}

function readFields(type: SyntaxNode): ApiMember[] {
  return type.descendantsOfType('field_declaration').flatMap((node) => {
    if (node === null || node.parent?.parent?.id !== type.id) return [];
    const text = oneLine(field(node, 'type')?.text ?? 'any');
    return namesOf(node).map(
      (name): ApiMember => ({
        ...{ name, kind: 'property', static: false, optional: false },
        ...{ signature: `${name} ${text}`, summary: summaryAbove(node) },
      }),
    );
  });
}

function readElements(type: SyntaxNode): ApiMember[] {
  return childrenOf(type).flatMap((node) =>
    node.type === 'method_elem'
      ? [
          {
            name: field(node, 'name')?.text ?? '',
            kind: 'method' as const,
            ...{ static: false, optional: false, signature: oneLine(node.text), summary: summaryAbove(node) },
          },
        ]
      : [],
  );
}

function summaryAbove(node: SyntaxNode): string {
  const lines: string[] = [];
  let row = node.startPosition.row;
  let above = node.previousNamedSibling;
  while (above?.type === 'comment' && above.endPosition.row === row - 1) {
    lines.unshift(above.text.replace(/^\/\/ ?/, ''));
    row = above.startPosition.row;
    above = above.previousNamedSibling;
  }
  return summaryOf(lines);
}

function readConstants(declaration: SyntaxNode, place: Place): GoDeclaration[] {
  return countConstants(declaration).flatMap(({ name, text, spec }) => {
    if (!isExported(name)) return [];
    const found = describe(
      { name, kind: 'constant', signature: `const ${text}`, parameters: [], returns: null, members: [] },
      { node: declaration, place },
    );
    const own = summaryAbove(spec);
    return [own === '' ? found : { ...found, entry: { ...found.entry, summary: own } }];
  });
}

function readVariables(declaration: SyntaxNode, place: Place): GoDeclaration[] {
  return declaration.descendantsOfType('var_spec').flatMap((spec) => {
    if (spec === null) return [];
    const type = oneLine(field(spec, 'type')?.text ?? 'any');
    return namesOf(spec).map((name) =>
      describe(
        {
          name,
          kind: 'constant',
          signature: `var ${name} ${type}`,
          parameters: [],
          returns: null,
          members: [],
        },
        { node: declaration, place },
      ),
    );
  });
}
