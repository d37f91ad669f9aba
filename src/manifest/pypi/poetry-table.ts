import { type Entry, type EntryBase, refuseEntry, shorten } from '../entries.ts';
import { isObject, type JsonObject, nameOfJsonKind, ownString, ownValue } from '../json-text.ts';
import { ownStrings } from '../object-fields.ts';
import type { DependencyKind } from '../types.ts';
import { createDependency, reasonOfPlace } from './dependency.ts';
import { convertPoetryRange } from './poetry-range.ts';

/** The dependencies of one of Poetry's tables, without `python`, which is the interpreter. */
export function readPoetryTable(table: JsonObject, kind: DependencyKind): Entry[] {
  return Object.entries(table).flatMap(([name, value]) => {
    if (name.toLowerCase() === 'python') return [];
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    return values.map((each) => readPoetryValue(name, each, kind));
  });
}

function readPoetryValue(name: string, value: unknown, kind: DependencyKind): Entry {
  if (typeof value === 'string') return readPoetryVersion({ name, version: value, kind, table: {} });
  if (isObject(value)) {
    const isOptional = ownValue(value, 'optional') === true && kind === 'runtime';
    const version = ownString(value, 'version') ?? '';
    return readPoetryVersion({ name, version, kind: isOptional ? 'optional' : kind, table: value });
  }
  const constraint = nameOfJsonKind(value);
  const base = { ecosystem: 'pypi', name, constraint, kind } as const;
  return refuseEntry(base, `the version is ${constraint} and should be text or a table`);
}

function readPoetryVersion(request: {
  name: string;
  version: string;
  kind: DependencyKind;
  table: JsonObject;
}): Entry {
  const { name, version, kind, table } = request;
  const place = readPlace(table);
  const constraint = place === null ? version : place.constraint;
  const base: EntryBase = { ecosystem: 'pypi', name, constraint, kind };
  if (place !== null) return refuseEntry(base, place.reason);
  const range = convertPoetryRange(version);
  if (range === null) return refuseEntry(base, 'no range that Poetry knows');
  const python = ownString(table, 'python');
  const marker = ownString(table, 'markers') ?? (python === null ? null : `python ${python}`);
  return createDependency(base, range, { extras: ownStrings(table, 'extras'), marker });
}

/** Where a table of Poetry, Pipenv or uv says a package comes from, when not from the usual index. */
export function readPlace(table: JsonObject): { constraint: string; reason: string } | null {
  for (const key of ['git', 'hg', 'svn', 'url', 'path', 'file'] as const) {
    const place = ownString(table, key);
    if (place === null) continue;
    const isRepository = key === 'git' || key === 'hg' || key === 'svn';
    return { constraint: `${key} ${place}`, reason: reasonOfPlace(isRepository ? 'git:' : place) };
  }
  if (ownValue(table, 'workspace') === true) {
    return { constraint: 'workspace', reason: 'a package of this workspace, not a version in an index' };
  }
  const source = ownString(table, 'source');
  if (source === null || source.toLowerCase() === 'pypi') return null;
  return { constraint: `source ${source}`, reason: reasonOfIndex(source) };
}

export function reasonOfIndex(index: string): string {
  return `comes from the index "${shorten(index)}" that the file names, and is never looked up elsewhere under the same name`;
}
