import { RegistryError } from '../errors.ts';
import { createIntegrityHash, parseIntegrity } from '../integrity.ts';
import { streamBody } from '../read-body.ts';
import type { RegistryResponse } from '../request.ts';
import type { ArchiveListing } from '../types.ts';
import { createUnpacker, type Unpacker, type UnpackLimits } from '../unpack.ts';

/**
 * Streams an archive through its integrity hash and the unpacker. Nothing is returned of an archive whose hash is
 * wrong, and a wrong hash is what is reported even when the archive is damaged as well.
 */
export async function readVerifiedArchive(request: {
  response: RegistryResponse;
  integrity: string | null;
  accept: (path: string, sizeBytes: number) => boolean;
  packedLimitBytes: number;
  limits: UnpackLimits;
  purpose: string;
  signal: AbortSignal | undefined;
}): Promise<ArchiveListing> {
  const { purpose, integrity } = request;
  const expected = parseIntegrity(integrity ?? '')[0];
  if (integrity !== null && expected === undefined) {
    throw new RegistryError(
      'integrity',
      `Cannot ${purpose}: its integrity "${integrity.slice(0, 200)}" is not readable`,
      {
        hint: 'Check the "integrity" of this package in your lock file',
      },
    );
  }
  const hash = expected === undefined ? null : createIntegrityHash(expected);
  const unpacker = createUnpacker(request);
  try {
    const progress = await pour({ ...request, unpacker, update: (chunk) => hash?.update(chunk) });
    const actual = hash?.end() ?? null;
    if (hash !== null && !hash.matches()) throw describeMismatch(purpose, { expected: integrity, actual });
    if (progress.failure !== null) throw progress.failure;
    return { ...(await unpacker.end()), verifiedIntegrity: actual, sizeBytes: progress.sizeBytes };
  } finally {
    unpacker.destroy();
  }
}

async function pour(request: {
  response: RegistryResponse;
  packedLimitBytes: number;
  purpose: string;
  signal: AbortSignal | undefined;
  unpacker: Unpacker;
  update: (chunk: Uint8Array) => void;
}): Promise<{ sizeBytes: number; failure: RegistryError | null }> {
  const { unpacker, update } = request;
  let failure: RegistryError | null = null;
  let sizeBytes = 0;
  const body = streamBody({
    response: request.response,
    limitBytes: request.packedLimitBytes,
    purpose: request.purpose,
    hint: 'Raise limits.package_size_mb if you trust this package',
    signal: request.signal,
  });
  for await (const chunk of body) {
    sizeBytes += chunk.byteLength;
    update(chunk);
    // A damaged archive is read on, to learn whether its hash is wrong; one that is too large is not.
    if (failure === null) failure = await writeChunk(unpacker, chunk);
    if (failure?.code === 'too-large') throw failure;
  }
  return { sizeBytes, failure };
}

async function writeChunk(unpacker: Unpacker, chunk: Uint8Array): Promise<RegistryError | null> {
  try {
    await unpacker.write(chunk);
    return null;
  } catch (error) {
    if (error instanceof RegistryError) return error;
    throw error;
  }
}

function describeMismatch(
  purpose: string,
  hashes: { expected: string | null; actual: string | null },
): RegistryError {
  return new RegistryError(
    'integrity',
    `Cannot ${purpose}: its hash is ${hashes.actual} and should be ${hashes.expected}`,
    {
      hint: 'Do not use this archive: it was changed on its way or in the registry. Try again, or another registry',
    },
  );
}
