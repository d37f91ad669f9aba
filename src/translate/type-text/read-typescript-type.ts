import type ts from 'typescript';
import { anyType, type NeutralField, type NeutralType } from '../model.ts';
import { makeUnion } from './make-type.ts';

export type TypeScript = typeof import('typescript');

const mostDepth = 30;

const simple: Readonly<Record<string, NeutralType>> = {
  String: { kind: 'string' },
  Number: { kind: 'number' },
  Boolean: { kind: 'boolean' },
  Error: { kind: 'error' },
  Buffer: { kind: 'bytes' },
  Uint8Array: { kind: 'bytes' },
  ArrayBuffer: { kind: 'bytes' },
  Object: anyType,
  Function: { kind: 'function', parameters: [anyType], returns: anyType },
};
const transparent = new Set('Readonly Promise PromiseLike Awaited Required NonNullable'.split(' '));
const lists = new Set('Array ReadonlyArray ArrayLike'.split(' '));
const iterators = new Set(
  'Iterable Iterator IterableIterator Generator AsyncIterable AsyncIterableIterator AsyncGenerator'.split(
    ' ',
  ),
);

export interface TypeReading {
  readonly ts: TypeScript;
  /** Type parameters with their constraints. */
  readonly generics: ReadonlyMap<string, ts.TypeNode | undefined>;
}

/** A type of TypeScript; what has no counterpart elsewhere (conditional, mapped and computed types) is `any`. */
export function readTypeNode(reading: TypeReading, node: ts.TypeNode | undefined, depth = 0): NeutralType {
  const { ts } = reading;
  if (node === undefined || depth > mostDepth) return anyType;
  const read = (inner: ts.TypeNode | undefined): NeutralType => readTypeNode(reading, inner, depth + 1);
  const keyword = readKeyword(ts, node.kind);
  if (keyword !== null) return keyword;
  if (ts.isParenthesizedTypeNode(node)) return read(node.type);
  if (ts.isTypeOperatorNode(node)) {
    if (node.operator === ts.SyntaxKind.ReadonlyKeyword) return read(node.type);
    return node.operator === ts.SyntaxKind.KeyOfKeyword ? { kind: 'string' } : anyType;
  }
  if (ts.isArrayTypeNode(node)) return { kind: 'list', item: read(node.elementType) };
  if (ts.isTupleTypeNode(node)) return readTuple(ts, node, read);
  if (ts.isUnionTypeNode(node)) return makeUnion(node.types.map(read));
  if (ts.isLiteralTypeNode(node)) return readLiteral(ts, node);
  if (ts.isTemplateLiteralTypeNode(node)) return { kind: 'string' };
  if (ts.isFunctionTypeNode(node)) {
    return {
      kind: 'function',
      parameters: node.parameters.map((parameter) => read(parameter.type)),
      returns: read(node.type),
    };
  }
  if (ts.isTypePredicateNode(node)) return { kind: 'boolean' };
  if (ts.isTypeLiteralNode(node)) return readMembers(reading, node.members, depth);
  if (ts.isTypeReferenceNode(node)) return readReference(reading, node, read);
  return anyType;
}

function readKeyword(ts: TypeScript, kind: ts.SyntaxKind): NeutralType | null {
  switch (kind) {
    case ts.SyntaxKind.StringKeyword:
      return { kind: 'string' };
    case ts.SyntaxKind.NumberKeyword:
      return { kind: 'number' };
    case ts.SyntaxKind.BigIntKeyword:
      return { kind: 'integer' };
    case ts.SyntaxKind.BooleanKeyword:
      return { kind: 'boolean' };
    case ts.SyntaxKind.UndefinedKeyword:
    case ts.SyntaxKind.VoidKeyword:
    case ts.SyntaxKind.NullKeyword:
      return { kind: 'null' };
    default:
      return null;
  }
}

function readTuple(
  ts: TypeScript,
  node: ts.TupleTypeNode,
  read: (inner: ts.TypeNode) => NeutralType,
): NeutralType {
  const [only] = node.elements;
  if (node.elements.length === 1 && only !== undefined && ts.isRestTypeNode(only)) return read(only.type);
  if (node.elements.some((item) => ts.isRestTypeNode(item))) return { kind: 'list', item: anyType };
  return {
    kind: 'tuple',
    items: node.elements.map((item) => read(ts.isNamedTupleMember(item) ? item.type : item)),
  };
}

