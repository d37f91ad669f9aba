/** Whether one thing that jobs need is there. */
export type Readiness =
  | { readonly ready: true; readonly detail: string }
  | { readonly ready: false; readonly reason: string; readonly remedy: string };

export interface ServerParts {
  readonly version: string;
  /** What `/api/health` answers about model and sandbox; asked anew for each request. */
  readReadiness(): Promise<Readonly<Record<'model' | 'sandbox', Readiness>>>;
}
