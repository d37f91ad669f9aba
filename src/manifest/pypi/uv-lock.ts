import { normalizePackageName } from '../../core/index.ts';
import {
  collectManifest,
  type Entry,
  isRefused,
  isWantedKind,
  keepFirstOfEachVersion,
  refuseEntry,
} from '../entries.ts';
import { isObject, type JsonObject, ownString, ownValue } from '../json-text.ts';
import { ownStrings, ownTable, ownTables } from '../object-fields.ts';
import { parseTomlText, requireToml } from '../toml-text.ts';
import type { DependencyKind, ManifestOptions, ManifestReader } from '../types.ts';
import { findUsualOrigin } from '../usual-origin.ts';
import { reasonOfPlace } from './dependency.ts';
import { listHashes, readLockedPackage } from './lock-entry.ts';
import { reasonOfIndex } from './poetry-table.ts';

const manifestType = 'uv.lock';

interface Lock {
  readonly packages: readonly JsonObject[];
  readonly usualIndex: string | null;
  readonly byName: ReadonlyMap<string, readonly JsonObject[]>;
}

export const uvLockReader: ManifestReader = {
  manifestType,
  fileName: /^uv\.lock$/,
  recognise(source) {
    const reading = parseTomlText(source);
    if (reading.kind === 'broken' || ownValue(reading.value, 'version') === undefined) return false;
    if (ownString(reading.value, 'requires-python') !== null) return true;
    return ownTables(reading.value, 'package').some((entry) => isObject(ownValue(entry, 'source')));
  },
  resembles: (lines) => lines.some((line) => /^source = \{ (?:registry|editable|virtual) = "/.test(line)),
  parse(source, options) {
    const lock = readLock(requireToml(source, manifestType));
    const direct = lock.packages.filter(isOfProject).flatMap((entry) => listWishes(entry, lock, options));
    const all = options.transitive === true ? listAll(lock, options) : [];
    return collectManifest(manifestType, keepFirstOfEachVersion([...direct, ...all]));
  },
};

function readLock(document: JsonObject): Lock {
  const packages = ownTables(document, 'package');
  const byName = new Map<string, JsonObject[]>();
  for (const entry of packages) {
    const name = normalizePackageName('pypi', ownString(entry, 'name') ?? '');
    const same = byName.get(name);
    if (same === undefined) byName.set(name, [entry]);
    else same.push(entry);
  }
  const indexes = packages.map((entry) => ownString(ownTable(entry, 'source'), 'registry'));
  return { packages, byName, usualIndex: findUsualOrigin(indexes) };
}

function isOfProject(entry: JsonObject): boolean {
  const source = ownTable(entry, 'source');
  return ownValue(source, 'editable') !== undefined || ownValue(source, 'virtual') !== undefined;
}

/** What a project of the workspace asks for: the exact versions, with the ranges that its metadata tells. */
function listWishes(project: JsonObject, lock: Lock, options: ManifestOptions): Entry[] {
  const metadata = ownTable(project, 'metadata');
  const wishes = [
    ...ownTables(metadata, 'requires-dist'),
    ...Object.values(ownTable(metadata, 'requires-dev')).flatMap((list) =>
      Array.isArray(list) ? list.filter(isObject) : [],
    ),
  ];
  const lists: readonly [DependencyKind, readonly JsonObject[]][] = [
    ['runtime', ownTables(project, 'dependencies')],
    ['optional', listAllTables(ownTable(project, 'optional-dependencies'))],
    ['development', listAllTables(ownTable(project, 'dev-dependencies'))],
  ];
  return lists.flatMap(([kind, members]) =>
    isWantedKind(options, kind) ? members.map((member) => lockMember({ member, kind, wishes, lock })) : [],
  );
}

function listAllTables(groups: JsonObject): JsonObject[] {
  return Object.keys(groups).flatMap((group) => ownTables(groups, group));
}

function lockMember(request: {
  member: JsonObject;
  kind: DependencyKind;
  wishes: readonly JsonObject[];
  lock: Lock;
}): Entry {
  const { member, kind, wishes, lock } = request;
  const name = ownString(member, 'name') ?? '';
  const version = ownString(member, 'version');
  const wish = wishes.find((each) => ownString(each, 'name') === name);
  const constraint = (wish === undefined ? null : ownString(wish, 'specifier')) ?? '';
  const same = lock.byName.get(normalizePackageName('pypi', name)) ?? [];
  const held = same.find((entry) => version === null || ownString(entry, 'version') === version);
  if (held === undefined) {
    const base = { ecosystem: 'pypi', name, constraint, kind } as const;
    return refuseEntry(base, 'the lock file has no entry for it: run "uv lock" to bring it up to date');
  }
  const entry = readPackage(held, kind, lock);
  if (isRefused(entry)) return entry;
  const extras = ownStrings(member, 'extra');
  const marker = ownString(member, 'marker');
  return { ...entry, constraint, ...(extras.length > 0 && { extras }), ...(marker !== null && { marker }) };
}

function listAll(lock: Lock, options: ManifestOptions): Entry[] {
  if (!isWantedKind(options, 'runtime')) return [];
  return lock.packages
    .filter((entry) => !isOfProject(entry))
    .map((entry) => readPackage(entry, 'runtime', lock));
}

function readPackage(entry: JsonObject, kind: DependencyKind, lock: Lock): Entry {
  const archive = ownValue(entry, 'sdist');
  return readLockedPackage({
    name: ownString(entry, 'name') ?? '',
    version: ownString(entry, 'version'),
    kind,
    hashes: listHashes([...(isObject(archive) ? [archive] : []), ...ownTables(entry, 'wheels')]),
    reason: reasonOfSource(ownTable(entry, 'source'), lock),
  });
}

function reasonOfSource(source: JsonObject, lock: Lock): string | null {
  const index = ownString(source, 'registry');
  if (index !== null) return index === lock.usualIndex ? null : reasonOfIndex(index);
  if (ownValue(source, 'git') !== undefined) return reasonOfPlace('git:');
  return reasonOfPlace(ownValue(source, 'url') === undefined ? '.' : 'https:');
}
