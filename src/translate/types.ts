import type { ApiSurface, Spec } from '../spec/index.ts';

export type SpecLanguage = ApiSurface['language'];

/** How one name of the original is called in the target; part of the delivered package. */
export interface NameMapping {
  /** As 02 of the original's language has it, members as `Class.member`. */
  readonly original: string;
  readonly target: string;
  readonly kind: string;
  /** Signatures in either language. */
  readonly originalSignature: string;
  readonly targetSignature: string;
}

/** What could not be said in the target's language, and why: nothing is left out silently. */
export interface Untranslated {
  /** `S012`, an export's name, or a document. */
  readonly what: string;
  readonly reason: string;
}

export interface Translation {
  /** The ten documents in the target's language; the given ones when it is the original's. */
  readonly spec: Spec;
  readonly from: SpecLanguage;
  readonly to: SpecLanguage;
  readonly names: readonly NameMapping[];
  readonly untranslated: readonly Untranslated[];
}
