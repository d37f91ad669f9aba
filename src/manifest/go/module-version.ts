import { problemOfPackageName } from '../../core/index.ts';
import { type Entry, type EntryBase, refuseEntry } from '../entries.ts';

const version =
  /^v(?:0|[1-9]\d{0,15})\.(?:0|[1-9]\d{0,15})\.(?:0|[1-9]\d{0,15})(?:-[0-9A-Za-z.-]{1,200})?(?:\+[0-9A-Za-z.-]{1,200})?$/;

/** True for a version as Go writes it, pseudo versions and `+incompatible` included. */
export function isModuleVersion(text: string): boolean {
  return version.test(text);
}

/** A module at the version that a go.mod requires at least. */
export function createModule(base: EntryBase, registryName: string, range: string): Entry {
  const problem = problemOfPackageName('go', registryName);
  if (problem !== null) return refuseEntry(base, `not a module that a proxy could hold: ${problem}`);
  if (!isModuleVersion(range)) {
    return refuseEntry(base, 'not a version like v1.2.3: run "go mod tidy", which writes one');
  }
  const majorProblem = problemOfMajor(registryName, range);
  if (majorProblem !== null) return refuseEntry(base, majorProblem);
  return { ...base, registryName, range, lockedVersion: null, lockedIntegrity: null };
}

/** Why path and version cannot belong together: the path names the major version from 2 on. */
function problemOfMajor(path: string, text: string): string | null {
  const major = /^v(\d+)\./.exec(text)?.[1] ?? '0';
  // Paths of this form name their major version after a dot, 0 and 1 too.
  const named = /^gopkg\.in\/.*\.v(\d+)(?:-unstable)?$/.exec(path)?.[1] ?? /\/v(\d+)$/.exec(path)?.[1];
  if (named !== undefined) {
    const isPseudo = path.startsWith('gopkg.in/') && text.startsWith('v0.0.0-');
    return named === major || isPseudo
      ? null
      : `the path is that of version ${named}, and the version is ${text.slice(0, 80)}`;
  }
  if (Number(major) < 2 || text.endsWith('+incompatible')) return null;
  return `the version is ${text.slice(0, 80)}, whose path should end with /v${major}`;
}
