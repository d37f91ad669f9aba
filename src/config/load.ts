import { ConfigError } from './errors.ts';
import { configKeys } from './keys.ts';
import { type ConfigSetting, parseConfigFile, readFlags, readVariables } from './layers.ts';
import { Config } from './schema.ts';
import type { ConfigInputs, ConfigSource, LoadedConfig } from './types.ts';

/**
 * Merges defaults, then the file, then `PHALUS_SECTION__KEY` variables, then flags; the later wins key by key.
 * Throws ConfigError `unknown-key`, `bad-value`, `bad-toml`, `missing-file`, `unreadable-file`.
 */
export async function loadConfig(inputs: ConfigInputs): Promise<LoadedConfig> {
  const settings = [
    ...(await readConfigFile(inputs)),
    ...readVariables(inputs.environment),
    ...readFlags(inputs.flags),
  ];
  const sources = new Map<string, ConfigSource>(configKeys.map((key) => [key.path, { kind: 'default' }]));
  const raw: Record<string, unknown> = {};
  for (const setting of settings) {
    sources.set(setting.key.path, setting.source);
    writeSetting(raw, setting);
  }
  return { config: Config.parse(raw), sources };
}

async function readConfigFile({ files, readFile }: ConfigInputs): Promise<ConfigSetting[]> {
  const path = files.explicitPath ?? files.userPath;
  try {
    return parseConfigFile(await readFile(path), path);
  } catch (cause) {
    if (cause instanceof ConfigError) throw cause;
    const missing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    if (missing && files.explicitPath === undefined) return [];
    throw new ConfigError(
      missing ? 'missing-file' : 'unreadable-file',
      `Cannot read the configuration "${path}": ${missing ? 'there is no such file' : 'it cannot be opened'}`,
      { cause, hint: 'Give --config the path of a TOML file that you may read' },
    );
  }
}

/** Paths come from the schema, never from the input, so no name can reach a prototype. */
function writeSetting(raw: Record<string, unknown>, { key, value }: ConfigSetting): void {
  const parts = key.path.split('.');
  let table = raw;
  for (const part of parts.slice(0, -1)) {
    table[part] ??= {};
    table = table[part] as Record<string, unknown>;
  }
  table[parts.at(-1) ?? ''] = value;
}
