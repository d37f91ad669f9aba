import { createGunzip, type Gunzip } from 'node:zlib';
import { Parser, type ReadEntry } from 'tar';
import { parseArchivePath, renderHostileName } from './archive-path.ts';
import { RegistryError } from './errors.ts';
import type { ArchiveListing } from './types.ts';

export interface UnpackLimits {
  /** Bytes after decompression, headers and padding included. */
  readonly unpackedBytes: number;
  readonly entries: number;
  /** Bytes of content that may be kept in memory. */
  readonly keptBytes: number;
}

/** A header that gives an entry its long path has some hundred bytes; the next reader may go on without a longer one. */
const longestMetaBytes = 64 * 1024;
/** Hostile entries are named in the audit; so many of them are no accident. */
const mostRefused = 10_000;
/** From so many bytes on, what packs better than `mostRatio` to one is a bomb and no package. */
const ratioFromBytes = 16 * 1024 * 1024;
const mostRatio = 200;
/** What the parser recognises and unpacks by itself. */
const packedMagic: Readonly<Record<string, readonly number[]>> = {
  gzip: [0x1f, 0x8b],
  zstd: [0x28, 0xb5, 0x2f, 0xfd],
};

type Unpacked = Pick<ArchiveListing, 'files' | 'entries' | 'refused'>;
type Accept = (path: string, sizeBytes: number) => boolean;

export interface Unpacker {
  write(chunk: Uint8Array): Promise<void>;
  end(): Promise<Unpacked>;
  /** Lets go of what the unpacker holds; safe at any time. */
  destroy(): void;
}

const entryReasons: Readonly<Record<string, string>> = {
  SymbolicLink: 'it is a symbolic link',
  Link: 'it is a hard link',
  CharacterDevice: 'it is a device',
  BlockDevice: 'it is a device',
  FIFO: 'it is a pipe',
};
const plainTypes = new Set(['File', 'OldFile', 'ContiguousFile']);

/** Takes a gzipped tar in pieces and keeps the content of accepted files. Throws RegistryError `bad-response`, `too-large`. */
export function createUnpacker(request: { accept: Accept; limits: UnpackLimits; purpose: string }): Unpacker {
  const collector = createCollector(request);
  const gunzip = createGunzip();
  const counts = { packedBytes: 0 };
  const finished = drain(gunzip, { ...request, collector, counts });
  // The failure is reported by write() and end(); without this it would also count as unhandled.
  finished.catch(() => undefined);
  return {
    async write(chunk) {
      if (gunzip.destroyed) return finished;
      counts.packedBytes += chunk.byteLength;
      if (gunzip.write(chunk)) return;
      await waitForRoom(gunzip);
      if (gunzip.destroyed) await finished;
    },
    async end() {
      gunzip.end();
      await finished;
      return collector.end();
    },
    destroy: () => void gunzip.destroy(),
  };
}

async function waitForRoom(gunzip: Gunzip): Promise<void> {
  await new Promise<void>((resolve) => {
    const done = () => {
      gunzip.off('drain', done).off('close', done);
      resolve();
    };
    gunzip.on('drain', done).on('close', done);
  });
}

interface Drain {
  readonly collector: ReturnType<typeof createCollector>;
  readonly counts: { readonly packedBytes: number };
  readonly limits: UnpackLimits;
  readonly purpose: string;
}

async function drain(gunzip: Gunzip, { collector, counts, limits, purpose }: Drain): Promise<void> {
  let unpackedBytes = 0;
  let beginning: Buffer | null = Buffer.alloc(0);
  try {
    for await (const chunk of gunzip) {
      let bytes = chunk as Buffer;
      unpackedBytes += bytes.byteLength;
      if (unpackedBytes > limits.unpackedBytes)
        throw tooLarge(purpose, `more than ${limits.unpackedBytes} bytes when unpacked`);
      if (unpackedBytes > ratioFromBytes && unpackedBytes > counts.packedBytes * mostRatio)
        throw tooLarge(purpose, `grown to more than ${mostRatio} times its size when unpacked`);
      if (beginning !== null) {
        beginning = Buffer.concat([beginning, bytes]);
        if (beginning.byteLength < 8) continue;
        // The parser would unpack it once more by itself, and without our limits.
        verifyNotPacked(purpose, beginning);
        bytes = beginning;
        beginning = null;
      }
      collector.write(bytes);
    }
  } catch (error) {
    gunzip.destroy();
    throw error instanceof RegistryError ? error : damaged(purpose, error);
  }
}

function verifyNotPacked(purpose: string, beginning: Buffer): void {
  const found = Object.entries(packedMagic).find(([, magic]) =>
    magic.every((byte, index) => beginning[index] === byte),
  );
  if (found !== undefined) throw damaged(purpose, new Error(`holds another ${found[0]} archive`));
}

