/** What a package did to its surroundings while it was watched. */
export interface Effect {
  /** When: while it was loaded, while an example was called, or while it was given input that tampers with prototypes. */
  readonly phase: 'import' | 'call' | 'probe';
  /** Index of the example; -1 where there is none. */
  readonly place: number;
  readonly kind: EffectKind;
  /** The function that was called, or the object that was changed. */
  readonly name: string;
  /** Its first argument, or the property; at most 200 characters of what the package chose. */
  readonly text: string;
}

export const effectKinds = [
  'network',
  'process',
  'thread',
  'write',
  'read',
  'print',
  'exit',
  'settings',
  'listener',
  'prototype',
  'builtin',
  'global',
  'alive',
  'pollution',
  // Python: what reaches into the interpreter itself.
  'interpreter',
] as const;
export type EffectKind = (typeof effectKinds)[number];

/** A member as it is found on an object: `accessor` for what is read through a function. */
export interface SeenMember {
  readonly name: string;
  readonly type: string;
  /** Of functions. */
  readonly length: number | null;
}

export interface SeenValue {
  readonly statics: readonly SeenMember[];
  /** What instances of a class have, or what an object has from its prototypes. */
  readonly inherited: readonly SeenMember[];
  /** The text of a function as the engine knows it, cut after 20,000 characters; null for what is none. */
  readonly source: string | null;
}

export interface Observation {
  readonly effects: readonly Effect[];
  /** By export: what hangs on the value itself, and what its instances inherit. */
  readonly members: ReadonlyMap<string, SeenValue>;
  /** Why it did not load; null when it did. */
  readonly loadError: string | null;
  /** How far it came before its process ended. */
  readonly reached: 'nothing' | 'loaded' | 'called' | 'end';
  /** What was looked at where nothing was found, when it was not the usual. */
  readonly passedReason?: string;
}
