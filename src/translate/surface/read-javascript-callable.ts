import type ts from 'typescript';
import type { ApiParameter } from '../../spec/index.ts';
import { anyType, type NeutralCallable, type NeutralParameter, type NeutralType } from '../model.ts';
import {
  readMembers,
  readTypeNode,
  type TypeReading,
  type TypeScript,
} from '../type-text/read-typescript-type.ts';
import { makeParameter, type ReadDefault } from './make-parameter.ts';

/** A function's declaration as text; null when the text declares none. */
export function readJavascriptCallable(
  ts: TypeScript,
  text: string,
  readDefault: ReadDefault,
): NeutralCallable | null {
  const node = findSignature(ts, text);
  return node === null ? null : readNode(ts, node, readDefault);
}

function readNode(ts: TypeScript, node: ts.SignatureDeclaration, readDefault: ReadDefault): NeutralCallable {
  const generics = new Map(node.typeParameters?.map((one) => [one.name.text, one.constraint]));
  const reading = { ts, generics };
  return {
    typeParameters: [...generics.keys()],
    parameters: node.parameters
      .filter((parameter) => parameter.name.getText() !== 'this')
      .map((parameter, index) => readParameter(reading, parameter, { index, readDefault })),
    returns: readTypeNode(reading, node.type),
    fails: false,
  };
}

function readParameter(
  reading: TypeReading,
  node: ts.ParameterDeclaration,
  { index, readDefault }: { readonly index: number; readonly readDefault: ReadDefault },
): NeutralParameter {
  const { ts } = reading;
  const rest = node.dotDotDotToken !== undefined;
  const declared = readTypeNode(reading, node.type);
  return makeParameter({
    name: ts.isIdentifier(node.name) ? node.name.text : index === 0 ? 'options' : `argument${index + 1}`,
    type: rest && declared.kind === 'list' ? declared.item : declared,
    optional: node.questionToken !== undefined || node.initializer !== undefined,
    rest,
    default: node.initializer === undefined ? null : readDefault(node.initializer.getText()),
  });
}

/** Where documentation shows names only: a written signature such as `pad(text, [size])`. */
export function readGivenParameters(
  ts: TypeScript,
  given: readonly ApiParameter[],
  readDefault: ReadDefault,
): readonly NeutralParameter[] {
  return given.map((parameter) => {
    const type = readTypeText(ts, parameter.type, new Map());
    return makeParameter({
      name: parameter.name,
      type: parameter.rest && type.kind === 'list' ? type.item : type,
      optional: parameter.optional,
      rest: parameter.rest,
      keywordOnly: parameter.keyword_only ?? false,
      default: parameter.default === null ? null : readDefault(parameter.default),
    });
  });
}

export function readTypeText(ts: TypeScript, text: string, generics: TypeReading['generics']): NeutralType {
  const [statement] = parse(ts, `type X = ${text};`).statements;
  return statement !== undefined && ts.isTypeAliasDeclaration(statement)
    ? readTypeNode({ ts, generics }, statement.type)
    : anyType;
}

/** The type of `const x: T`, `type X = T`, or a property's `name?: T`. */
export function readDeclaredType(ts: TypeScript, text: string): NeutralType {
  const [statement] = parse(ts, `declare ${text};`).statements;
  if (statement === undefined) return anyType;
  if (ts.isVariableStatement(statement))
    return readTypeNode({ ts, generics: new Map() }, statement.declarationList.declarations[0]?.type);
  if (ts.isTypeAliasDeclaration(statement)) {
    const generics = new Map(
      statement.typeParameters?.map((one) => [one.name.text, one.constraint ?? one.default]),
    );
    return readTypeNode({ ts, generics }, statement.type);
  }
  return anyType;
}

export function readPropertyType(
  ts: TypeScript,
  text: string,
  generics: TypeReading['generics'],
): NeutralType {
  const member = firstMember(ts, `interface X { ${text.replace(/^static\s+/, '')} }`);
  if (member === null || !ts.isPropertySignature(member)) {
    const accessor = firstMember(ts, `interface X { ${text} }`);
    return accessor !== null && ts.isGetAccessorDeclaration(accessor)
      ? readTypeNode({ ts, generics }, accessor.type)
      : anyType;
  }
  const type = readMembers({ ts, generics }, [member]);
  return type.kind === 'record' ? (type.fields[0]?.type ?? anyType) : anyType;
}

/** Type parameters of a declaration's head, with what they are bound to or stand for when nothing is said. */
export function readGenerics(ts: TypeScript, text: string): TypeReading['generics'] {
  const [statement] = parse(ts, `declare ${/\{|=/.test(text) ? text : `${text} {}`}`).statements;
  const holder = statement as unknown as { typeParameters?: ts.NodeArray<ts.TypeParameterDeclaration> };
  return new Map(holder?.typeParameters?.map((one) => [one.name.text, one.constraint ?? one.default]));
}

function findSignature(ts: TypeScript, text: string): ts.SignatureDeclaration | null {
  const [statement] = parse(ts, `declare ${text};`).statements;
  if (statement !== undefined && ts.isFunctionDeclaration(statement)) return statement;
  const bare = text.replace(/^(?:static|abstract|public|async)\s+/, '');
  const member = firstMember(ts, `interface X { ${bare} }`) ?? firstMember(ts, `declare class X { ${bare} }`);
  if (member === null) return null;
  if (ts.isConstructorDeclaration(member) || ts.isConstructSignatureDeclaration(member)) return member;
  if (ts.isMethodSignature(member) && member.name.getText() === 'constructor') return member;
  if (ts.isMethodSignature(member) || ts.isMethodDeclaration(member) || ts.isCallSignatureDeclaration(member))
    return member;
  return ts.isPropertySignature(member) && member.type !== undefined && ts.isFunctionTypeNode(member.type)
    ? member.type
    : null;
}

function firstMember(ts: TypeScript, text: string): ts.ClassElement | ts.TypeElement | null {
  const [statement] = parse(ts, text).statements;
  if (statement === undefined) return null;
  return ts.isInterfaceDeclaration(statement) || ts.isClassDeclaration(statement)
    ? (statement.members[0] ?? null)
    : null;
}

function parse(ts: TypeScript, text: string): ts.SourceFile {
  return ts.createSourceFile('x.ts', text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
}
