import { normalizePackageName } from '../../core/index.ts';
import {
  collectManifest,
  type Entry,
  findFurtherFile,
  isRefused,
  isWantedKind,
  keepFirstOfEachName,
  refuseEntry,
} from '../entries.ts';
import { ManifestError } from '../errors.ts';
import { isObject, type JsonObject, nameOfJsonKind, ownString, ownValue } from '../json-text.ts';
import { ownStrings, ownTable, ownTableAt } from '../object-fields.ts';
import { parseTomlText, requireToml } from '../toml-text.ts';
import type { DependencyKind, Manifest, ManifestReader, ManifestSource } from '../types.ts';
import { applyConstraints } from './constraints.ts';
import { readRequirementText } from './dependency.ts';
import { readDependencyGroups } from './dependency-groups.ts';
import { readPlace, readPoetryTable, reasonOfIndex } from './poetry-table.ts';
import { requirementsReader } from './requirements-txt.ts';

const manifestType = 'pyproject.toml';

export const pyprojectReader: ManifestReader = {
  manifestType,
  fileName: /^pyproject\.toml$/,
  recognise(source) {
    const reading = parseTomlText(source);
    if (reading.kind === 'broken') return false;
    const { value } = reading;
    if (isObject(ownValue(value, 'build-system')) || isObject(ownValue(value, 'dependency-groups')))
      return true;
    const project = ownTable(value, 'project');
    // A project of pixi or of early Cargo has its dependencies in a table of its own.
    const isOfOthers =
      isObject(ownValue(value, 'dependencies')) || ownValue(project, 'channels') !== undefined;
    if (ownValue(project, 'name') !== undefined && !isOfOthers) return true;
    if (Array.isArray(ownValue(project, 'dependencies'))) return true;
    const tool = ownTable(value, 'tool');
    return ['poetry', 'uv', 'pdm'].some((name) => isObject(ownValue(tool, name)));
  },
  resembles: (lines) =>
    lines.some((line) => /^\[(?:project|build-system|dependency-groups|tool\.[\w.-]{1,80})\]$/.test(line)),
  parse(source, options) {
    const document = requireToml(source, manifestType);
    const dynamic = readDynamic(document, source);
    const standard = [...readProject(document), ...dynamic.packages, ...dynamic.unsupported];
    const entries = [
      ...readPoetryExtras(standard, ownTableAt(document, 'tool', 'poetry', 'dependencies')),
      ...readDevelopment(document),
    ];
    const placed = listPlaced(document);
    const wanted = entries
      .filter((entry) => isWantedKind(options, entry.kind))
      .map((entry) => {
        const reason = isRefused(entry) ? undefined : placed.get(entry.registryName);
        return reason === undefined ? entry : refuseEntry(entry, reason);
      });
    return collectManifest(manifestType, keepFirstOfEachName(applyUvLimits(wanted, document)), dynamic.notes);
  },
};

/** PEP 621. */
function readProject(document: JsonObject): Entry[] {
  const project = ownTable(document, 'project');
  const optional = ownTable(project, 'optional-dependencies');
  return [
    ...readList(ownValue(project, 'dependencies'), 'project.dependencies', 'runtime'),
    ...Object.entries(optional).flatMap(([extra, list]) =>
      readList(list, `project.optional-dependencies.${extra.slice(0, 80)}`, 'optional'),
    ),
  ];
}

function readDevelopment(document: JsonObject): Entry[] {
  const tool = ownTable(document, 'tool');
  const poetry = ownTable(tool, 'poetry');
  const pdm = ownTableAt(tool, 'pdm', 'dev-dependencies');
  return [
    ...readDependencyGroups(ownTable(document, 'dependency-groups')),
    ...Object.entries(ownTable(poetry, 'group')).flatMap(([, group]) =>
      isObject(group) ? readPoetryTable(ownTable(group, 'dependencies'), 'development') : [],
    ),
    ...readPoetryTable(ownTable(poetry, 'dev-dependencies'), 'development'),
    ...readList(
      ownValue(ownTable(tool, 'uv'), 'dev-dependencies'),
      'tool.uv.dev-dependencies',
      'development',
    ),
    ...Object.entries(pdm).flatMap(([group, list]) =>
      readList(list, `tool.pdm.dev-dependencies.${group.slice(0, 80)}`, 'development'),
    ),
    ...readList(
      ownValue(ownTable(document, 'build-system'), 'requires'),
      'build-system.requires',
      'development',
    ),
  ];
}

