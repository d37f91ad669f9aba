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
  /** Subresource integrity from a lock file, when there is one. */
  readonly lockedIntegrity: string | null;
  readonly kind: DependencyKind;
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
}

export interface ManifestSource {
  readonly text: string;
  /** File name, when known: a hint beside the structure. */
  readonly fileName?: string;
}

export interface ManifestOptions {
  /** Which kinds of dependency to return; runtime and optional by default. */
  readonly kinds?: readonly DependencyKind[];
  /** From a lock file: everything that it holds, not only what the project itself asks for; false by default. */
  readonly transitive?: boolean;
}

/** One format. `recognise` looks at structure only; `parse` may throw ManifestError. */
export interface ManifestReader {
  readonly manifestType: string;
  recognise(source: ManifestSource): boolean;
  parse(source: ManifestSource, options: ManifestOptions): Manifest;
}
