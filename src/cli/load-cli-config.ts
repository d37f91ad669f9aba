import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { configFlags, type LoadedConfig, loadConfig, placesBelow } from '../config/index.ts';
import { type Invocation, optionName, textOption } from './command.ts';

/** The configuration of this call: `~/.phalus/config.toml` or --config, variables, flags. */
export function loadCliConfig(invocation: Invocation): Promise<LoadedConfig> {
  const { context } = invocation;
  const explicit = textOption(invocation, 'config');
  return loadConfig({
    files: {
      userPath: placesBelow(context.homeDirectory).userConfig,
      explicitPath: explicit === undefined ? undefined : resolve(context.workDirectory, explicit),
    },
    environment: context.environment,
    flags: Object.fromEntries(
      configFlags.map(({ long }) => [long, textOption(invocation, optionName(long))]),
    ),
    readFile: (path) => readFile(path, 'utf8'),
  });
}
