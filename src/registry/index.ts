export { type AnswerCache, createDiskCache, type DiskCacheOptions } from './cache/index.ts';
export {
  type CratesClient,
  type CratesClientPorts,
  type CratesRegistryOptions,
  createCratesRegistry,
  readCratesClient,
} from './crates/index.ts';
export { RegistryError, type RegistryErrorCode } from './errors.ts';
export {
  createGoRegistry,
  type GoClient,
  type GoClientPorts,
  type GoRegistryOptions,
  readGoClient,
} from './go/index.ts';
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
export {
  createPypiRegistry,
  type PypiClient,
  type PypiRegistryOptions,
  readPypiClient,
} from './pypi/index.ts';
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
