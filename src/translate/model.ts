import type { ApiExport } from '../spec/index.ts';

/** JavaScript and TypeScript are one as far as translation goes. */
export type Family = 'javascript' | 'python' | 'rust' | 'go';

export interface NeutralField {
  /** As the original spells it. */
  readonly name: string;
  readonly type: NeutralType;
  readonly optional: boolean;
  readonly default: NeutralExpression | null;
  readonly summary: string;
}

export interface NeutralFunctionType {
  readonly parameters: readonly NeutralType[];
  readonly returns: NeutralType;
  /** Parameters whose type is a type parameter of the function around: where such values are lent and not copied. */
  readonly lent?: readonly boolean[];
}

/** A type without a language. `number` is one that is not known to be whole; `named` is one that the surface declares. */
export type NeutralType =
  | {
      readonly kind:
        | 'string'
        | 'integer'
        | 'float'
        | 'number'
        | 'boolean'
        | 'bytes'
        | 'null'
        | 'any'
        | 'error';
    }
  | { readonly kind: 'list'; readonly item: NeutralType }
  | { readonly kind: 'set'; readonly item: NeutralType }
  | { readonly kind: 'iterator'; readonly item: NeutralType }
  | { readonly kind: 'optional'; readonly item: NeutralType }
  | { readonly kind: 'map'; readonly key: NeutralType; readonly value: NeutralType }
  | { readonly kind: 'tuple'; readonly items: readonly NeutralType[] }
  | { readonly kind: 'union'; readonly items: readonly NeutralType[] }
  | { readonly kind: 'literal'; readonly value: string | number | boolean }
  | ({ readonly kind: 'function' } & NeutralFunctionType)
  | { readonly kind: 'record'; readonly fields: readonly NeutralField[] }
  | { readonly kind: 'named'; readonly name: string }
  | { readonly kind: 'parameter'; readonly name: string };

export type TypeOf<Kind extends NeutralType['kind']> = NeutralType & { readonly kind: Kind };

export interface NeutralParameter extends NeutralField {
  readonly rest: boolean;
  readonly keywordOnly: boolean;
  /** Set for an object of options: its fields are given one by one. */
  readonly options: readonly NeutralField[] | null;
  /** The name of the type of such an object, where it has one. */
  readonly optionsName: string | null;
}

export interface NeutralCallable {
  readonly typeParameters: readonly string[];
  readonly parameters: readonly NeutralParameter[];
  readonly returns: NeutralType;
  /** It throws, raises or returns an error. */
  readonly fails: boolean;
}

export interface NeutralMember {
  readonly name: string;
  readonly kind: 'method' | 'property';
  readonly static: boolean;
  /** Null for a property. */
  readonly callable: NeutralCallable | null;
  readonly type: NeutralType;
  readonly optional: boolean;
  readonly signature: string;
  readonly summary: string;
}

export interface NeutralExport {
  readonly original: ApiExport;
  readonly name: string;
  /** `record` holds data by fields; `alias` names a type; `error` is a class that is thrown. */
  readonly kind: 'function' | 'class' | 'constant' | 'record' | 'alias' | 'enum' | 'error';
  readonly callable: NeutralCallable | null;
  /** Of a class; null where the documentation shows none. */
  readonly construct: NeutralCallable | null;
  readonly members: readonly NeutralMember[];
  readonly fields: readonly NeutralField[];
  /** Of a constant or an alias. */
  readonly type: NeutralType;
  readonly summary: string;
}

export interface NeutralSurface {
  readonly exports: ReadonlyMap<string, NeutralExport>;
}

export interface NeutralArgument {
  /** Set for an argument given by name. */
  readonly name: string | null;
  readonly value: NeutralExpression;
}

export type BinaryOperator = '==' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '%' | 'and' | 'or';

/** What every one of the languages has, on texts, lists and numbers; `collect` makes a list of what an iterator gives. */
export type Builtin =
  | 'length'
  | 'upper'
  | 'lower'
  | 'trim'
  | 'starts'
  | 'ends'
  | 'contains'
  | 'collect'
  | 'abs';

/** An expression without a language. */
export type NeutralExpression =
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'bytes'; readonly value: readonly number[] }
  /** `isFloat`: spelled with a point or exponent in the original. */
  | { readonly kind: 'number'; readonly value: number; readonly isFloat: boolean }
  /** A whole number beyond what a double holds. */
  | { readonly kind: 'integer'; readonly digits: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' }
  | { readonly kind: 'list' | 'tuple' | 'set'; readonly items: readonly NeutralExpression[] }
  | {
      readonly kind: 'map';
      readonly entries: readonly (readonly [NeutralExpression, NeutralExpression])[];
      /** The declared type it is spelled with, e.g. `Options` in `Options { .. }`. */
      readonly typeName: string | null;
    }
  | { readonly kind: 'call'; readonly name: string; readonly arguments: readonly NeutralArgument[] }
  | { readonly kind: 'construct'; readonly name: string; readonly arguments: readonly NeutralArgument[] }
  | {
      readonly kind: 'method';
      readonly object: NeutralExpression;
      readonly name: string;
      readonly arguments: readonly NeutralArgument[];
    }
  | { readonly kind: 'read'; readonly object: NeutralExpression; readonly name: string }
  | { readonly kind: 'index'; readonly object: NeutralExpression; readonly index: NeutralExpression }
  | { readonly kind: 'export'; readonly name: string }
  | { readonly kind: 'local'; readonly name: string }
  | { readonly kind: 'lambda'; readonly parameters: readonly string[]; readonly body: NeutralExpression }
  | { readonly kind: 'not' | 'negate'; readonly operand: NeutralExpression }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: NeutralExpression;
      readonly right: NeutralExpression;
    }
  | {
      readonly kind: 'builtin';
      readonly name: Builtin;
      readonly object: NeutralExpression;
      readonly arguments: readonly NeutralExpression[];
    };

export type NeutralStatement =
  | { readonly kind: 'let'; readonly name: string; readonly value: NeutralExpression }
  | { readonly kind: 'do'; readonly value: NeutralExpression };

/** Thrown where a language has no words for something; the scenario or name at hand is reported, nothing is guessed. */
export class Unsayable extends Error {}

export const anyType: NeutralType = { kind: 'any' };
export const nullValue: NeutralExpression = { kind: 'null' };
