/** In the order in which they are run. */
export const checkNames = [
  'syntax',
  'tests',
  'api-surface',
  'behaviour',
  'beyond-examples',
  'side-effects',
  'dependencies',
  'secrets',
  'license',
  'similarity',
] as const;
export type CheckName = (typeof checkNames)[number];

/**
 * `skipped` would apply and could not run, so it is never PASS; `not-applicable` has nothing to measure in this package,
 * and does not hinder PASS.
 */
export const checkStatuses = ['passed', 'failed', 'review', 'skipped', 'not-applicable'] as const;
export type CheckStatus = (typeof checkStatuses)[number];

/** One check: what was measured, or why it was not. */
export interface CheckResult {
  readonly name: CheckName;
  readonly status: CheckStatus;
  /** One sentence a person understands. */
  readonly reason: string;
  /** Figures and places, JSON. */
  readonly detail: Readonly<Record<string, unknown>>;
  readonly durationMs: number;
}

export type VerdictKind = 'PASS' | 'FAIL' | 'REVIEW';

export interface Verdict {
  readonly verdict: VerdictKind;
  readonly reasons: readonly string[];
  readonly checks: readonly CheckResult[];
}
