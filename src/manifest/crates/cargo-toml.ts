import { normalizePackageName } from '../../core/index.ts';
import {
  collectManifest,
  type Entry,
  type EntryBase,
  findFurtherFile,
  isWantedKind,
  keepFirstOfEachName,
  refuseEntry,
} from '../entries.ts';
import { ManifestError } from '../errors.ts';
import { isObject, type JsonObject, nameOfJsonKind, ownString, ownValue } from '../json-text.ts';
import { ownTable, ownTableAt } from '../object-fields.ts';
import { parseTomlText, requireToml } from '../toml-text.ts';
import type { DependencyKind, ManifestReader, ManifestSource } from '../types.ts';
import { createCrate, isOptional, readCratePlace, readFeatures } from './dependency.ts';

const manifestType = 'Cargo.toml';

// Both spellings of the older two: Cargo still reads what it warns of.
const sections: readonly (readonly [string, DependencyKind])[] = [
  ['dependencies', 'runtime'],
  ['build-dependencies', 'development'],
  ['build_dependencies', 'development'],
  ['dev-dependencies', 'development'],
  ['dev_dependencies', 'development'],
];

/** What a file says beside the entry itself: what the workspace shares, and what is patched. */
interface Surroundings {
  readonly shared: JsonObject | null;
  readonly patched: ReadonlyMap<string, string>;
}

interface Listed {
  readonly name: string;
  readonly value: unknown;
  readonly kind: DependencyKind;
  readonly marker: string | null;
}

export const cargoTomlReader: ManifestReader = {
  manifestType,
  fileName: /^Cargo\.toml$/,
  recognise(source) {
    const reading = parseTomlText(source);
    if (reading.kind === 'broken') return false;
    const { value } = reading;
    if (['tool', 'build-system', 'pypi-dependencies'].some((key) => ownValue(value, key) !== undefined))
      return false;
    // Those of pixi have the names of a conda project's channels.
    if (['project', 'workspace'].some((key) => ownValue(ownTable(value, key), 'channels') !== undefined)) {
      return false;
    }
    if (isCargoWorkspace(ownValue(value, 'workspace'))) return true;
    if (ownString(ownTable(value, 'package'), 'name') !== null) return true;
    const hasOwnTable = sections.slice(1).some(([section]) => isObject(ownValue(value, section)));
    if (hasOwnTable || isObject(ownValue(value, 'target'))) return true;
    return isObject(ownValue(value, 'dependencies')) && !isObject(ownValue(value, 'workspace'));
  },
  resembles: (lines) =>
    lines.some((line) =>
      /^\[(?:package|workspace|(?:dev-|build-)?dependencies)(?:\.[\w-]{1,80})?\]$/.test(line),
    ),
  parse(source, options) {
    const document = requireToml(source, manifestType);
    const surroundings = { shared: findShared(document, source), patched: listPatched(document) };
    const entries = [...listAll(document), ...listShared(document)]
      .map((listed) => readListed(listed, surroundings))
      .filter((entry) => isWantedKind(options, entry.kind));
    return collectManifest(manifestType, keepFirstOfEachName(entries));
  },
};

function isCargoWorkspace(value: unknown): boolean {
  if (!isObject(value)) return false;
  return ['members', 'dependencies', 'package', 'resolver', 'default-members', 'lints', 'exclude'].some(
    (key) => ownValue(value, key) !== undefined,
  );
}

function listAll(document: JsonObject): Listed[] {
  const targets = ownTable(document, 'target');
  return sections.flatMap(([section, kind]) => [
    ...listSection(document, section, { kind, marker: null }),
    ...Object.entries(targets).flatMap(([target, table]) =>
      isObject(table) ? listSection(table, section, { kind, marker: target }) : [],
    ),
  ]);
}

function listSection(
  holder: JsonObject,
  section: string,
  rest: { kind: DependencyKind; marker: string | null },
): Listed[] {
  const value = ownValue(holder, section);
  if (value === undefined) return [];
  if (isObject(value)) return Object.entries(value).map(([name, each]) => ({ name, value: each, ...rest }));
  throw new ManifestError(
    'malformed',
    `Cannot read [${section}] of this ${manifestType}: it is ${nameOfJsonKind(value)} and should be a table of names and versions`,
    { hint: `Write [${section}] and below it name = "1.0"` },
  );
}

