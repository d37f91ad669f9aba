export type RustItemKind =
  | 'function'
  | 'struct'
  | 'union'
  | 'enum'
  | 'trait'
  | 'impl'
  | 'module'
  | 'use'
  | 'constant'
  | 'static'
  | 'type'
  | 'macro';

export interface RustParameter {
  /** `_` where the parameter is a pattern. */
  readonly name: string;
  readonly type: string;
}

/** A field of a struct, union or variant; those of tuples are named by their place. */
export interface RustField {
  readonly name: string;
  readonly type: string;
  readonly isPublic: boolean;
  readonly docs: readonly string[];
  readonly attributes: readonly string[];
}

export interface RustVariant {
  readonly name: string;
  readonly docs: readonly string[];
  readonly attributes: readonly string[];
  readonly fields: readonly RustField[];
  readonly shape: RustShape;
  /** A literal, or null. */
  readonly value: string | null;
}

export type RustShape = 'unit' | 'tuple' | 'record';

/** One name that a `use` brings: the path it stands for and how it is called here, `*` for all of a module. */
export interface RustUse {
  readonly path: readonly string[];
  readonly name: string;
}

/** One item as data: nothing of a syntax tree is kept. */
export interface RustItem {
  readonly kind: RustItemKind;
  readonly name: string;
  /** `pub`, `pub(crate)`, or empty. */
  readonly visibility: string;
  /** Lines of its documentation without comment marks. */
  readonly docs: readonly string[];
  /** `#[...]` as written, those of documentation left out. */
  readonly attributes: readonly string[];
  /** The declaration on one line without visibility, body and value: `fn f<T>(x: T) -> U where T: V`. */
  readonly header: string;
  readonly hasBody: boolean;
  /** Of a constant, where it is a literal. */
  readonly value: string | null;
  readonly parameters: readonly RustParameter[];
  /** `&self` and the like, or null. */
  readonly receiver: string | null;
  readonly returns: string | null;
  readonly shape: RustShape;
  /** Of a struct or union: not all of its fields are public. */
  readonly hasHiddenFields: boolean;
  readonly fields: readonly RustField[];
  readonly variants: readonly RustVariant[];
  /** Of a module with a body, a trait or an impl; null for the others. */
  readonly items: readonly RustItem[] | null;
  /** Of an impl: the trait as written, or null for an inherent one. */
  readonly traitName: string | null;
  /** Of an impl: the type as written. */
  readonly typeName: string | null;
  /** Of a macro: what its rules match, as written. */
  readonly rules: readonly string[];
  readonly uses: readonly RustUse[];
  /** Places in the text, attributes and documentation included. */
  readonly start: number;
  readonly end: number;
  /** Where the declaration itself begins, behind attributes and documentation. */
  readonly declared: number;
  /** From 1. */
  readonly line: number;
  readonly lastLine: number;
}

export interface RustFile {
  /** `//!` at the top. */
  readonly docs: readonly string[];
  readonly items: readonly RustItem[];
  /** Parts at the top level that do not parse. */
  readonly hasBrokenItems: boolean;
}
