import type { NeutralExpression, NeutralParameter, NeutralType } from '../model.ts';

/** A default as the documentation spells it, or null where it is no literal. */
export type ReadDefault = (text: string) => NeutralExpression | null;

export function makeParameter(given: {
  readonly name: string;
  readonly type: NeutralType;
  readonly optional: boolean;
  readonly rest: boolean;
  readonly default: NeutralExpression | null;
  readonly keywordOnly?: boolean;
}): NeutralParameter {
  return { keywordOnly: false, summary: '', options: null, optionsName: null, ...given };
}
