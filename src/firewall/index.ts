export { clearSpec, verbatimLimitWords } from './clear-spec.ts';
export { type HandOver, handOver, neutralName, neutralVersion } from './hand-over.ts';
export { type HiddenName, hideName } from './hide-name.ts';
export { type RedactedSpec, type Redaction, redactSpec } from './redact-spec.ts';
export type {
  ClearedSpec,
  Finding,
  FirewallMeasures,
  FirewallReferences,
  FirewallRule,
  FirewallVerdict,
} from './types.ts';
