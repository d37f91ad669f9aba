/** What a run may use at most. */
export interface SandboxLimits {
  readonly wallTimeMs: number;
  readonly cpuSeconds: number;
  /** Address space for native programs; for Node the heap is limited instead, see the back end. */
  readonly memoryBytes: number;
  readonly processes: number;
  readonly openFiles: number;
  readonly fileSizeBytes: number;
  /** Of standard output and of standard error, each; what is over is cut and `outputTruncated` says so. */
  readonly outputBytes: number;
}

export interface SandboxRequest {
  /** Program and arguments as the guest sees them; `node` is the Node that runs phalus. */
  readonly command: readonly [string, ...string[]];
  /**
   * Files laid into a fresh work folder (`/guest`, the guest's current folder), by relative path. They are read-only;
   * beside them, and in `/tmp`, the guest may write.
   */
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  /** Host folders shown read-only, guest path -> host path. When root runs phalus they have to be readable for everyone. */
  readonly readOnly?: Readonly<Record<string, string>>;
  /** The whole environment of the guest, beside PATH, HOME, LANG and TZ. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly standardInput?: string;
  readonly limits?: Partial<SandboxLimits>;
  /** Relative paths of files to hand back when the run is over, if the guest wrote them. It may write into these, but not replace them. */
  readonly collect?: readonly string[];
  readonly signal?: AbortSignal;
}

export interface SandboxResult {
  /** Null when a signal ended it. */
  readonly exitCode: number | null;
  readonly signalName: string | null;
  readonly standardOutput: string;
  readonly standardError: string;
  readonly outputTruncated: boolean;
  readonly timedOut: boolean;
  readonly durationMs: number;
  /** What the back end enforced for this very run, as observed. */
  readonly enforced: Readonly<Record<string, string>>;
  readonly collected: Readonly<Record<string, Uint8Array>>;
}

export interface Sandbox {
  readonly backend: 'bubblewrap' | 'docker' | 'podman';
  readonly version: string;
  run(request: SandboxRequest): Promise<SandboxResult>;
}

/** Either a sandbox that was tried and works, or why there is none. There is no weaker fallback. */
export type SandboxProbe =
  | { readonly kind: 'available'; readonly sandbox: Sandbox }
  | { readonly kind: 'unavailable'; readonly reason: string; readonly remedy: string };
