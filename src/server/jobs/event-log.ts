import { EventEmitter, once } from 'node:events';
import { constants, type FileHandle, open, rename } from 'node:fs/promises';
import { StreamEvent } from './events.ts';

/** Numbers grow by one, from 1, over all runs of a job. */
export interface NumberedEvent {
  readonly id: number;
  readonly event: StreamEvent;
}

const newline = 10;
const chunkBytes = 64 * 1024;
/** Of stored lines in one page. */
const pageBytes = 4 * 1024 * 1024;

/**
 * The events of one job in a file, a line each. The file is all there is: whoever subscribes late reads the same lines
 * as whoever was there, and waits at its end while the job is live.
 */
export class EventLog {
  readonly #path: string;
  readonly #changes = new EventEmitter().setMaxListeners(0);
  #lastId = 0;
  #sizeBytes = 0;
  #pending: StreamEvent[] = [];
  #flushing: Promise<void> | null = null;
  #isLive = false;

  /** `lastId` is the number of the newest event until `begin` has looked. */
  constructor(path: string, lastId = 0) {
    this.#path = path;
    this.#lastId = lastId;
  }

  /** Begins or goes on after the last whole line, which is answered. With `anew` what is there is put aside first. */
  async begin({ anew }: { readonly anew: boolean }): Promise<NumberedEvent | null> {
    const { sizeBytes, tornBytes, last } = await readEnd(this.#path);
    if (tornBytes > 0) await this.#write((file) => file.truncate(sizeBytes));
    this.#lastId = last?.id ?? 0;
    this.#sizeBytes = sizeBytes;
    if (anew && sizeBytes > 0) {
      await rename(this.#path, `${this.#path}.until-${this.#lastId}`);
      this.#sizeBytes = 0;
    }
    this.#isLive = true;
    return last;
  }

  /** Kept in order; durable enough to outlive this process once `flush` resolves. */
  append(event: StreamEvent): void {
    this.#pending.push(event);
    this.#flushing ??= this.#flush();
  }

  async flush(): Promise<void> {
    await this.#flushing;
  }

  /** Number of the newest event. */
  get lastId(): number {
    return this.#lastId;
  }

  /** Nothing more will come in this run: followers end at the end of the file. */
  async end(): Promise<void> {
    await this.flush();
    this.#isLive = false;
    this.#changes.emit('change');
  }

  /** Every event after number `after`, then those that come, until the job is no longer live or `signal` aborts. */
  async *follow(after: number, signal: AbortSignal): AsyncGenerator<NumberedEvent> {
    const file = await open(this.#path, 'r').catch(() => null);
    const lines = new LineReader(file);
    // Ends with the follower, not with whoever handed in the signal: a wait that is over must not be left behind.
    const left = new AbortController();
    signal.addEventListener('abort', () => left.abort(), { once: true, signal: left.signal });
    try {
      while (!signal.aborted) {
        const change = once(this.#changes, 'change', { signal: left.signal }).catch(() => {});
        const wasLive = this.#isLive;
        lines.file ??= await open(this.#path, 'r').catch(() => null);
        for await (const line of lines.read()) {
          const event = parseLineAfter(line, after);
          if (event !== undefined) yield event;
        }
        if (!wasLive) return;
        await change;
      }
    } finally {
      left.abort();
      await lines.file?.close();
    }
  }

  /** Stored events after number `after`, at most `most` of them and some megabytes. */
  async readPage(
    after: number,
    most: number,
  ): Promise<{ readonly events: NumberedEvent[]; readonly isAtEnd: boolean }> {
    const file = await open(this.#path, 'r').catch(() => null);
    const events: NumberedEvent[] = [];
    let sizeBytes = 0;
    try {
      for await (const line of new LineReader(file).read()) {
        const event = parseLineAfter(line, after);
        if (event === undefined) continue;
        if (events.length === most || sizeBytes > pageBytes) return { events, isAtEnd: false };
        sizeBytes += line.length;
        events.push(event);
      }
    } finally {
      await file?.close();
    }
    return { events, isAtEnd: true };
  }

  /** How many wait for what comes next. */
  get followers(): number {
    return this.#changes.listenerCount('change');
  }

  /** Events are for observers: a full disk loses them and not the job. What could not be written is tried with the next. */
  async #flush(): Promise<void> {
    while (this.#pending.length > 0) {
      const batch = this.#pending;
      this.#pending = [];
      const lines = batch.map((event, index) => JSON.stringify({ id: this.#lastId + 1 + index, event }));
      const bytes = Buffer.from(`${lines.join('\n')}\n`);
      try {
        await this.#write(async (file) => {
          const { bytesWritten } = await file.write(bytes, 0, bytes.length, this.#sizeBytes);
          if (bytesWritten < bytes.length) throw new Error('the disk took a part only');
        });
      } catch {
        this.#pending.unshift(...batch);
        break;
      }
      this.#sizeBytes += bytes.length;
      this.#lastId += batch.length;
      this.#changes.emit('change');
    }
    this.#flushing = null;
  }

  async #write(work: (file: FileHandle) => Promise<unknown>): Promise<void> {
    const file = await open(this.#path, constants.O_RDWR | constants.O_CREAT, 0o644);
    try {
      await work(file);
    } finally {
      await file.close();
    }
  }
}

/** Whole lines of a file that grows. */
class LineReader {
  file: FileHandle | null;
  #position = 0;
  #rest = Buffer.alloc(0);

  constructor(file: FileHandle | null) {
    this.file = file;
  }

  async *read(): AsyncGenerator<string> {
    const chunk = Buffer.alloc(chunkBytes);
    for (;;) {
      const bytesRead = (await this.file?.read(chunk, 0, chunkBytes, this.#position))?.bytesRead ?? 0;
      if (bytesRead === 0) return;
      this.#position += bytesRead;
      const bytes = Buffer.concat([this.#rest, chunk.subarray(0, bytesRead)]);
      const end = bytes.lastIndexOf(newline) + 1;
      this.#rest = bytes.subarray(end);
      for (const line of bytes.subarray(0, end).toString('utf8').split('\n')) if (line !== '') yield line;
    }
  }
}

/** Where the whole lines end, and the last event among them. */
async function readEnd(
  path: string,
): Promise<{ sizeBytes: number; tornBytes: number; last: NumberedEvent | null }> {
  const file = await open(path, 'r').catch(() => null);
  if (file === null) return { sizeBytes: 0, tornBytes: 0, last: null };
  try {
    const { size } = await file.stat();
    for (let length = Math.min(size, chunkBytes); ; length = Math.min(size, length * 8)) {
      const tail = Buffer.alloc(length);
      await file.read(tail, 0, length, size - length);
      const end = tail.lastIndexOf(newline) + 1;
      // The first line of a part of the file may be half of one; what is no event numbers nothing.
      const lines = tail.subarray(0, end).toString('utf8').split('\n');
      const last = lines.map(parseLine).findLast((event) => event !== undefined) ?? null;
      if (length < size && (last === null || end === 0)) continue;
      return { sizeBytes: size - length + end, tornBytes: length - end, last };
    }
  } finally {
    await file.close();
  }
}

/** Undefined for events up to `after` as well: most of a long file is told by its numbers alone. */
function parseLineAfter(line: string, after: number): NumberedEvent | undefined {
  const number = /^\{"id":(\d{1,15}),/.exec(line)?.[1];
  if (number !== undefined && Number(number) <= after) return undefined;
  const event = parseLine(line);
  return event !== undefined && event.id > after ? event : undefined;
}

function parseLine(line: string): NumberedEvent | undefined {
  try {
    const { id, event } = JSON.parse(line) as { id: unknown; event: unknown };
    return typeof id === 'number' ? { id, event: StreamEvent.parse(event) } : undefined;
  } catch {
    return undefined;
  }
}
