export {
  type NpmClientConfig,
  type NpmClientRequest,
  type RegistryAddress,
  readNpmClientConfig,
} from './client-config.ts';
export { createNpmRegistry, type NpmRegistryOptions } from './registry.ts';
export type { NpmSetting } from './settings.ts';
