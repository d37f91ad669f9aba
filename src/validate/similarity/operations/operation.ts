/**
 * One node of the form that all languages are brought into. Statements and expressions are the same: an operation on
 * what its kids leave behind. `local` is the variable of a `local` node; what only hands on its kids has the op ''.
 */
export interface Operation {
  readonly op: string;
  readonly kids: readonly Operation[];
  /** Offset in the file, at the end of what is written there. */
  readonly at: number;
  readonly local?: number;
  /** Of a `function`: where it starts, and its name where the text gives one. */
  readonly from?: number;
  readonly name?: string;
  /** Of a constant: what it is worth. */
  readonly value?: string | number | boolean;
}

/** A file in that form, with what it says in words. */
export interface ReadFile {
  readonly path: string;
  readonly body: Operation;
  readonly names: ReadonlySet<string>;
  readonly strings: ReadonlySet<string>;
  /** Signs of an obfuscator, in words; empty for code that a person or a minifier wrote. */
  readonly obfuscation: readonly string[];
  readonly complete: boolean;
}

export function operation(op: string, kids: readonly Operation[], at: number): Operation {
  return { op, kids, at };
}

export function constant(value: string | number | boolean, at: number): Operation {
  if (typeof value === 'string') return { op: 'text', kids: [], at, value };
  if (typeof value === 'number') return { op: 'number', kids: [], at, value };
  return { op: 'truth', kids: [], at, value };
}

/** Nothing, null and undefined alike: it leaves no trace. */
export function nothing(at: number): Operation {
  return { op: 'nothing', kids: [], at };
}

export function local(variable: number, at: number): Operation {
  return { op: 'local', kids: [], at, local: variable };
}
