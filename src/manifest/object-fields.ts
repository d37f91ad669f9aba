import { isObject, type JsonObject, ownValue } from './json-text.ts';

/** The table of that key, and an empty one where there is none: what is no table holds no entry. */
export function ownTable(object: JsonObject, key: string): JsonObject {
  const value = ownValue(object, key);
  return isObject(value) ? value : {};
}

/** The tables in the list of that key; what is no table is left out. */
export function ownTables(object: JsonObject, key: string): readonly JsonObject[] {
  const value = ownValue(object, key);
  return Array.isArray(value) ? value.filter(isObject) : [];
}

export function ownStrings(object: JsonObject, key: string): readonly string[] {
  const value = ownValue(object, key);
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

/** The table at the end of a path of keys: `ownTableAt(document, 'tool', 'poetry')`. */
export function ownTableAt(object: JsonObject, ...path: readonly string[]): JsonObject {
  return path.reduce<JsonObject>((holder, key) => ownTable(holder, key), object);
}
