import { PhalusError } from '../core/index.ts';

export type ConfigErrorCode = 'unknown-key' | 'bad-value' | 'bad-toml' | 'missing-file' | 'unreadable-file';

export class ConfigError extends PhalusError<ConfigErrorCode> {}
