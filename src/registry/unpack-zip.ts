import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { type Entry, fromBuffer, fromRandomAccessReader, RandomAccessReader, type ZipFile } from 'yauzl';
import { parseArchivePath, renderHostileName } from './archive-path.ts';
import { RegistryError } from './errors.ts';
import { createIntegrityHash, parseIntegrity } from './integrity.ts';
import { hashModuleFiles, isModuleHash } from './module-hash.ts';
import type { RegistryResponse } from './request.ts';
import { type SpooledBody, spoolBody } from './spool.ts';
import type { ArchiveListing } from './types.ts';
import type { UnpackLimits } from './unpack.ts';

interface ZipRequest {
  readonly response: RegistryResponse;
  /** Subresource integrity of the file, or a Go module's `h1:` of what is in it. */
  readonly integrity: string | null;
  readonly accept: (path: string, sizeBytes: number) => boolean;
  readonly packedLimitBytes: number;
  readonly limits: UnpackLimits;
  readonly purpose: string;
  readonly signal: AbortSignal | undefined;
  /** The leading folder of all paths, with its slash; empty when they have none. */
  readonly root: string;
}

const fileType = 0o170000;
const kinds = new Map([
  [0o120000, 'it is a symbolic link'],
  [0o020000, 'it is a device'],
  [0o060000, 'it is a device'],
  [0o010000, 'it is a pipe'],
  [0o140000, 'it is a socket'],
]);
const unixHost = 3;
const pieceBytes = 64 * 1024;
/** Hostile entries are named in the audit; so many of them are no accident. */
const mostRefused = 10_000;
const sizeHint = 'Raise limits.package_size_mb if you trust this package';

/**
 * A ZIP archive, its hash checked before anything is unpacked. Its directory stands at its end, so it is taken whole: up to
 * some megabytes in memory, beyond in a temporary file, never more than its limit. Throws RegistryError.
 */
export async function readVerifiedZip(request: ZipRequest): Promise<ArchiveListing> {
  const { integrity, packedLimitBytes, purpose } = request;
  const check = createCheck(integrity, purpose);
  const body = await spoolBody({
    ...request,
    limitBytes: packedLimitBytes,
    hint: sizeHint,
    update: check.update,
  });
  try {
    const verified = check.end();
    const zip = await openZip(body, purpose);
    try {
      const unpacked = await unpack(zip, request);
      const moduleHash = unpacked.hashes === null ? null : hashModuleFiles(unpacked.hashes);
      if (moduleHash !== null && moduleHash !== integrity)
        throw describeMismatch(purpose, { integrity, actual: moduleHash });
      const { files, entries, refused } = unpacked;
      const verifiedIntegrity = moduleHash ?? verified;
      return { files, entries, refused, verifiedIntegrity, sizeBytes: body.sizeBytes };
    } finally {
      zip.close();
    }
  } finally {
    await body.close();
  }
}

/** What a file's own hash says; `end` throws when it is wrong. */
function createCheck(integrity: string | null, purpose: string) {
  if (integrity === null || isModuleHash(integrity)) return { update: () => {}, end: () => null };
  const expected = parseIntegrity(integrity)[0];
  if (expected === undefined) throw describeMismatch(purpose, { integrity, actual: 'of another kind' });
  const hash = createIntegrityHash(expected);
  return {
    update: (chunk: Uint8Array) => hash.update(chunk),
    end: () => {
      const actual = hash.end();
      if (!hash.matches()) throw describeMismatch(purpose, { integrity, actual });
      return actual;
    },
  };
}

function openZip(body: SpooledBody, purpose: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    // Names stay bytes: the library would give up a whole archive for one hostile name.
    const options = { lazyEntries: true, decodeStrings: false, autoClose: false };
    const settle = (error: Error | null, zip: ZipFile | undefined) => {
      if (error === null && zip !== undefined) resolve(zip);
      else reject(damaged(purpose, error));
    };
    if (body.kind === 'memory') fromBuffer(body.bytes, options, settle);
    else fromRandomAccessReader(new OpenFileReader(body.handle), body.sizeBytes, options, settle);
  });
}

/** The library's own reader of open files closes the file, and so do streams of it. */
class OpenFileReader extends RandomAccessReader {
  readonly #handle: FileHandle;

  constructor(handle: FileHandle) {
    super();
    this.#handle = handle;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(readRange(this.#handle, start, end), { objectMode: false });
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    this.#handle
      .read(buffer, offset, length, position)
      .then(
        ({ bytesRead }) => callback(bytesRead < length ? new Error('unexpected end of the file') : null),
        callback,
      );
  }
}

async function* readRange(handle: FileHandle, start: number, end: number): AsyncGenerator<Buffer> {
  for (let at = start; at < end; ) {
    const piece = Buffer.allocUnsafe(Math.min(pieceBytes, end - at));
    const { bytesRead } = await handle.read(piece, 0, piece.length, at);
    if (bytesRead === 0) return;
    at += bytesRead;
    yield piece.subarray(0, bytesRead);
  }
}

