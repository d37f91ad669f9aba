import semver from 'semver';
import { collectManifest, type Entry } from '../entries.ts';
import { ManifestError } from '../errors.ts';
import { isObject, type JsonObject, ownString, ownValue, parseJsonText } from '../json-text.ts';
import type { DependencyKind, ManifestOptions, ManifestReader, ManifestSource } from '../types.ts';
import { type ListedDependency, listDependencies, npmSections, readDependency } from './package-json.ts';
import { parseNpmSpecifier } from './specifier.ts';

const manifestType = 'package-lock.json';
const readableVersions: readonly unknown[] = [2, 3];
const moduleFolder = 'node_modules/';
// Real ones stay far below; the walk from an entry outwards costs its depth times its length.
const longestPath = 512;

export const packageLockReader: ManifestReader = {
  manifestType,
  fileName: /^(?:package-lock|npm-shrinkwrap)\.json$/,
  recognise(source) {
    const reading = parseJsonText(source);
    return reading.kind === 'object' && typeof ownValue(reading.value, 'lockfileVersion') === 'number';
  },
  parse(source, options) {
    const installed = readInstalled(source);
    const direct = listDirect(installed, source, options);
    if (options.transitive !== true) return collectManifest(manifestType, direct);
    return collectManifest(manifestType, joinEntries(direct, listAll(installed, options)));
  },
};

function readInstalled(source: ManifestSource): JsonObject {
  const reading = parseJsonText(source);
  const value = reading.kind === 'object' ? reading.value : {};
  const version = ownValue(value, 'lockfileVersion');
  if (!readableVersions.includes(version)) {
    throw new ManifestError(
      'unsupported-format',
      `Cannot read this ${manifestType}: its lockfileVersion is ${String(version)} and should be 2 or 3`,
      {
        hint: 'Run "npm install --package-lock-only" with npm 7 or newer to rewrite it, or give the package.json',
      },
    );
  }
  const packages = ownValue(value, 'packages');
  if (isObject(packages) && isObject(ownValue(packages, ''))) return packages;
  throw new ManifestError(
    'malformed',
    `Cannot read this ${manifestType}: "packages" should hold an entry "" for the project itself`,
    { hint: 'Run "npm install --package-lock-only" to write it anew' },
  );
}

function listDirect(installed: JsonObject, source: ManifestSource, options: ManifestOptions): Entry[] {
  const root = ownValue(installed, '');
  const holder = isObject(root) ? root : {};
  return listDependencies({ holder, path: ['packages', ''], source, manifestType, options }).map((listed) =>
    lockDependency(listed, ownValue(installed, `${moduleFolder}${listed.name}`)),
  );
}

/** The dependency with the version that the lock file holds for it. */
function lockDependency(listed: ListedDependency, entry: unknown): Entry {
  const dependency = readDependency(listed);
  if ('reason' in dependency) return dependency;
  const { ecosystem, name, constraint, kind } = dependency;
  const base = { ecosystem, name, constraint, kind };
  if (!isObject(entry)) {
    return { ...base, reason: 'the lock file has no entry for it: run "npm install" to bring it up to date' };
  }
  const problem = problemOfEntry(entry);
  if (problem !== null) return { ...base, reason: problem };
  const lockedName = ownString(entry, 'name') ?? dependency.name;
  if (lockedName !== dependency.registryName) {
    return {
      ...base,
      reason: `the lock file holds "${lockedName}" in its place: run "npm install" to mend it`,
    };
  }
  return { ...dependency, ...readLock(entry) };
}

function readLock(entry: JsonObject): { lockedVersion: string; lockedIntegrity: string | null } {
  return { lockedVersion: ownString(entry, 'version') ?? '', lockedIntegrity: ownString(entry, 'integrity') };
}

/** Why an installed package is none that a registry gave out under its name and version. */
function problemOfEntry(entry: JsonObject): string | null {
  if (ownValue(entry, 'link') === true) return 'a folder linked into this project, not a published package';
  const origin = ownString(entry, 'resolved') ?? '';
  if (/^(?:git|ssh)[+:]/i.test(origin)) return 'installed from a git repository, not from a registry';
  if (/^file:/i.test(origin)) return 'installed from a file of this project, not from a registry';
  const version = ownString(entry, 'version');
  if (version !== null && semver.valid(version, { loose: true }) !== null) return null;
  return `the lock file's version for it is "${(version ?? '').slice(0, 80)}", which is no version`;
}

