import { problemOfPackageName } from '../../core/index.ts';
import { type Entry, type EntryBase, refuseEntry, shorten } from '../entries.ts';
import { type JsonObject, ownString, ownValue } from '../json-text.ts';
import { ownStrings } from '../object-fields.ts';

const clause =
  /^(?:[\^~=]|[<>]=?)?\s*v?(?:\*|\d{1,20}(?:\.(?:\d{1,20}|\*|x|X)){0,2})(?:-[0-9A-Za-z.-]{1,200})?(?:\+[0-9A-Za-z.-]{1,200})?$/;

/** True for a version requirement that Cargo takes: clauses with commas between them. */
export function isCargoRange(range: string): boolean {
  const clauses = range.replace(/,\s*$/, '').split(',');
  return range.length <= 1000 && clauses.every((each) => clause.test(each.trim()));
}

/** A crate under the name that it is looked up by. `range` is in Cargo's words, where a bare version means `^`. */
export function createCrate(request: {
  base: EntryBase;
  registryName: string;
  range: string;
  features?: readonly string[];
  marker?: string | null;
}): Entry {
  const { base, registryName, range, features = [], marker = null } = request;
  const problem = problemOfPackageName('crates', registryName);
  if (problem !== null) return refuseEntry(base, `not a package that Cargo could use: ${problem}`);
  if (!isCargoRange(range)) {
    return refuseEntry(
      base,
      range === '' ? 'no version is given, and Cargo wants one' : 'no version requirement that Cargo knows',
    );
  }
  return {
    ...base,
    registryName,
    range,
    lockedVersion: null,
    lockedIntegrity: null,
    ...(features.length > 0 && { extras: features }),
    ...(marker !== null && { marker }),
  };
}

/** Where a table says that a crate comes from, when not from the usual registry; null when from there. */
export function readCratePlace(table: JsonObject): { constraint: string; reason: string } | null {
  const git = ownString(table, 'git');
  if (git !== null)
    return { constraint: `git ${git}`, reason: 'a git repository, not a version in a registry' };
  const path = ownString(table, 'path');
  if (path !== null)
    return { constraint: `path ${path}`, reason: 'a folder of this project (path), not a published crate' };
  const registry = ownString(table, 'registry') ?? ownString(table, 'registry-index');
  if (registry === null) return null;
  return {
    constraint: `registry ${registry}`,
    reason: `comes from the registry "${shorten(registry)}", and is never looked up elsewhere under the same name`,
  };
}

/** Features that a table asks for. */
export function readFeatures(table: JsonObject): readonly string[] {
  return ownStrings(table, 'features');
}

export function isOptional(table: JsonObject): boolean {
  return ownValue(table, 'optional') === true;
}
