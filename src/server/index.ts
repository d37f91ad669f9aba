export { createApp } from './create-app.ts';
export { ServerError } from './errors.ts';
export { type RunningServer, type ServerAddress, startServer } from './start-server.ts';
export type { Readiness, ServerParts } from './types.ts';