/** Every package below node_modules, once for each name and version. */
function listAll(installed: JsonObject, options: ManifestOptions): Entry[] {
  const kinds = options.kinds ?? ['runtime', 'optional'];
  const strangers = findStrangers(installed);
  return Object.entries(installed).flatMap(([path, entry]): Entry[] => {
    const at = path.lastIndexOf(moduleFolder);
    if (at === -1 || (at !== 0 && path[at - 1] !== '/') || !isObject(entry)) return [];
    const kind = kindOfEntry(entry);
    return kinds.includes(kind)
      ? [
          readInstalledEntry({
            name: path.slice(at + moduleFolder.length),
            entry,
            kind,
            stranger: strangers.get(path),
          }),
        ]
      : [];
  });
}

function readInstalledEntry(request: {
  name: string;
  entry: JsonObject;
  kind: DependencyKind;
  stranger: string | undefined;
}): Entry {
  const { name, entry, kind } = request;
  const version = ownString(entry, 'version') ?? '';
  const base = { ecosystem: 'npm', name, constraint: version, kind } as const;
  const reason = problemOfEntry(entry) ?? request.stranger ?? null;
  if (reason !== null) return { ...base, reason };
  const specifier = parseNpmSpecifier(ownString(entry, 'name') ?? name, version);
  if (specifier.kind === 'unsupported') return { ...base, reason: specifier.reason };
  return { ...base, registryName: specifier.registryName, range: version, ...readLock(entry) };
}

/**
 * Paths of packages that somebody asks for by address: their entries look like those from a registry, so only the
 * one who asks shows that they are none. Value: the reason.
 */
function findStrangers(installed: JsonObject): Map<string, string> {
  const strangers = new Map<string, string>();
  const names = new Set(
    Object.keys(installed).map((path) => path.slice(path.lastIndexOf(moduleFolder) + moduleFolder.length)),
  );
  for (const [path, entry] of Object.entries(installed)) {
    if (!isObject(entry) || path.length > longestPath) continue;
    for (const { section } of npmSections) {
      const wanted = ownValue(entry, section);
      for (const [name, constraint] of isObject(wanted) ? Object.entries(wanted) : []) {
        const specifier = parseNpmSpecifier(name, typeof constraint === 'string' ? constraint : '');
        const target =
          specifier.kind === 'unsupported' && names.has(name) ? findInstalled(installed, path, name) : null;
        if (specifier.kind === 'unsupported' && target !== null) strangers.set(target, specifier.reason);
      }
    }
  }
  return strangers;
}

/** Node's own walk: the nearest node_modules that has the name, from the inside out. */
function findInstalled(installed: JsonObject, from: string, name: string): string | null {
  for (let folder = from; ; ) {
    const path = `${folder === '' ? '' : `${folder}/`}${moduleFolder}${name}`;
    if (Object.hasOwn(installed, path)) return path;
    if (folder === '') return null;
    const at = folder.lastIndexOf(`/${moduleFolder}`);
    folder = at === -1 ? '' : folder.slice(0, at);
  }
}

function kindOfEntry(entry: JsonObject): DependencyKind {
  if (ownValue(entry, 'dev') === true) return 'development';
  if (ownValue(entry, 'optional') === true || ownValue(entry, 'devOptional') === true) return 'optional';
  return ownValue(entry, 'peer') === true ? 'peer' : 'runtime';
}

/** The direct entries as they are, then those of the others that are not among them. */
function joinEntries(direct: readonly Entry[], all: readonly Entry[]): Entry[] {
  const seen = new Set(direct.map(keyOfEntry));
  return [
    ...direct,
    ...all.filter((entry) => {
      const key = keyOfEntry(entry);
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    }),
  ];
}

// By what would be looked up: an alias and its target of the same version are one package.
function keyOfEntry(entry: Entry): string {
  if ('reason' in entry) return `${entry.name}\n!`;
  return `${entry.registryName}\n${entry.lockedVersion}`;
}
