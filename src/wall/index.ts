export { WallError, type WallErrorCode } from './errors.ts';
export { type AnalystStart, runAnalyst } from './host/run-analyst.ts';
export { type BuilderStart, runBuilder } from './host/run-builder.ts';
export { type MenderStart, runMender } from './host/run-mender.ts';
export type { AgentId, AgentRun, Exchange } from './types.ts';
