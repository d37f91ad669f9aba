import { FAILSAFE_SCHEMA, load, YAMLException } from 'js-yaml';
import { ManifestError } from './errors.ts';
import { isObject, type JsonObject, stripMark } from './json-text.ts';
import type { StructuredReading } from './toml-text.ts';
import type { ManifestSource } from './types.ts';

const deepestNesting = 64;
const readings = new WeakMap<ManifestSource, StructuredReading>();

/**
 * The text as YAML whose scalars all stay text, so that version 1.10 is not 1.1. Aliases are refused: no lock file has
 * any, and a few lines of them stand for gigabytes.
 */
export function parseYamlText(source: ManifestSource): StructuredReading {
  const known = readings.get(source);
  if (known !== undefined) return known;
  const reading = parse(stripMark(source.text));
  readings.set(source, reading);
  return reading;
}

/** The text as YAML. Throws ManifestError `malformed` that names the place. */
export function requireYaml(source: ManifestSource, manifestType: string): JsonObject {
  const reading = parseYamlText(source);
  if (reading.kind === 'object') return reading.value;
  throw new ManifestError(
    'malformed',
    `Cannot read this ${manifestType}: it is not the YAML of a lock file, in line ${reading.line}, column ${reading.column}: ${reading.problem}`,
    { hint: 'Let the package manager write the file anew' },
  );
}

function parse(text: string): StructuredReading {
  try {
    const value: unknown = load(text, { schema: FAILSAFE_SCHEMA, maxDepth: deepestNesting, maxAliases: 0 });
    if (isObject(value)) return { kind: 'object', value };
    return { kind: 'broken', line: 1, column: 1, problem: 'the outermost value should be a mapping' };
  } catch (error) {
    const mark = error instanceof YAMLException ? error.mark : undefined;
    const problem = error instanceof YAMLException ? error.reason : 'of unreadable shape';
    return {
      kind: 'broken',
      line: (mark?.line ?? 0) + 1,
      column: (mark?.column ?? 0) + 1,
      problem: problem.slice(0, 200),
    };
  }
}
