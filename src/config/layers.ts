import { parse as parseToml, TomlError } from 'smol-toml';
import { ConfigError } from './errors.ts';
import { configFlags } from './flags.ts';
import { type ConfigKey, configKeys, configSections, findConfigKey } from './keys.ts';
import { findNearest } from './nearest.ts';
import type { ConfigSource } from './types.ts';

/** One value that a source gives to a key. */
export interface ConfigSetting {
  readonly key: ConfigKey;
  readonly value: unknown;
  readonly source: ConfigSource;
}

const prefix = 'PHALUS_';
/** Variables of the launcher and of tests that are no keys. */
const otherVariables: ReadonlySet<string> = new Set(['PHALUS_NO_SETUP']);

export function parseConfigFile(text: string, path: string): ConfigSetting[] {
  return listSettings(parseTable(text, path), [], { kind: 'file', path });
}

export function readVariables(environment: Readonly<Record<string, string | undefined>>): ConfigSetting[] {
  return Object.entries(environment).flatMap(([name, value]) => {
    if (value === undefined || !name.startsWith(prefix) || otherVariables.has(name)) return [];
    const path = name.slice(prefix.length).toLowerCase().split('__').join('.');
    const key = findConfigKey(path);
    if (key === undefined) throw unknownVariable(name, path);
    return [checkSetting(key, coerceText(key, value), { kind: 'variable', name })];
  });
}

export function readFlags(flags: Readonly<Record<string, string | undefined>>): ConfigSetting[] {
  return configFlags.flatMap(({ long, path }) => {
    const value = flags[long];
    const key = findConfigKey(path);
    if (value === undefined || key === undefined) return [];
    return [checkSetting(key, coerceText(key, value), { kind: 'flag', name: long })];
  });
}

/** `PHALUS_LLM__AGENT_A__MODEL` for `llm.agent_a.model`. */
export function variableName(path: string): string {
  return `${prefix}${path.toUpperCase().split('.').join('__')}`;
}

export function renderSource(source: ConfigSource): string {
  if (source.kind === 'default') return 'default';
  return source.kind === 'file' ? source.path : source.name;
}

function parseTable(text: string, path: string): Record<string, unknown> {
  try {
    return parseToml(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    const place = cause instanceof TomlError ? `line ${cause.line}, column ${cause.column}` : 'unknown line';
    throw new ConfigError('bad-toml', `Cannot read the configuration "${path}": ${place} is not TOML`, {
      cause,
      hint: `Mend ${place}; texts stand in quotes and sections in [brackets]`,
    });
  }
}

function listSettings(
  table: Readonly<Record<string, unknown>>,
  parents: readonly string[],
  source: ConfigSource,
): ConfigSetting[] {
  return Object.entries(table).flatMap(([name, value]) => {
    const path = [...parents, name].join('.');
    const key = findConfigKey(path);
    if (key !== undefined) return [checkSetting(key, value, source)];
    if (!configSections.has(path)) throw unknownKey(path, source);
    if (!isTable(value)) throw badValue({ path, allowed: 'a section', secret: false }, value, source);
    return listSettings(value, [...parents, name], source);
  });
}

function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

/** Text of a variable or flag as the schema's type; what does not fit stays text and fails the check after. */
function coerceText(key: ConfigKey, text: string): unknown {
  const trimmed = text.trim();
  if (key.type === 'boolean') return { true: true, '1': true, false: false, '0': false }[trimmed] ?? text;
  if (key.type === 'integer' || key.type === 'number') {
    return /^-?\d{1,20}(\.\d{1,20})?$/.test(trimmed) ? Number(trimmed) : text;
  }
  return key.type === 'object' ? parseJsonOrText(trimmed) : text;
}

function parseJsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function checkSetting(key: ConfigKey, value: unknown, source: ConfigSource): ConfigSetting {
  const parsed = key.schema.safeParse(value);
  if (!parsed.success) throw badValue(key, value, source);
  return { key, value: parsed.data, source };
}

function badValue(
  key: Pick<ConfigKey, 'path' | 'allowed' | 'secret'>,
  value: unknown,
  source: ConfigSource,
): ConfigError {
  const given = key.secret ? 'a value' : (JSON.stringify(value) ?? String(value)).slice(0, 200);
  return new ConfigError(
    'bad-value',
    `Cannot use ${given} for ${key.path} (from ${renderSource(source)}): it must be ${key.allowed}`,
    { hint: `Set ${key.path} to ${key.allowed}, or take it out for the default` },
  );
}

function unknownKey(path: string, source: ConfigSource): ConfigError {
  const nearest = nearestPath(path);
  return new ConfigError(
    'unknown-key',
    `Cannot use the key "${path}" of ${renderSource(source)}: there is no such key`,
    {
      hint: nearest === null ? 'phalus config lists every key' : `Did you mean ${nearest}?`,
    },
  );
}

function unknownVariable(name: string, path: string): ConfigError {
  const nearest = nearestPath(path) ?? nearestPath(path.replaceAll('_', '.'));
  return new ConfigError('unknown-key', `Cannot use the variable ${name}: there is no key "${path}"`, {
    hint: nearest === null ? 'phalus config lists every key' : `Did you mean ${variableName(nearest)}?`,
  });
}

/** A key of the same last name in another section is a likelier slip than one that is spelled alike. */
function nearestPath(path: string): string | null {
  const last = path.split('.').at(-1);
  const namesakes = configKeys.filter((key) => key.path.split('.').at(-1) === last);
  if (namesakes.length === 1) return namesakes[0]?.path ?? null;
  return (
    findNearest(
      path,
      configKeys.map((key) => key.path),
    ) ?? findNearest(path, configSections)
  );
}
