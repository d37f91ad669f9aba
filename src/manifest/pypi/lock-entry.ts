import { type Entry, refuseEntry } from '../entries.ts';
import { type JsonObject, ownString } from '../json-text.ts';
import type { DependencyKind } from '../types.ts';
import { createDependency } from './dependency.ts';
import { problemOfSpecifier } from './requirement.ts';

/** A package of a lock file, exact version and all. */
export function readLockedPackage(request: {
  name: string;
  version: string | null;
  kind: DependencyKind;
  hashes: readonly string[];
  /** Why it is none of the usual index; null when it is. */
  reason: string | null;
  marker?: string | null;
}): Entry {
  const { name, version, kind, hashes, reason, marker = null } = request;
  const base = { ecosystem: 'pypi', name, constraint: version ?? '', kind } as const;
  if (reason !== null) return refuseEntry(base, reason);
  const range = `==${version ?? ''}`;
  if (version === null || version.includes('*') || problemOfSpecifier(range) !== null) {
    return refuseEntry(
      base,
      `the lock file's version for it is "${(version ?? '').slice(0, 80)}", which is no version`,
    );
  }
  return createDependency(base, range, { hashes, lockedVersion: version, marker });
}

/** The hashes of a list of files, as in `{ file = "a.whl", hash = "sha256:…" }`. */
export function listHashes(files: readonly JsonObject[]): string[] {
  return files.flatMap((file) => {
    const hash = ownString(file, 'hash');
    return hash !== null && /^(?:sha256|sha384|sha512):[0-9a-f]{64,128}$/i.test(hash)
      ? [hash.toLowerCase()]
      : [];
  });
}