/** What a workspace shares is what its members use: listed after the file's own, which may say more of the same. */
function listShared(document: JsonObject): Listed[] {
  return listSection(ownTable(document, 'workspace'), 'dependencies', { kind: 'runtime', marker: null });
}

/** The workspace's shared table: in this file, or in a Cargo.toml of a folder above that the user gave. */
function findShared(document: JsonObject, source: ManifestSource): JsonObject | null {
  if (isObject(ownValue(document, 'workspace'))) return ownTableAt(document, 'workspace', 'dependencies');
  const named = ownString(ownTable(document, 'package'), 'workspace');
  const folders = named === null ? ['..', '../..', '../../..'] : [named];
  for (const folder of folders) {
    const file = findFurtherFile(source, `${folder}/Cargo.toml`);
    const workspace = file === null ? {} : ownTable(requireToml(file, manifestType), 'workspace');
    if (isObject(ownValue(workspace, 'dependencies'))) return ownTable(workspace, 'dependencies');
  }
  return null;
}

/** Names, normalised, that [patch] or [replace] gives another origin, with the reason. */
function listPatched(document: JsonObject): Map<string, string> {
  const tables = [...Object.values(ownTable(document, 'patch')), ownTable(document, 'replace')].filter(
    isObject,
  );
  return new Map(
    tables.flatMap((table) =>
      Object.entries(table).flatMap(([key, value]) => {
        const place = isObject(value) ? readCratePlace(value) : null;
        const name = (isObject(value) ? ownString(value, 'package') : null) ?? key.split(':')[0] ?? key;
        const reason = `the file puts another in its place ([patch]): ${place?.reason}`;
        return place === null ? [] : [[normalizePackageName('crates', name), reason] as const];
      }),
    ),
  );
}

function readListed(listed: Listed, surroundings: Surroundings): Entry {
  const { name, value, kind, marker } = listed;
  if (typeof value === 'string') return readVersion({ listed, table: {}, version: value, surroundings });
  if (!isObject(value)) {
    const constraint = nameOfJsonKind(value);
    return refuseEntry(
      { ecosystem: 'crates', name, constraint, kind },
      `the version is ${constraint} and should be text or a table`,
    );
  }
  if (ownValue(value, 'workspace') === true) return inherit({ listed, table: value, surroundings });
  const version = ownString(value, 'version') ?? '';
  return readVersion({ listed: { name, value, kind, marker }, table: value, version, surroundings });
}

/** `{ workspace = true }`: version and origin are the workspace's, features and optional may be added to. */
function inherit(request: { listed: Listed; table: JsonObject; surroundings: Surroundings }): Entry {
  const { listed, table, surroundings } = request;
  const { name, kind } = listed;
  const base: EntryBase = { ecosystem: 'crates', name, constraint: 'workspace = true', kind };
  if (surroundings.shared === null) {
    return refuseEntry(
      base,
      'the version stands in the Cargo.toml of the workspace, which was not given: give it too (--with ../Cargo.toml)',
    );
  }
  const shared = ownValue(surroundings.shared, name);
  if (typeof shared !== 'string' && !isObject(shared)) {
    return refuseEntry(base, 'the workspace shares no dependency of that name ([workspace.dependencies])');
  }
  const sharedTable: JsonObject = isObject(shared) ? shared : { version: shared };
  const features = [...readFeatures(sharedTable), ...readFeatures(table)];
  return readVersion({
    listed,
    table: { ...sharedTable, features, optional: ownValue(table, 'optional') },
    version: ownString(sharedTable, 'version') ?? '',
    surroundings,
  });
}

function readVersion(request: {
  listed: Listed;
  table: JsonObject;
  version: string;
  surroundings: Surroundings;
}): Entry {
  const { listed, table, version, surroundings } = request;
  const registryName = ownString(table, 'package') ?? listed.name;
  const kind = listed.kind === 'runtime' && isOptional(table) ? 'optional' : listed.kind;
  const base: EntryBase = { ecosystem: 'crates', name: listed.name, constraint: version, kind };
  const place = readCratePlace(table);
  if (place !== null)
    return refuseEntry({ ...base, constraint: version === '' ? place.constraint : version }, place.reason);
  const patched = surroundings.patched.get(normalizePackageName('crates', registryName));
  if (patched !== undefined) return refuseEntry(base, patched);
  return createCrate({
    base,
    registryName,
    range: version.trim(),
    features: readFeatures(table),
    marker: listed.marker,
  });
}
