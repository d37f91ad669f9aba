export { checkStatuses } from '../validate/types.ts';
export { buildFromSpec } from './build-from-spec.ts';
export { PipelineError, type PipelineErrorCode } from './errors.ts';
export type { JobPlace, RunOptions } from './open-job.ts';
export { isBriefPlan, type PlanOptions, type PlanRow, planJob } from './plan-job.ts';
export { runJob, verifyJob } from './run-job.ts';
export { type AgentName, createServices, type Services, type ServicesOptions } from './services.ts';
export {
  isSuccess,
  type JobEvent,
  type JobRequest,
  type JobResult,
  type PackageOutcome,
  type Phase,
  phases,
} from './types.ts';
export { validateOutput } from './validate-output.ts';
