import type { ExpectedOutcome, Scenario } from '../spec/index.ts';
import type { NeutralExpression, NeutralStatement } from './model.ts';

export type NeutralOutcome =
  | { readonly kind: 'value'; readonly value: NeutralExpression }
  | Extract<ExpectedOutcome, { kind: 'throws' | 'output' }>;

/** A scenario without a language. */
export interface NeutralScenario {
  readonly original: Scenario;
  readonly setup: readonly NeutralStatement[];
  readonly expression: NeutralExpression;
  readonly expected: NeutralOutcome;
}
