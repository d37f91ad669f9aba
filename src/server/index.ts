export { createApp } from './create-app.ts';
export { ServerError, type ServerErrorCode } from './errors.ts';
export { type JobManager, type JobManagerOptions, openJobManager } from './jobs/manager.ts';
export { type RunningServer, type ServerAddress, startServer } from './start-server.ts';
export type { Readiness, ServerParts } from './types.ts';
