import { join } from 'node:path';

/** Folders of phalus in the user's home, beside `config.toml`. */
export interface Places {
  readonly userConfig: string;
  /** GGUF files. */
  readonly models: string;
  /** The runtime of local models. */
  readonly runtime: string;
  /** Answers of registries, which may be thrown away at any time. */
  readonly registryCache: string;
}

export function placesBelow(homeDirectory: string): Places {
  const folder = join(homeDirectory, '.phalus');
  return {
    userConfig: join(folder, 'config.toml'),
    models: join(folder, 'models'),
    runtime: join(folder, 'runtime'),
    registryCache: join(folder, 'cache', 'registry'),
  };
}
