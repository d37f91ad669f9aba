import type { Ecosystem } from '../core/index.ts';

export type DependencyKind = 'runtime' | 'development' | 'optional' | 'peer';

/** One dependency that phalus can look up. */
export interface Dependency {
  readonly ecosystem: Ecosystem;
  /** The name as the manifest writes it (an alias keeps its own). */
  readonly name: string;
  /** The name to look up: differs from `name` for an alias (`npm:other@^1`). */
  readonly registryName: string;
  /** Version specifier exactly as written in the manifest. */
  readonly constraint: string;
  /** The specifier to resolve: `constraint` without the alias part. */
  readonly range: string;
  /** Exact version from a lock file, when there is one. */
  readonly lockedVersion: string | null;
  /** Subresource integrity of the one archive that a lock file knows (npm, Cargo), when there is one. */
  readonly lockedIntegrity: string | null;
  readonly kind: DependencyKind;
  /** Python extras or Cargo features that are asked for, as written. */
  readonly extras?: readonly string[];
  /** The condition under which it is wanted, as written: a marker of PEP 508, or the target of a Cargo table. */
  readonly marker?: string;
  /**
   * What an archive may hash to, when the manifest says: `sha256:<hex>` of any of a release's files (Python), or
   * `h1:<base64>` of a module's files (Go).
   */
  readonly hashes?: readonly string[];
}

/** An entry that is there but that phalus will not look up, with a reason for the user. */
export interface UnsupportedDependency {
  readonly ecosystem: Ecosystem;
  readonly name: string;
  readonly constraint: string;
  readonly kind: DependencyKind;
  readonly reason: string;
}

export interface Manifest {
  /** As people name the file: `package.json`, `package-lock.json`. */
  readonly manifestType: string;
  readonly packages: readonly Dependency[];
  readonly unsupported: readonly UnsupportedDependency[];
  /** What the file says beside its dependencies and phalus leaves aside, such as the address of an index. */
  readonly notes?: readonly string[];
}

/** A file that a manifest names: the requirements of `-r`, the Cargo.toml of a workspace, the go.mod of a go.work. */
export interface FurtherFile {
  /** Relative to the folder of the manifest, as in `../requirements/base.txt`. */
  readonly path: string;
  readonly text: string;
}

export interface ManifestSource {
  readonly text: string;
  /** File name, when known: a hint beside the structure. */
  readonly fileName?: string;
  /** Files beside it that the user gave: a manifest never chooses what is read. */
  readonly furtherFiles?: readonly FurtherFile[];
}

export interface ManifestOptions {
  /** Which kinds of dependency to return; runtime and optional by default. */
  readonly kinds?: readonly DependencyKind[];
  /** From a lock file: everything that it holds, not only what the project itself asks for; false by default. */
  readonly transitive?: boolean;
}

/**
 * One format. `recognise` looks at structure only; `parse` may throw ManifestError. A text that no structure fits goes
 * to the reader whose `fileName` or `resembles` fits, so that its error can name the place of the mistake.
 */
export interface ManifestReader {
  readonly manifestType: string;
  readonly fileName: RegExp;
  recognise(source: ManifestSource): boolean;
  /** Looks at the first lines, trimmed and without blank ones. */
  resembles?(lines: readonly string[]): boolean;
  parse(source: ManifestSource, options: ManifestOptions): Manifest;
}
