import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Now } from '../core/index.ts';
import { createEntry, normaliseEvent, renderEntry } from './entry.ts';
import { AuditError } from './errors.ts';
import { cutTornEnd, readAuditEnd } from './recover.ts';
import type { AuditEntry, AuditEvent, AuditHead, AuditLog } from './types.ts';

export interface AuditLogOptions {
  readonly path: string;
  readonly now: Now;
  /** Makes what was written durable; `fdatasync` by default. */
  readonly sync?: (handle: FileHandle) => Promise<void>;
}

interface Pending {
  readonly entry: AuditEntry;
  readonly resolve: (entry: AuditEntry) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Opens or continues an append-only log. A half-written last line is moved to `<path>.torn` and the event
 * `audit_recovered` says so. Throws AuditError `damaged` when the end of an existing file does not verify,
 * `write-failed` when it cannot be opened.
 */
export async function openAuditLog(options: AuditLogOptions): Promise<AuditLog> {
  const { path } = options;
  const handle = await openFile(path);
  try {
    const end = await readAuditEnd(handle, path);
    const writer = new AuditWriter(handle, end.head, end.sizeBytes, options);
    if (end.torn.length > 0) {
      const sha256 = await cutTornEnd(handle, path, end);
      await writer.append({ type: 'audit_recovered', torn_bytes: end.torn.length, torn_sha256: sha256 });
    }
    return writer;
  } catch (error) {
    await handle.close().catch(() => {});
    throw error;
  }
}

async function openFile(path: string): Promise<FileHandle> {
  try {
    await mkdir(dirname(path), { recursive: true });
    const handle = await open(path, 'a+');
    // A new file is durable only when its folder is.
    const folder = await open(dirname(path), 'r');
    await folder.sync().catch(() => {});
    await folder.close();
    return handle;
  } catch (cause) {
    throw writeFailed(path, cause);
  }
}

class AuditWriter implements AuditLog {
  readonly #handle: FileHandle;
  readonly #options: AuditLogOptions;
  #head: AuditHead;
  #sizeBytes: number;
  #pending: Pending[] = [];
  #flushing: Promise<void> | null = null;
  #failure: AuditError | null = null;

  constructor(handle: FileHandle, head: AuditHead, sizeBytes: number, options: AuditLogOptions) {
    this.#handle = handle;
    this.#head = head;
    this.#sizeBytes = sizeBytes;
    this.#options = options;
  }

  async append(event: AuditEvent): Promise<AuditEntry> {
    if (this.#failure !== null) throw this.#failure;
    const entry = createEntry({
      timestamp: this.#options.now().toISOString(),
      seq: this.#head.seq + 1,
      event: normaliseEvent(event),
      previous: this.#head.digest,
    });
    this.#head = { seq: entry.seq, digest: entry.digest };
    const durable = new Promise<AuditEntry>((resolve, reject) => {
      this.#pending.push({ entry, resolve, reject });
    });
    this.#flushing ??= this.#flush();
    return durable;
  }

  async close(): Promise<void> {
    await this.#flushing;
    if (this.#failure?.code === 'closed') return;
    this.#failure ??= new AuditError('closed', `Cannot append to "${this.#options.path}": the log is closed`);
    await this.#handle.close();
  }

  /** Writes in batches: what arrives while one sync runs shares the next. */
  async #flush(): Promise<void> {
    while (this.#pending.length > 0) {
      const batch = this.#pending;
      this.#pending = [];
      try {
        if (this.#failure !== null) throw this.#failure;
        await this.#write(batch.map(({ entry }) => `${renderEntry(entry)}\n`).join(''));
        for (const { entry, resolve } of batch) resolve(entry);
      } catch (cause) {
        this.#failure ??= writeFailed(this.#options.path, cause);
        for (const { reject } of batch) reject(this.#failure);
      }
    }
    this.#flushing = null;
  }

  async #write(text: string): Promise<void> {
    const { size } = await this.#handle.stat();
    if (size !== this.#sizeBytes) {
      throw new Error(
        `the file has ${size} bytes where ${this.#sizeBytes} were written: another process uses it`,
      );
    }
    const bytes = Buffer.from(text);
    await this.#handle.appendFile(bytes);
    const { sync = (handle: FileHandle) => handle.datasync() } = this.#options;
    await sync(this.#handle);
    this.#sizeBytes += bytes.length;
  }
}

function writeFailed(path: string, cause: unknown): AuditError {
  return new AuditError(
    'write-failed',
    `Cannot write the audit log "${path}": the run stops without its evidence`,
    {
      cause,
      hint: 'Check free space and rights of the output folder, and that no other run uses it',
    },
  );
}
