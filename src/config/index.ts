export { ConfigError, type ConfigErrorCode } from './errors.ts';
export { type ConfigFlag, type ConfigFlagName, configFlags } from './flags.ts';
export { type ConfigKey, configKeys } from './keys.ts';
export { renderSource, variableName } from './layers.ts';
export { loadConfig } from './load.ts';
export { findNearest } from './nearest.ts';
export { type Places, placesBelow } from './places.ts';
export { type ConfigRow, listConfigRows, renderConfig } from './render.ts';
export {
  type AgentConfig,
  Config,
  type IsolationMode,
  isolationModes,
  type LicenseId,
  licenseIds,
  providers,
  type TargetLanguage,
  targetLanguageChoices,
  targetLanguages,
} from './schema.ts';
export type { ConfigInputs, ConfigSource, LoadedConfig } from './types.ts';
