export { type ArchiveDigest, readDigestThroughCache } from './archive-digest.ts';
export { askThroughCache, type FoundBody } from './ask-through-cache.ts';
export { createDiskCache, type DiskCacheOptions } from './disk-cache.ts';
export type { AnswerCache } from './types.ts';
