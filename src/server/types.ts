import type { JobManager } from './jobs/manager.ts';

/** Whether one thing that jobs need is there. */
export type Readiness =
  | { readonly ready: true; readonly detail: string }
  | { readonly ready: false; readonly reason: string; readonly remedy: string };

export interface ServerParts {
  readonly version: string;
  /** What `/api/health` answers about model and sandbox; asked anew for each request. */
  readReadiness(): Promise<Readonly<Record<'model' | 'sandbox', Readiness>>>;
  readonly jobs: JobManager;
  /** What every request must show; empty when only this machine can connect. */
  readonly token: string;
  /** Holds the built page; without one `/` says how it is built. */
  readonly pageFolder?: string | null;
  /** Silence after which an event stream shows that it is alive; 15 seconds by default. */
  readonly keepAliveMs?: number;
  /** Told of what no answer tells: failures inside. */
  onFailure?(error: unknown): void;
}