/** Poetry's own table: beside [project] it only adds where a package comes from, without it lists the dependencies. */
function readPoetryExtras(standard: readonly Entry[], table: JsonObject): Entry[] {
  const poetry = readPoetryTable(table, 'runtime');
  const listed = new Set(standard.map(({ name }) => normalizePackageName('pypi', name)));
  const isListed = (entry: Entry) => listed.has(normalizePackageName('pypi', entry.name));
  const refused = new Map(
    poetry.filter(isRefused).map((entry) => [normalizePackageName('pypi', entry.name), entry]),
  );
  return [
    ...standard.map((entry) => {
      const place = refused.get(normalizePackageName('pypi', entry.name));
      return place === undefined ? entry : refuseEntry(entry, place.reason);
    }),
    ...poetry.filter((entry) => !isListed(entry)),
  ];
}

function readList(value: unknown, place: string, kind: DependencyKind): Entry[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) {
    throw new ManifestError(
      'malformed',
      `Cannot read "${place}" of this ${manifestType}: it is ${nameOfJsonKind(value)} and should be a list of requirements`,
      { hint: `Write ${place.split('.').at(-1)} = ["requests>=2.31"]` },
    );
  }
  return value.map((member: unknown) => {
    if (typeof member === 'string') return readRequirementText(member, kind);
    const base = { ecosystem: 'pypi', name: place, constraint: nameOfJsonKind(member), kind } as const;
    return refuseEntry(base, `a member of the list is ${nameOfJsonKind(member)} and should be text`);
  });
}

/** What uv's sources refuse: a repository, a path, the workspace or an index of the file's own. Key: the name, normalised. */
function listPlaced(document: JsonObject): Map<string, string> {
  const sources = ownTableAt(document, 'tool', 'uv', 'sources');
  return new Map(
    Object.entries(sources).flatMap(([name, value]) => {
      const tables: readonly unknown[] = Array.isArray(value) ? value : [value];
      const reasons = tables.filter(isObject).flatMap((table) => {
        const index = ownString(table, 'index');
        return readPlace(table)?.reason ?? (index === null ? [] : reasonOfIndex(index));
      });
      const [reason] = reasons;
      return reason === undefined ? [] : [[normalizePackageName('pypi', name), reason] as const];
    }),
  );
}

function applyUvLimits(entries: readonly Entry[], document: JsonObject): Entry[] {
  const uv = ownTableAt(document, 'tool', 'uv');
  const read = (key: string) =>
    ownStrings(uv, key)
      .map((text) => readRequirementText(text, 'runtime'))
      .flatMap((entry) => (isRefused(entry) ? [] : [entry]));
  const overrides = new Map(read('override-dependencies').map((entry) => [entry.registryName, entry.range]));
  const overridden = entries.map((entry) => {
    const range = isRefused(entry) ? undefined : overrides.get(entry.registryName);
    return range === undefined || isRefused(entry) ? entry : { ...entry, range };
  });
  return applyConstraints(overridden, read('constraint-dependencies'));
}

/** Dependencies that the file leaves to the build (`dynamic`): read from files when setuptools names them. */
function readDynamic(document: JsonObject, source: ManifestSource): Required<Manifest> {
  const nothing = { manifestType, packages: [], unsupported: [], notes: [] };
  if (!ownStrings(ownTable(document, 'project'), 'dynamic').includes('dependencies')) return nothing;
  // Poetry before its second version keeps them in its own table all the same.
  if (isObject(ownValue(ownTableAt(document, 'tool', 'poetry'), 'dependencies'))) return nothing;
  const entry = ownTableAt(document, 'tool', 'setuptools', 'dynamic', 'dependencies');
  const single = ownString(entry, 'file');
  const files = single === null ? ownStrings(entry, 'file') : [single];
  const read = files.map((file) => {
    const further = findFurtherFile(source, file);
    return further === null ? refuseDynamic(file) : requirementsReader.parse(further, {});
  });
  const parts = read.length === 0 ? [refuseDynamic(null)] : read;
  return {
    manifestType,
    packages: parts.flatMap(({ packages }) => packages),
    unsupported: parts.flatMap(({ unsupported }) => unsupported),
    notes: parts.flatMap(({ notes = [] }) => notes),
  };
}

function refuseDynamic(file: string | null): Manifest {
  const base = {
    ecosystem: 'pypi',
    name: file ?? 'dynamic',
    constraint: 'dynamic dependencies',
    kind: 'runtime',
  } as const;
  const reason =
    file === null
      ? 'the dependencies are made when the project is built, which phalus never does: give its lock file or requirements'
      : `holds the dependencies and was not given: give it too (--with ${file.slice(0, 200)})`;
  return { manifestType, packages: [], unsupported: [refuseEntry(base, reason)] };
}
