import type { PackageOutcome } from '../pipeline/types.ts';

/** By way of the outcome: the command line knows the pipeline, not the room that judges. */
export type Verdict = Extract<PackageOutcome, { readonly kind: 'finished' }>['verdict'];
export type CheckResult = Verdict['checks'][number];
