import { type Ecosystem, normalizePackageName } from '../core/index.ts';
import { ManifestError } from './errors.ts';
import type {
  Dependency,
  DependencyKind,
  Manifest,
  ManifestOptions,
  ManifestSource,
  UnsupportedDependency,
} from './types.ts';

export type Entry = Dependency | UnsupportedDependency;

const defaultKinds: readonly DependencyKind[] = ['runtime', 'optional'];
/** A manifest of more entries is refused, in all formats. */
export const mostEntries = 500_000;
const longestShown = 200;

/** What an entry starts from: all that is known before its version is looked at. */
export type EntryBase = Pick<Dependency, 'ecosystem' | 'name' | 'constraint' | 'kind'>;

export function isWantedKind(options: ManifestOptions, kind: DependencyKind): boolean {
  return (options.kinds ?? defaultKinds).includes(kind);
}

export function refuseEntry(base: EntryBase, reason: string): UnsupportedDependency {
  const { ecosystem, name, constraint, kind } = base;
  return { ecosystem, name: shorten(name), constraint: shorten(constraint), kind, reason };
}

export function isRefused(entry: Entry): entry is UnsupportedDependency {
  return 'reason' in entry;
}

/** Sorts entries into a manifest. Throws ManifestError `too-large` for more than half a million. */
export function collectManifest(
  manifestType: string,
  entries: readonly Entry[],
  notes: readonly string[] = [],
): Manifest {
  if (entries.length > mostEntries) throw tooManyEntries(manifestType);
  return {
    manifestType,
    packages: entries.filter((entry): entry is Dependency => !isRefused(entry)),
    unsupported: entries.filter(isRefused),
    ...(notes.length > 0 && { notes: [...new Set(notes)] }),
  };
}

export function tooManyEntries(manifestType: string): ManifestError {
  return new ManifestError(
    'too-large',
    `Cannot read this ${manifestType}: it lists more than ${mostEntries} entries`,
    { hint: 'Give the manifest of one project' },
  );
}

/**
 * Each package once: a second entry of the same name and range is the same wish, one of another range is named with
 * the reason why it is not followed. The first entry is used, except where it is for old versions of Python only.
 */
export function keepFirstOfEachName(entries: readonly Entry[]): Entry[] {
  const winners = chooseWinners(entries);
  const refused = new Set<string>();
  return entries.flatMap((entry): Entry[] => {
    if (isRefused(entry)) {
      const key = `${entry.name}\n${entry.constraint}\n${entry.reason}`;
      if (refused.has(key)) return [];
      refused.add(key);
      return [entry];
    }
    const winner = winners.get(keyOfName(entry.ecosystem, entry.registryName));
    if (winner === undefined || winner === entry) return [entry];
    if (entry.range === '' && entry.lockedVersion === null) return [];
    if (winner.range === entry.range && winner.lockedVersion === entry.lockedVersion) return [];
    return [refuseEntry(entry, `listed as ${describeWish(winner)} as well, and that entry is used`)];
  });
}

function chooseWinners(entries: readonly Entry[]): Map<string, Dependency> {
  const winners = new Map<string, Dependency>();
  for (const entry of entries) {
    if (isRefused(entry)) continue;
    const key = keyOfName(entry.ecosystem, entry.registryName);
    const winner = winners.get(key);
    if (winner === undefined || (isForOldPython(winner) && !isForOldPython(entry))) winners.set(key, entry);
  }
  return winners;
}

/** A marker that ends at some version of Python, as in `python_version < "3.9"`. */
function isForOldPython({ marker }: Dependency): boolean {
  return marker !== undefined && /\bpython(?:_full)?(?:_version)?\s{0,9}["']?\s{0,9}(?:<|==)/.test(marker);
}

/** Each package and locked version once: a lock file may hold several versions of a name. */
export function keepFirstOfEachVersion(entries: readonly Entry[]): Entry[] {
  const seen = new Set<string>();
  return entries.filter((entry) => {
    const key = isRefused(entry)
      ? `!${entry.name}\n${entry.constraint}`
      : `${keyOfName(entry.ecosystem, entry.registryName)}\n${entry.lockedVersion ?? entry.range}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/**
 * The dependencies that a project asks for, with the versions that its lock file holds: for lock files that do not say
 * themselves which of their entries the project asked for.
 */
export function lockWishes(wishes: Manifest, locked: readonly Entry[]): Entry[] {
  const byName = new Map<string, Entry>();
  for (const entry of locked) {
    const key = keyOfName(entry.ecosystem, isRefused(entry) ? entry.name : entry.registryName);
    if (!byName.has(key)) byName.set(key, entry);
  }
  const lockedWishes = wishes.packages.map((wish): Entry => {
    const held = byName.get(keyOfName(wish.ecosystem, wish.registryName));
    if (held === undefined) {
      return refuseEntry(wish, 'the lock file has no entry for it: bring it up to date');
    }
    if (isRefused(held)) return refuseEntry(wish, held.reason);
    const { lockedVersion, lockedIntegrity, hashes } = held;
    return { ...wish, lockedVersion, lockedIntegrity, ...(hashes !== undefined && { hashes }) };
  });
  return [...lockedWishes, ...wishes.unsupported];
}

/** A file that the user gave beside the manifest; its path is compared, never opened. */
export function findFurtherFile(source: ManifestSource, path: string): ManifestSource | null {
  const wanted = normalizePath(path);
  const file = source.furtherFiles?.find((each) => normalizePath(each.path) === wanted);
  if (file === undefined) return null;
  return { text: file.text, fileName: wanted, furtherFiles: source.furtherFiles ?? [] };
}

/** `a/b/../c.txt` as `a/c.txt`; slashes of either kind. */
export function normalizePath(path: string): string {
  const parts: string[] = [];
  for (const part of path.replaceAll('\\', '/').split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}

/** Text of the file for a message: without a login inside an address, and of bounded length. */
export function shorten(text: string): string {
  const shown = text.replaceAll(/(https?:\/\/)[^/@\s]{1,400}@/gi, '$1');
  return shown.length > longestShown ? `${shown.slice(0, longestShown)}…` : shown;
}

function keyOfName(ecosystem: Ecosystem, name: string): string {
  return `${ecosystem}\n${normalizePackageName(ecosystem, name)}`;
}

function describeWish(entry: Dependency): string {
  const marker = entry.marker === undefined ? '' : ` where ${shorten(entry.marker)}`;
  return `"${shorten(entry.constraint) || 'any version'}"${marker}`;
}
