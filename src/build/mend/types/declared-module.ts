import type TypeScript from 'typescript';

export interface DeclaredParameter {
  readonly name: string;
  /** As it is written; null where nothing is. */
  readonly type: string | null;
  readonly optional: boolean;
  readonly rest: boolean;
}

export interface DeclaredSignature {
  /** `<T extends string>`, or empty. */
  readonly typeParameters: string;
  /** Of `this`, where it is declared. */
  readonly thisType: string | null;
  readonly parameters: readonly DeclaredParameter[];
  readonly returns: string | null;
  /** The parameter that a `value is T` speaks of. */
  readonly predicateOf: string | null;
}

export type DeclaredValue =
  | { readonly kind: 'function'; readonly signatures: readonly DeclaredSignature[] }
  | { readonly kind: 'class'; readonly members: ReadonlyMap<string, DeclaredMember> }
  | { readonly kind: 'value'; readonly type: string };

/** A member of a class; `static ` opens the key of those of the class itself. */
export type DeclaredMember = Exclude<DeclaredValue, { kind: 'class' }>;

/** A type that definitions declare, to stand at the top level of a module. */
export interface DeclaredType {
  readonly name: string;
  /** `type Name = any;` with the same type parameters: what is left of it where it does not check. */
  readonly fallback: string;
  readonly text: string;
}

/** Type definitions by what they export. Read from syntax alone, so that nothing they refer to is looked at. */
export interface DeclaredModule {
  readonly types: readonly DeclaredType[];
  /** Exported name -> name of the type. */
  readonly exportedTypes: ReadonlyMap<string, string>;
  readonly values: ReadonlyMap<string, DeclaredValue>;
}

/** Signatures of function types and declarations alike. */
export function readSignature(
  ts: typeof TypeScript,
  node: TypeScript.SignatureDeclaration,
  textOf: (node: TypeScript.Node) => string,
): DeclaredSignature {
  const all = node.parameters.map((parameter) => ({
    name: parameter.name.getText(),
    type: parameter.type === undefined ? null : textOf(parameter.type),
    optional: parameter.questionToken !== undefined || parameter.initializer !== undefined,
    rest: parameter.dotDotDotToken !== undefined,
  }));
  const list = (node.typeParameters ?? []).map(textOf).join(', ');
  const predicate = node.type !== undefined && ts.isTypePredicateNode(node.type) ? node.type : null;
  return {
    typeParameters: list === '' ? '' : `<${list}>`,
    thisType: all.find(({ name }) => name === 'this')?.type ?? null,
    parameters: all.filter(({ name }) => name !== 'this'),
    returns: node.type === undefined ? null : textOf(node.type),
    predicateOf: predicate === null ? null : predicate.parameterName.getText(),
  };
}

/** A signature as it stands in a declaration, from its type parameters on. */
export function renderSignature(
  { typeParameters, thisType, parameters, returns }: DeclaredSignature,
  arrow = false,
): string {
  const given = parameters.map(
    ({ name, type, optional, rest }) =>
      `${rest ? '...' : ''}${name}${optional && !rest ? '?' : ''}: ${type ?? (rest ? 'any[]' : 'any')}`,
  );
  const all = thisType === null ? given : [`this: ${thisType}`, ...given];
  return `${typeParameters}(${all.join(', ')})${arrow ? ' =>' : ':'} ${returns ?? 'any'}`;
}
