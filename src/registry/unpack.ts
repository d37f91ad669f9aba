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
  const finished = drain(gunzip, collector, request);
  // The failure is reported by write() and end(); without this it would also count as unhandled.
  finished.catch(() => undefined);
  return {
    async write(chunk) {
      if (gunzip.destroyed) return finished;
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

async function drain(
  gunzip: Gunzip,
  collector: ReturnType<typeof createCollector>,
  request: { limits: UnpackLimits; purpose: string },
): Promise<void> {
  let unpackedBytes = 0;
  try {
    for await (const chunk of gunzip) {
      const bytes = chunk as Buffer;
      unpackedBytes += bytes.byteLength;
      if (unpackedBytes > request.limits.unpackedBytes) {
        throw tooLarge(request.purpose, `more than ${request.limits.unpackedBytes} bytes when unpacked`);
      }
      collector.write(bytes);
    }
  } catch (error) {
    gunzip.destroy();
    throw error instanceof RegistryError ? error : damaged(request.purpose, error);
  }
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
    refused.push({ path: renderHostileName(entry.path), reason, sizeBytes: entry.size });
    return false;
  };
  const judge = (entry: ReadEntry): string | false => {
    const parsed = parseArchivePath(entry.path);
    if (!plainTypes.has(entry.type))
      return refuse(entry, entryReasons[entry.type] ?? `it is of the kind ${entry.type}`);
    if (parsed.kind === 'refused') return refuse(entry, parsed.reason);
    if (seen.has(parsed.path)) return refuse(entry, 'an earlier entry has the same path');
    seen.add(parsed.path);
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
    filter: (_, entry) => {
      counts.entries += 1;
      considered.add(entry);
      if (counts.entries > limits.entries) throw tooLarge(purpose, `more than ${limits.entries} entries`);
      return consider(entry as ReadEntry);
    },
  });
  // Entries of a kind that tar does not know never reach the filter; extended headers are no entries.
  parser.on('ignoredEntry', (entry: ReadEntry) => {
    if (!considered.has(entry) && !entry.meta) refuse(entry, 'it is of a kind that nobody knows');
  });
  parser.on('error', (error) => {
    failure ??= error;
  });
  const throwFailure = () => {
    if (failure !== null) throw damaged(purpose, failure);
  };
  return {
    write(chunk: Buffer): void {
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