function createCollector(request: { accept: Accept; limits: UnpackLimits; purpose: string }) {
  const { accept, limits, purpose } = request;
  const files: { path: string; content: Buffer }[] = [];
  const entries: { path: string; sizeBytes: number; kept: boolean }[] = [];
  const refused: { path: string; reason: string; sizeBytes: number }[] = [];
  const seen = new Set<string>();
  const considered = new WeakSet<object>();
  const counts = { entries: 0, keptBytes: 0 };
  let failure: unknown = null;

  const refuse = (entry: ReadEntry, reason: string): false => {
    if (refused.length >= mostRefused)
      throw tooLarge(purpose, `more than ${mostRefused} links, devices and hostile names`);
    refused.push({ path: renderHostileName(entry.path), reason, sizeBytes: entry.size });
    return false;
  };
  const judge = (entry: ReadEntry): string | false => {
    const parsed = parseArchivePath(entry.path);
    if (!plainTypes.has(entry.type))
      return refuse(entry, entryReasons[entry.type] ?? `it is of the kind ${entry.type}`);
    if (parsed.kind === 'refused') return refuse(entry, parsed.reason);
    // Some file systems take the two forms of an accent for one name.
    const key = parsed.path.normalize('NFC');
    if (seen.has(key)) return refuse(entry, 'an earlier entry has the same path');
    seen.add(key);
    return parsed.path;
  };
  const consider = (entry: ReadEntry): boolean => {
    if (entry.type === 'Directory' || entry.type === 'GNUDumpDir') return false;
    const path = judge(entry);
    if (path === false) return false;
    const kept = accept(path, entry.size);
    entries.push({ path, sizeBytes: entry.size, kept });
    if (!kept) return false;
    counts.keptBytes += entry.size;
    if (counts.keptBytes > limits.keptBytes)
      throw tooLarge(purpose, `more than ${limits.keptBytes} bytes of documentation`);
    keep(entry, path);
    return true;
  };
  const keep = (entry: ReadEntry, path: string): void => {
    const chunks: Buffer[] = [];
    entry.on('data', (chunk: Buffer) => void chunks.push(chunk));
    entry.on('end', () => void files.push({ path, content: Buffer.concat(chunks) }));
  };
  const parser = new Parser({
    strict: true,
    maxMetaEntrySize: longestMetaBytes,
    filter: (_, entry) => {
      counts.entries += 1;
      considered.add(entry);
      if (counts.entries > limits.entries) throw tooLarge(purpose, `more than ${limits.entries} entries`);
      return consider(entry as ReadEntry);
    },
  });
  // Entries of a kind that tar does not know never reach the filter; extended headers are no entries.
  parser.on('ignoredEntry', (entry: ReadEntry) => {
    if (entry.meta) failure ??= new Error(`its header of ${entry.size} bytes is longer than any name`);
    else if (!considered.has(entry)) refuse(entry, 'it is of a kind that nobody knows');
  });
  // Readers part where such a name ends: what one calls README.md is a program to the next.
  parser.on('meta', (text: string) => {
    if (/^\d+ [^=]*=/.test(text) && text.includes('\0')) failure ??= new Error('a name in it holds a NUL');
  });
  parser.on('error', (error) => {
    failure ??= error;
  });
  let hasEnded = false;
  let bytesAfterEnd = 0;
  parser.on('eof', () => {
    hasEnded = true;
  });
  const throwFailure = () => {
    if (failure instanceof RegistryError) throw failure;
    if (failure !== null) throw damaged(purpose, failure);
  };
  return {
    write(chunk: Buffer): void {
      if (hasEnded) {
        // The parser would go on collecting it, and copy all that it has with every piece.
        if (chunk.some((byte) => byte !== 0)) bytesAfterEnd += chunk.byteLength;
        return;
      }
      parser.write(chunk);
      throwFailure();
    },
    end(): Unpacked {
      try {
        parser.end();
      } catch (error) {
        failure ??= error;
      }
      throwFailure();
      if (bytesAfterEnd > 0) {
        const reason = 'it stands after the end of the archive';
        refused.push({ path: '(data after the end)', reason, sizeBytes: bytesAfterEnd });
      }
      return { files, entries, refused };
    },
  };
}

function damaged(purpose: string, cause: unknown): RegistryError {
  return new RegistryError(
    'bad-response',
    `Cannot ${purpose}: the archive is damaged, or is not a gzipped tar`,
    {
      cause,
      hint: 'Try again; if it stays so, the published package is broken',
    },
  );
}

function tooLarge(purpose: string, problem: string): RegistryError {
  return new RegistryError('too-large', `Cannot ${purpose}: the archive has ${problem}`, {
    hint: 'Raise limits.package_size_mb if you trust this package',
  });
}
