export const toolchainNames = ['python', 'rust', 'go'] as const;
export type ToolchainName = (typeof toolchainNames)[number];

/** A tool chain of this machine as guests are shown it. */
export interface Toolchain {
  readonly name: ToolchainName;
  /** As it names itself, for example `Python 3.11.7`. */
  readonly version: string;
  /** Files and folders of the host, guest path -> host path, read-only. */
  readonly mounts: Readonly<Record<string, string>>;
  /** Folders below the mounts that the guest sees empty: what a user has installed may hold the original. */
  readonly hidden: readonly string[];
  /** PATH among them. */
  readonly environment: Readonly<Record<string, string>>;
  /** Further mounts for a command, made when one first needs them, because that takes time. */
  prepare?(command: readonly string[]): Promise<Readonly<Record<string, string>>>;
}

export type ToolchainProbe =
  | { readonly kind: 'available'; readonly toolchain: Toolchain }
  | { readonly kind: 'unavailable'; readonly reason: string; readonly remedy: string };

/** What a guest, or an agent behind the wall, may know of a tool chain. */
export type ToolchainStatus =
  | { readonly kind: 'available'; readonly version: string }
  | { readonly kind: 'unavailable'; readonly reason: string; readonly remedy: string };

export interface ToolchainOptions {
  /** The user's: PATH and HOME are read. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal;
}
