import type { Ecosystem, PackageId } from '../core/index.ts';

/** What is asked of a registry. */
export interface ResolveRequest {
  readonly ecosystem: Ecosystem;
  /** The name to look up. */
  readonly name: string;
  /** Version, range or tag; empty means the newest. */
  readonly range: string;
  /** Integrity from a lock file; a registry that says otherwise is an error. */
  readonly lockedIntegrity?: string | null;
}

/** The published archive, as the registry describes it. The URL is the registry's word and is checked before use. */
export interface ArchiveReference {
  readonly url: string;
  /** Subresource integrity (`sha512-...` in base64), or `sha1-` for old packages; null when the registry has none. */
  readonly integrity: string | null;
  readonly sizeBytes: number | null;
}

/** A resolved version with the metadata that its registry publishes. Metadata is documentation; no source is in it. */
export interface PackageRecord extends PackageId {
  readonly description: string;
  readonly keywords: readonly string[];
  /** As declared, not corrected; empty when there is none. */
  readonly license: string;
  readonly homepage: string | null;
  readonly repository: string | null;
  readonly archive: ArchiveReference;
  /** Bytes of all files unpacked, when the registry says. */
  readonly unpackedSizeBytes: number | null;
  readonly deprecated: string | null;
  /** Names and ranges of runtime dependencies. */
  readonly dependencies: Readonly<Record<string, string>>;
  /** `type`, `exports`, `main`, `module`, `types`, `engines`, `bin` of the published manifest, untouched. */
  readonly entryPoints: Readonly<Record<string, unknown>>;
  /** ISO date of publication, when known. */
  readonly publishedAt: string | null;
}

export interface ArchiveFile {
  /** Path inside the package, without the archive's leading folder, with `/`. */
  readonly path: string;
  readonly content: Uint8Array;
}

/** A file of the archive that `accept` let through by name was kept; everything else is only listed. */
export interface ArchiveListing {
  readonly files: readonly ArchiveFile[];
  /** Every entry of the archive with its size, also those not kept. */
  readonly entries: readonly { readonly path: string; readonly sizeBytes: number; readonly kept: boolean }[];
  /** Entries refused for what they are: links, devices, paths that climb, look-alike names. */
  readonly refused: readonly { readonly path: string; readonly reason: string; readonly sizeBytes: number }[];
  /** Integrity that was verified, as `algorithm-base64`; null when the registry gave none. */
  readonly verifiedIntegrity: string | null;
  readonly sizeBytes: number;
}

export interface ArchiveRequest {
  /** By path and size alone: true keeps the content of the entry in memory. */
  accept(path: string, sizeBytes: number): boolean;
  readonly signal?: AbortSignal;
}

export interface Registry {
  readonly ecosystem: Ecosystem;
  /** Throws RegistryError `not-found`, `no-version`, `unauthorized`, `rate-limited`, `bad-response`, `unreachable`. */
  resolve(request: ResolveRequest, signal?: AbortSignal): Promise<PackageRecord>;
  /** Streams, checks the integrity, then gives what was accepted. Throws RegistryError, also `integrity`, `too-large`. */
  readArchive(record: PackageRecord, request: ArchiveRequest): Promise<ArchiveListing>;
}
