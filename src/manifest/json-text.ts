import { scanJson } from './json-scan.ts';
import type { ManifestSource } from './types.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

export type JsonReading =
  | { readonly kind: 'object'; readonly value: JsonObject }
  | { readonly kind: 'other' }
  | { readonly kind: 'broken'; readonly line: number; readonly column: number; readonly problem: string };

const readings = new WeakMap<ManifestSource, JsonReading>();

/** The text as JSON; read once for each source, because every reader asks and a lock file may be megabytes. */
export function parseJsonText(source: ManifestSource): JsonReading {
  const known = readings.get(source);
  if (known !== undefined) return known;
  const reading = parse(stripMark(source.text));
  readings.set(source, reading);
  return reading;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value of an own key: `constructor` must not find what every object inherits. */
export function ownValue(object: JsonObject, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

export function ownString(object: JsonObject, key: string): string | null {
  const value = ownValue(object, key);
  return typeof value === 'string' ? value : null;
}

/** A word for what a value is; never its content, which may be of any depth. */
export function nameOfJsonKind(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object') return 'an object';
  return `the ${typeof value} ${String(value).slice(0, 80)}`;
}

/** The text without a byte order mark. */
export function stripMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

function parse(text: string): JsonReading {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? { kind: 'object', value } : { kind: 'other' };
  } catch {
    // V8 names the place for some mistakes only, so our own scan looks for it.
    const offset = scanJson(text).errorOffset ?? text.length;
    const before = text.slice(0, offset);
    const lineStart = before.lastIndexOf('\n') + 1;
    return {
      kind: 'broken',
      line: before.split('\n').length,
      column: offset - lineStart + 1,
      problem: describeProblem(text, offset),
    };
  }
}

function describeProblem(text: string, offset: number): string {
  if (offset >= text.length) return 'the text ends too early';
  const character = String.fromCodePoint(text.codePointAt(offset) ?? 0);
  return `${JSON.stringify(character)} is not expected here`;
}
