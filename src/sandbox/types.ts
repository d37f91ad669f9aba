import type { ToolchainName, ToolchainStatus } from './toolchains/types.ts';

export type { ToolchainName, ToolchainStatus };

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
  /**
   * A tool chain of this machine that the guest is shown beside Node, without anything that its user installed. Its
   * programs are in the guest's PATH. SandboxError `no-toolchain` where this machine has none.
   */
  readonly toolchain?: ToolchainName;
  readonly standardInput?: string;
  readonly limits?: Partial<SandboxLimits>;
  /** Relative paths of files to hand back when the run is over, if the guest wrote them. It may write into these, but not replace them. */
  readonly collect?: readonly string[];
  /**
   * One Unix socket of the host, shown at a guest path (absolute, below a folder of its own such as `/relay`). The guest
   * may connect to it; the file has to be open to everyone when root runs phalus.
   */
  readonly socket?: { readonly host: string; readonly guest: string };
  readonly signal?: AbortSignal;
}

export const sandboxDenialKinds = [
  'wall-time',
  'cpu-time',
  'memory',
  'processes',
  'open-files',
  'file-size',
  'output',
  'system-call',
] as const;

/** A limit that this run met, as the back end saw it happen. What it cannot see is not here. */
export interface SandboxDenial {
  readonly kind: (typeof sandboxDenialKinds)[number];
  readonly detail: string;
}

/** What the run used, children included; null where the back end cannot measure it. */
export interface SandboxResources {
  readonly cpuSeconds: number | null;
  readonly peakMemoryBytes: number | null;
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
  readonly resources: SandboxResources;
  readonly denied: readonly SandboxDenial[];
  /** What the back end enforced for this very run, as observed. */
  readonly enforced: Readonly<Record<string, string>>;
  readonly collected: Readonly<Record<string, Uint8Array>>;
}

export const sandboxBackends = ['bubblewrap', 'docker', 'podman'] as const;
export type SandboxBackend = (typeof sandboxBackends)[number];

export interface Sandbox {
  readonly backend: SandboxBackend;
  readonly version: string;
  /** Whether runs may ask for this tool chain; it is looked for once. */
  findToolchain(name: ToolchainName): Promise<ToolchainStatus>;
  run(request: SandboxRequest): Promise<SandboxResult>;
}

/** Either a sandbox that was tried and works, or why there is none. There is no weaker fallback. */
export type SandboxProbe =
  | { readonly kind: 'available'; readonly sandbox: Sandbox }
  | { readonly kind: 'unavailable'; readonly reason: string; readonly remedy: string };

export interface ProbeOptions {
  /** Absolute path of a program of the host, or null; the system's program folders by default. */
  readonly findExecutable?: (name: string) => string | null;
  /** The Node that guests run; the one that runs phalus by default. */
  readonly nodePath?: string;
  /** Where work folders are made; the system's temporary folder by default. */
  readonly temporaryFolder?: string;
  /** Must not be visible from inside; the home folder of the user by default. */
  readonly hiddenFolder?: string;
  readonly userId?: number;
  /** Of the user: container engines find their things by it. Only the home folder of the user by default. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal;
}
