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

/** One check: what was measured, or why it could not be. Skipped is not passed. */
export interface CheckResult {
  readonly name: CheckName;
  readonly status: 'passed' | 'failed' | 'review' | 'skipped';
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
