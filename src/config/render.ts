import { configKeys } from './keys.ts';
import { renderSource } from './layers.ts';
import type { Config } from './schema.ts';
import type { LoadedConfig } from './types.ts';

/** One key as it may be shown: secrets are gone. */
export interface ConfigRow {
  readonly key: string;
  readonly value: unknown;
  readonly source: string;
}

const redacted = '(redacted)';

/** Every key with its value, secrets redacted, and where the value came from. */
export function listConfigRows({ config, sources }: LoadedConfig): ConfigRow[] {
  return configKeys.map((key) => {
    const value = readValue(config, key.path);
    const source = sources.get(key.path);
    return {
      key: key.path,
      value: key.secret ? (value === '' ? '' : redacted) : redactAddress(value),
      source: source === undefined ? 'default' : renderSource(source),
    };
  });
}

/** One line a key: name, value, source. */
export function renderConfig(loaded: LoadedConfig): string {
  const rows = listConfigRows(loaded).map((row) => ({ ...row, shown: JSON.stringify(row.value) }));
  const keyWidth = Math.max(...rows.map((row) => row.key.length));
  const valueWidth = Math.min(40, Math.max(...rows.map((row) => row.shown.length)));
  return rows
    .map((row) => `${row.key.padEnd(keyWidth)}  ${row.shown.padEnd(valueWidth)}  ${row.source}\n`)
    .join('');
}

function readValue(config: Config, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((table, part) => (table as Readonly<Record<string, unknown>>)[part], config);
}

/** A password may stand in an address as well (`https://user:password@host`). */
function redactAddress(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  return value.replace(/^([a-z][a-z0-9+.-]{0,20}:\/\/)[^/@\s]{1,500}@/i, `$1${redacted}@`);
}
