import type { ApiParameter, ExpectedOutcome } from '../../../spec/index.ts';

/** One declaration of an outline. */
export interface PyItem {
  readonly name: string;
  readonly kind: 'function' | 'class' | 'constant' | 'type';
  /** `def f(x: int) -> str`, `class A(B)`, `X: int = 5`: one line, no colon at the end. */
  readonly signature: string;
  readonly overloads: readonly string[];
  readonly parameters: readonly ApiParameter[];
  readonly returns: string | null;
  readonly members: readonly PyMember[];
  readonly docstring: string;
  /** Decorators as they are written. */
  readonly markers: readonly string[];
  /** From 1. */
  readonly lines: readonly [number, number];
  /** Line of the docstring's first line. */
  readonly docstringLine: number;
}

export interface PyMember extends PyItem {
  readonly isStatic: boolean;
  readonly isProperty: boolean;
}

export interface PyImport {
  readonly module: string;
  readonly name: string | null;
  readonly local: string;
}

/** One module of a package as its outline tells. */
export interface PyModule {
  /** `slugify.special` */
  readonly name: string;
  readonly isPackage: boolean;
  readonly isStub: boolean;
  readonly document: string;
  readonly docstring: string;
  readonly docstringLine: number;
  readonly all: readonly string[] | null;
  readonly imports: readonly PyImport[];
  readonly items: ReadonlyMap<string, PyItem>;
}

/** A declaration, and where it stands. */
export interface Located {
  readonly module: PyModule;
  readonly item: PyItem;
}

/** An export as consumers name it below the imported name: `slugify`, `special.GERMAN`. */
export interface PyExport extends Located {
  readonly name: string;
}

/** A piece of code in a document, with what its document says before it. */
export interface CodeChunk {
  readonly document: string;
  /** Line of the document at which the code begins, from 1. */
  readonly line: number;
  readonly title: string;
  readonly text: string;
}

/** Code that shares its names: one document, or one docstring. */
export interface Session {
  /** Names that are known without an import: those of the module that a docstring stands in. */
  readonly module: PyModule | null;
  readonly chunks: readonly CodeChunk[];
}

/** What a step of an example claims. */
export interface RawClaim {
  /** Offsets of the expression in the code of the step. */
  readonly start: number;
  readonly end: number;
  readonly expected: RawExpectation;
}

export type RawExpectation =
  /** Text of a value, as it is written. */
  | {
      readonly kind: 'literal';
      readonly text: string;
      readonly printed: boolean;
      readonly isMarked: boolean;
      readonly isTruth?: boolean;
    }
  | { readonly kind: 'outcome'; readonly outcome: ExpectedOutcome };
