export { RegistryError, type RegistryErrorCode } from './errors.ts';
export {
  createHttp,
  createNpmRegistry,
  type NpmClientConfig,
  type NpmClientRequest,
  type NpmRegistryOptions,
  type NpmSetting,
  type RegistryAddress,
  type RegistryHttp,
  readNpmClientConfig,
} from './npm/index.ts';
export type { RetryOptions, Sleep } from './request.ts';
export type {
  ArchiveFile,
  ArchiveListing,
  ArchiveReference,
  ArchiveRequest,
  PackageRecord,
  Registry,
  ResolveRequest,
} from './types.ts';
