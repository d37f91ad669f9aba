import { parse as parseToml, TomlError } from 'smol-toml';
import { ManifestError } from './errors.ts';
import { isObject, type JsonObject, stripMark } from './json-text.ts';
import type { ManifestSource } from './types.ts';

export type StructuredReading =
  | { readonly kind: 'object'; readonly value: JsonObject }
  | { readonly kind: 'broken'; readonly line: number; readonly column: number; readonly problem: string };

const deepestNesting = 64;
const readings = new WeakMap<ManifestSource, StructuredReading>();

/** The text as TOML; read once for each source, because every reader asks. */
export function parseTomlText(source: ManifestSource): StructuredReading {
  const known = readings.get(source);
  if (known !== undefined) return known;
  const reading = parse(stripMark(source.text));
  readings.set(source, reading);
  return reading;
}

/** The text as TOML. Throws ManifestError `malformed` that names the place. */
export function requireToml(source: ManifestSource, manifestType: string): JsonObject {
  const reading = parseTomlText(source);
  if (reading.kind === 'object') return reading.value;
  throw new ManifestError(
    'malformed',
    `Cannot read this ${manifestType}: it is not TOML, in line ${reading.line}, column ${reading.column}: ${reading.problem}`,
    { hint: 'Mend that place; a table is written [name], a value name = "text"' },
  );
}

function parse(text: string): StructuredReading {
  try {
    const value = parseToml(text, { maxDepth: deepestNesting, integersAsBigInt: 'asNeeded' });
    return isObject(value) ? { kind: 'object', value } : broken(1, 1, 'no table');
  } catch (error) {
    if (!(error instanceof TomlError)) return broken(1, 1, 'nested too deeply or of unreadable shape');
    const problem = error.message.split('\n')[0]?.replace(/^Invalid TOML document: /, '') ?? '';
    return broken(error.line, error.column, problem.slice(0, 200));
  }
}

function broken(line: number, column: number, problem: string): StructuredReading {
  return { kind: 'broken', line, column, problem };
}