function readLiteral(ts: TypeScript, { literal }: ts.LiteralTypeNode): NeutralType {
  if (ts.isStringLiteral(literal) || ts.isNoSubstitutionTemplateLiteral(literal))
    return { kind: 'literal', value: literal.text };
  if (ts.isNumericLiteral(literal)) return { kind: 'literal', value: Number(literal.text) };
  if (literal.kind === ts.SyntaxKind.TrueKeyword || literal.kind === ts.SyntaxKind.FalseKeyword)
    return { kind: 'literal', value: literal.kind === ts.SyntaxKind.TrueKeyword };
  return literal.kind === ts.SyntaxKind.NullKeyword ? { kind: 'null' } : { kind: 'number' };
}

/** An object type: fields, a map where it has an index signature, a function where it can be called. */
export function readMembers(
  reading: TypeReading,
  members: readonly ts.TypeElement[],
  depth = 0,
): NeutralType {
  const { ts } = reading;
  const read = (inner: ts.TypeNode | undefined): NeutralType => readTypeNode(reading, inner, depth + 1);
  const index = members.find(ts.isIndexSignatureDeclaration);
  if (index !== undefined) return { kind: 'map', key: { kind: 'string' }, value: read(index.type) };
  const call = members.find(ts.isCallSignatureDeclaration);
  if (call !== undefined)
    return {
      kind: 'function',
      parameters: call.parameters.map((parameter) => read(parameter.type)),
      returns: read(call.type),
    };
  const fields = members.flatMap((member): NeutralField[] => {
    if (!ts.isPropertySignature(member) && !ts.isMethodSignature(member)) return [];
    const name = ts.isIdentifier(member.name) || ts.isStringLiteral(member.name) ? member.name.text : null;
    if (name === null) return [];
    const type: NeutralType = ts.isMethodSignature(member)
      ? {
          kind: 'function',
          parameters: member.parameters.map((one) => read(one.type)),
          returns: read(member.type),
        }
      : read(member.type);
    return [{ name, type, optional: member.questionToken !== undefined, default: null, summary: '' }];
  });
  return fields.length === 0 ? anyType : { kind: 'record', fields };
}

function readReference(
  reading: TypeReading,
  node: ts.TypeReferenceNode,
  read: (inner: ts.TypeNode | undefined) => NeutralType,
): NeutralType {
  const { ts } = reading;
  const name = ts.isIdentifier(node.typeName) ? node.typeName.text : node.typeName.right.text;
  const [first, second] = node.typeArguments ?? [];
  if (reading.generics.has(name)) return readParameter(reading, name);
  const known = Object.hasOwn(simple, name) ? simple[name] : undefined;
  if (known !== undefined) return known;
  if (transparent.has(name)) return read(first);
  if (name === 'Partial') return read(first);
  if (lists.has(name)) return { kind: 'list', item: read(first) };
  if (iterators.has(name)) return { kind: 'iterator', item: read(first) };
  if (/^(?:Readonly)?Set$/.test(name)) return { kind: 'set', item: read(first) };
  if (/^(?:Readonly)?(?:Map|WeakMap)$/.test(name) || name === 'Record') {
    const key = read(first);
    return {
      kind: 'map',
      key: key.kind === 'union' || key.kind === 'literal' ? { kind: 'string' } : key,
      value: read(second),
    };
  }
  return { kind: 'named', name };
}

/** A type parameter that is bound to one plain kind of value is that kind: `T extends string`. */
function readParameter(reading: TypeReading, name: string): NeutralType {
  const constraint = reading.generics.get(name);
  if (constraint === undefined) return { kind: 'parameter', name };
  const others = new Map([...reading.generics].filter(([other]) => other !== name));
  const bound = readTypeNode({ ...reading, generics: others }, constraint);
  return bound.kind === 'any' ? { kind: 'parameter', name } : bound;
}
