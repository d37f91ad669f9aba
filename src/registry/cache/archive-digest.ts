import { z } from 'zod';
import type { RegistryResponse } from '../request.ts';
import type { ArchiveListing } from '../types.ts';
import { hasValidator, isKeepable, renderConditions } from './ask-through-cache.ts';
import type { AnswerCache, AnswerKey, KeptAnswer } from './types.ts';

/** What was read out of an archive for the metadata of its package. */
export interface ArchiveDigest {
  readonly files: readonly { readonly path: string; readonly content: Uint8Array }[];
  /** Of the archive as it was sent. */
  readonly sizeBytes: number;
  readonly unpackedBytes: number;
}

const Kept = z.strictObject({
  files: z.array(z.strictObject({ path: z.string(), content: z.base64() })),
  sizeBytes: z.number(),
  unpackedBytes: z.number(),
});
const contentType = 'application/vnd.phalus.archive-digest+json';

/**
 * The digest of an archive from an earlier reading: without a question when the archive's hash is known, since it is the
 * same archive then, else when the registry says that it has not changed. Otherwise `read` reads it anew.
 */
export async function readDigestThroughCache(question: {
  readonly cache: AnswerCache | null;
  readonly key: AnswerKey;
  readonly hasIntegrity: boolean;
  fetch(conditions: Readonly<Record<string, string>>): Promise<RegistryResponse>;
  read(response: RegistryResponse): Promise<ArchiveListing>;
}): Promise<ArchiveDigest> {
  const { cache, key, hasIntegrity } = question;
  const known = (await cache?.read(key)) ?? null;
  const digest = known === null ? null : parseDigest(known);
  if (digest !== null && hasIntegrity) return digest;
  const response = await question.fetch(digest === null ? {} : renderConditions(known));
  if (digest !== null && response.status === 304) {
    await response.body?.cancel();
    return digest;
  }
  const validators = {
    etag: response.headers.get('etag'),
    lastModified: response.headers.get('last-modified'),
  };
  const isKept = isKeepable(response) && (hasIntegrity || hasValidator(validators));
  const listing = await question.read(response);
  const found: ArchiveDigest = {
    files: listing.files,
    sizeBytes: listing.sizeBytes,
    unpackedBytes: listing.entries.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
  };
  if (isKept)
    await cache?.write(key, { body: renderDigest(found), contentType, redirectedTo: null, ...validators });
  return found;
}

function renderDigest({ files, ...sizes }: ArchiveDigest): Buffer {
  const rendered = files.map(({ path, content }) => ({
    path,
    content: Buffer.from(content).toString('base64'),
  }));
  return Buffer.from(JSON.stringify({ ...sizes, files: rendered }), 'utf8');
}

function parseDigest({ body }: KeptAnswer): ArchiveDigest | null {
  try {
    const { files, ...sizes } = Kept.parse(JSON.parse(body.toString('utf8')));
    return {
      ...sizes,
      files: files.map(({ path, content }) => ({ path, content: Buffer.from(content, 'base64') })),
    };
  } catch {
    return null;
  }
}
