export { RegistryError, type RegistryErrorCode } from './errors.ts';
export { createHttp, type RegistryHttp } from './http.ts';
export {
  createNpmRegistry,
  type NpmClientConfig,
  type NpmClientRequest,
  type NpmRegistryOptions,
  type NpmSetting,
  type RegistryAddress,
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