async function unpack(zip: ZipFile, request: ZipRequest) {
  const { limits, purpose, integrity, signal } = request;
  const files: { path: string; content: Buffer }[] = [];
  const entries: { path: string; sizeBytes: number; kept: boolean }[] = [];
  const refused: { path: string; reason: string; sizeBytes: number }[] = [];
  const hashes = integrity !== null && isModuleHash(integrity) ? new Map<string, string>() : null;
  const seen = new Set<string>();
  const counts = { entries: 0, unpackedBytes: 0, keptBytes: 0 };
  for (let entry = await nextEntry(zip, purpose); entry !== null; entry = await nextEntry(zip, purpose)) {
    signal?.throwIfAborted();
    counts.entries += 1;
    counts.unpackedBytes += entry.uncompressedSize;
    if (counts.entries > limits.entries) throw tooLarge(purpose, `more than ${limits.entries} entries`);
    if (counts.unpackedBytes > limits.unpackedBytes)
      throw tooLarge(purpose, `more than ${limits.unpackedBytes} bytes when unpacked`);
    const name = (entry.fileName as unknown as Buffer).toString('utf8');
    const sizeBytes = entry.uncompressedSize;
    if (name.endsWith('/') && sizeBytes === 0) continue;
    const judged = judge(entry, name, { root: request.root, seen });
    if (judged.kind === 'refused') {
      if (refused.length >= mostRefused)
        throw tooLarge(purpose, `more than ${mostRefused} links, devices and hostile names`);
      refused.push({ path: renderHostileName(name), reason: judged.reason, sizeBytes });
    }
    const kept = judged.kind === 'path' && request.accept(judged.path, sizeBytes);
    if (judged.kind === 'path') entries.push({ path: judged.path, sizeBytes, kept });
    if (!kept && hashes === null) continue;
    counts.keptBytes += kept ? sizeBytes : 0;
    if (counts.keptBytes > limits.keptBytes)
      throw tooLarge(purpose, `more than ${limits.keptBytes} bytes of documentation`);
    const { content, sha256 } = await readEntry(zip, entry, { purpose, isKept: kept });
    hashes?.set(name, sha256);
    if (judged.kind === 'path' && kept) files.push({ path: judged.path, content });
  }
  return { files, entries, refused, hashes };
}

type Judged =
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'refused'; readonly reason: string };

function judge(entry: Entry, name: string, place: { root: string; seen: Set<string> }): Judged {
  const { root, seen } = place;
  const mode = entry.versionMadeBy >> 8 === unixHost ? (entry.externalFileAttributes >>> 16) & fileType : 0;
  const kind = kinds.get(mode);
  if (kind !== undefined) return { kind: 'refused', reason: kind };
  if (entry.isEncrypted()) return { kind: 'refused', reason: 'it is encrypted' };
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8)
    return { kind: 'refused', reason: 'it is compressed in a way that is not read' };
  if (!name.startsWith(root)) return { kind: 'refused', reason: "it lies outside the archive's folder" };
  if (/^[A-Za-z]:/.test(name)) return { kind: 'refused', reason: 'its path is absolute' };
  // A wheel has no leading folder, and a module's has slashes in its name: both get one of one part.
  const parsed = parseArchivePath(`package/${name.slice(root.length)}`);
  if (parsed.kind === 'refused') return parsed;
  if (seen.has(parsed.path)) return { kind: 'refused', reason: 'an earlier entry has the same path' };
  seen.add(parsed.path);
  return parsed;
}

function nextEntry(zip: ZipFile, purpose: string): Promise<Entry | null> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      zip.off('entry', onEntry).off('end', onEnd).off('error', onError);
      act();
    };
    const onEntry = (entry: Entry) => settle(() => resolve(entry));
    const onEnd = () => settle(() => resolve(null));
    const onError = (error: Error) => settle(() => reject(damaged(purpose, error)));
    zip.on('entry', onEntry).on('end', onEnd).on('error', onError);
    zip.readEntry();
  });
}

/** The content is empty when it is not kept, and only hashed. */
async function readEntry(zip: ZipFile, entry: Entry, asked: { purpose: string; isKept: boolean }) {
  try {
    const chunks: Buffer[] = [];
    const hash = createHash('sha256');
    // The library ends the stream with an error as soon as there is more than the entry's size says.
    for await (const chunk of await openEntry(zip, entry)) {
      hash.update(chunk as Buffer);
      if (asked.isKept) chunks.push(chunk as Buffer);
    }
    return { content: Buffer.concat(chunks), sha256: hash.digest('hex') };
  } catch (error) {
    throw damaged(asked.purpose, error);
  }
}

function openEntry(zip: ZipFile, entry: Entry): Promise<NodeJS.ReadableStream> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error === null && stream !== undefined) resolve(stream);
      else reject(error ?? new Error('no stream'));
    });
  });
}

function describeMismatch(
  purpose: string,
  hashes: { integrity: string | null; actual: string },
): RegistryError {
  return new RegistryError(
    'integrity',
    `Cannot ${purpose}: its hash is ${hashes.actual} and should be ${hashes.integrity?.slice(0, 200)}`,
    {
      hint: 'Do not use this archive: it was changed on its way or in the registry. Try again, or another registry',
    },
  );
}

function damaged(purpose: string, cause: unknown): RegistryError {
  return new RegistryError('bad-response', `Cannot ${purpose}: the archive is damaged, or is not a ZIP`, {
    cause,
    hint: 'Try again; if it stays so, the published package is broken',
  });
}

function tooLarge(purpose: string, problem: string): RegistryError {
  return new RegistryError('too-large', `Cannot ${purpose}: the archive has ${problem}`, { hint: sizeHint });
}
