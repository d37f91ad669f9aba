import semver from 'semver';
import { type Entry, isRefused, refuseEntry } from '../entries.ts';
import type { DependencyKind } from '../types.ts';
import { readDependency } from './package-json.ts';
import { parseNpmSpecifier } from './specifier.ts';

/** A package that a lock file holds, as its entry tells it. */
export interface HeldPackage {
  readonly registryName: string;
  readonly version: string;
  readonly integrity: string | null;
  /** Why it is none that a registry gave out; null when it is. */
  readonly reason: string | null;
}

/** A dependency that the project asks for, with what the lock file holds for it. */
export function lockListed(
  listed: { readonly name: string; readonly constraint: string; readonly kind: DependencyKind },
  held: HeldPackage | null,
): Entry {
  const dependency = readDependency({ ...listed, problem: null });
  if (isRefused(dependency)) return dependency;
  if (held === null) {
    return refuseEntry(dependency, 'the lock file has no entry for it: install anew to bring it up to date');
  }
  const reason = held.reason ?? problemOfVersion(held.version);
  if (reason !== null) return refuseEntry(dependency, reason);
  if (held.registryName !== dependency.registryName) {
    return refuseEntry(
      dependency,
      `the lock file holds "${held.registryName}" in its place: install anew to mend it`,
    );
  }
  return { ...dependency, lockedVersion: held.version, lockedIntegrity: held.integrity };
}

/** A package that the lock file holds, whoever asks for it. */
export function lockHeld(held: HeldPackage, kind: DependencyKind, constraint = held.version): Entry {
  const { registryName, version, integrity } = held;
  const base = { ecosystem: 'npm', name: registryName, constraint, kind } as const;
  const reason = held.reason ?? problemOfVersion(version);
  if (reason !== null) return refuseEntry(base, reason);
  const specifier = parseNpmSpecifier(registryName, version);
  if (specifier.kind === 'unsupported') return refuseEntry(base, specifier.reason);
  return { ...base, registryName, range: version, lockedVersion: version, lockedIntegrity: integrity };
}

function problemOfVersion(version: string): string | null {
  if (version.length <= 256 && semver.valid(version, { loose: true }) !== null) return null;
  return `the lock file's version for it is "${version.slice(0, 80)}", which is no version`;
}

/** Hashes in the words of Subresource Integrity, or null. */
export function readIntegrity(text: string | null): string | null {
  return text !== null && /^sha(?:1|256|384|512)-[A-Za-z0-9+/]{20,100}={0,2}(?:\s|$)/.test(text)
    ? text
    : null;
}
