import { normalizePackageName, problemOfPackageName } from '../../core/index.ts';
import { type Entry, type EntryBase, refuseEntry, shorten } from '../entries.ts';
import type { DependencyKind } from '../types.ts';
import { parseRequirement, type Requirement } from './requirement.ts';

/** What is known of a Python dependency beside its name and version. */
export interface Details {
  readonly extras?: readonly string[];
  readonly marker?: string | null;
  readonly hashes?: readonly string[];
  readonly lockedVersion?: string | null;
}

/** The dependency as an index can be asked for it. `range` is in the words of PEP 440. */
export function createDependency(base: EntryBase, range: string, details: Details = {}): Entry {
  const problem = problemOfPackageName('pypi', base.name);
  if (problem !== null) return refuseEntry(base, `not a package that pip could install: ${problem}`);
  const { extras = [], marker = null, hashes = [], lockedVersion = null } = details;
  return {
    ...base,
    registryName: normalizePackageName('pypi', base.name),
    range,
    lockedVersion,
    lockedIntegrity: null,
    ...(extras.length > 0 && { extras }),
    ...(marker !== null && marker !== '' && { marker }),
    ...(hashes.length > 0 && { hashes }),
  };
}

/** An entry of a list of requirements (PEP 508). */
export function readRequirementText(text: string, kind: DependencyKind, details: Details = {}): Entry {
  const reading = parseRequirement(text);
  if (reading.kind === 'requirement') return readRequirement(reading, kind, details);
  const name = nameInFront(text);
  return refuseEntry(
    { ecosystem: 'pypi', name, constraint: text.trim(), kind },
    `cannot be read as a requirement: ${reading.problem}`,
  );
}

export function readRequirement(
  requirement: Requirement,
  kind: DependencyKind,
  details: Details = {},
): Entry {
  const { name, specifier, url, extras, marker } = requirement;
  if (url !== null) {
    const base = { ecosystem: 'pypi', name, constraint: `@ ${url}`, kind } as const;
    return refuseEntry(base, reasonOfPlace(url));
  }
  const base = { ecosystem: 'pypi', name, constraint: specifier, kind } as const;
  return createDependency(base, specifier, { extras, marker, ...details });
}

/** The text in front of what cannot be read, to call the entry by. */
export function nameInFront(text: string): string {
  return /^[A-Za-z0-9][A-Za-z0-9._-]{0,200}/.exec(text.trim())?.[0] ?? shorten(text.trim());
}

/** Why an address or path is no version in an index. */
export function reasonOfPlace(place: string): string {
  if (/\$\{?[A-Za-z_]/.test(place)) return reasonOfVariable;
  if (/^(?:git|hg|svn|bzr)(?:\+|:)/i.test(place))
    return 'a version control repository, not a version in an index';
  if (/^(?:https?|ftp):/i.test(place)) return 'an archive at a web address, not a version in an index';
  return 'a folder or file of this project, not a version in an index';
}

export const reasonOfVariable =
  'holds an environment variable, which phalus does not fill in: write its value';

/** The last part of a path or address, or what follows `#egg=`, to call an entry by. */
export function nameOfPlace(place: string): string {
  const egg = /[#&]egg=([A-Za-z0-9._-]{1,200})/.exec(place)?.[1];
  if (egg !== undefined) return egg;
  const end = place
    .replace(/[#?].*$/s, '')
    .replace(/\.git(?:@.*)?$/s, '')
    .split(/[/\\]/)
    .filter((part) => part !== '' && part !== '.');
  return shorten(end.at(-1) ?? place);
}
