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
  /** The one version of a lock file; `range` is not looked at then, and a withdrawn version is still taken. */
  readonly lockedVersion?: string | null;
  /** What the manifest says that an archive may hash to: `sha256:<hex>` (Python), `h1:<base64>` (Go); one must fit. */
  readonly hashes?: readonly string[];
  /**
   * For a plan of thousands: one request where the protocol has one that tells licence and size. What a lock file settled
   * is not asked again, so nothing is said of a later withdrawal or of the date (crates, Go).
   */
  readonly isBrief?: boolean;
}

/** The published archive, as the registry describes it. The URL is the registry's word and is checked before use. */
export interface ArchiveReference {
  readonly url: string;
  /**
   * Subresource integrity (`sha512-...` in base64), `sha1-` for old packages, or the hash of a Go module's files
   * (`h1:...`); null when neither registry nor lock file has one.
   */
  readonly integrity: string | null;
  readonly sizeBytes: number | null;
  /** A gzipped tar when it is not said. */
  readonly format?: 'tar.gz' | 'zip';
}

/** A resolved version with the metadata that its registry publishes. Metadata is documentation; no source is in it. */
export interface PackageRecord extends PackageId {
  readonly description: string;
  readonly keywords: readonly string[];
  /** As declared, not corrected; empty when there is none. */
  readonly license: string;
  readonly homepage: string | null;
  readonly repository: string | null;
  /** Address of its own documentation, when the registry tells it apart from the homepage. */
  readonly documentation?: string | null;
  readonly archive: ArchiveReference;
  /** Further archives of the same version, best for reading documentation first: a wheel beside the source archive. */
  readonly otherArchives?: readonly ArchiveReference[];
  /** Bytes of all files unpacked, when the registry says. */
  readonly unpackedSizeBytes: number | null;
  /** Why it should not be used: deprecated, yanked, retracted; null when nothing is said against it, or nobody asked. */
  readonly deprecated: string | null;
  /** Names and ranges of runtime dependencies. */
  readonly dependencies: Readonly<Record<string, string>>;
  /**
   * npm: `type`, `exports`, `main`, `module`, `types`, `engines`, `bin` of the published manifest, untouched. pypi:
   * `requires-python`. crates: `edition`, `rust-version`, `lib`, `features`, `default-features`. go: `go`, the version of the language.
   */
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
  /** Integrity that was verified, as `algorithm-base64` or Go's `h1:base64`; null when there was none to compare with. */
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
  /**
   * For an ecosystem whose versions depend on each other (Go): the versions by name that a project with these
   * requirements gets, none below what it requires. Null when it cannot be said within reason. Throws RegistryError.
   */
  selectVersions?(
    requirements: readonly { readonly name: string; readonly version: string }[],
    signal?: AbortSignal,
  ): Promise<ReadonlyMap<string, string> | null>;
  /** Streams, checks the integrity, then gives what was accepted. Throws RegistryError, also `integrity`, `too-large`. */
  readArchive(record: PackageRecord, request: ArchiveRequest): Promise<ArchiveListing>;
}
