import type { Config } from './schema.ts';

/** Where a value came from. */
export type ConfigSource =
  | { readonly kind: 'default' }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'flag'; readonly name: string };

/** The configuration, merged once at start, with the source of each key by its dotted path. */
export interface LoadedConfig {
  readonly config: Config;
  readonly sources: ReadonlyMap<string, ConfigSource>;
}

export interface ConfigInputs {
  readonly files: {
    /** Read when it is there. */
    readonly userPath: string;
    /** Read instead of `userPath`; an error when it is not there. */
    readonly explicitPath?: string | undefined;
  };
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Text of the flags that were given, by long name with its dashes, as in `configFlags`. */
  readonly flags: Readonly<Record<string, string | undefined>>;
  /** Rejects with code `ENOENT` when there is no such file. */
  readFile(path: string): Promise<string>;
}
