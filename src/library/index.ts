export { PhalusError } from '../core/index.ts';
export type { Manifest } from '../manifest/index.ts';
export type { JobEvent, JobResult, PackageOutcome, PlanRow } from '../pipeline/index.ts';
export { createPhalus } from './create-phalus.ts';
export type { Phalus, PhalusOptions, RunRequest } from './types.ts';
