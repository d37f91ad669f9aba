import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isAbort, type Now, PhalusError, renderError, sha256Hex } from '../../core/index.ts';
import { OutputError, replaceFile } from '../../output/index.ts';
import type { JobEvent, JobResult } from '../../pipeline/index.ts';
import { ServerError } from '../errors.ts';
import { hidePath } from '../hide-path.ts';
import { EventLog } from './event-log.ts';
import { eventType, type StreamEvent } from './events.ts';
import { advancePackage, countPackages, hasEnded, stopPackage } from './job-packages.ts';
import { isOver, JobRecord } from './record.ts';
import { createEventTranslator } from './translate-event.ts';

/** Why a job was stopped from outside. */
type StopReason = 'cancel' | 'shutdown';

/** One job: its record and events, in memory and in its folder. */
export class Job {
  readonly folder: string;
  readonly events: EventLog;
  readonly #now: Now;
  readonly #stop = new AbortController();
  #record: JobRecord;
  #stopReason: StopReason | null = null;
  #writing: Promise<void> = Promise.resolve();
  #translate = createEventTranslator();
  #state: 'idle' | 'live' | 'ending' = 'idle';
  #isBegun = false;

  constructor(options: {
    readonly folder: string;
    readonly record: JobRecord;
    readonly now: Now;
    /** Of the run before this one. */
    readonly lastEventId?: number;
  }) {
    this.folder = options.folder;
    this.#record = options.record;
    this.#now = options.now;
    this.events = new EventLog(join(options.folder, 'events.jsonl'), options.lastEventId);
  }

  get record(): JobRecord {
    return this.#record;
  }

  /** Holds what the job made: packages and audit log. */
  get outputDirectory(): string {
    return join(this.folder, 'output');
  }

  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  /** True from being queued to the last event of the run. */
  get isLive(): boolean {
    return this.#state !== 'idle';
  }

  /** Makes the job durable before anybody is told of it. */
  async queue(): Promise<void> {
    this.#state = 'live';
    try {
      await mkdir(this.outputDirectory, { recursive: true });
      // A run that ended for its listeners is put aside: they wait for one JobDone.
      await this.events.begin({ anew: isOver(this.#record.status) });
      const packages = this.#record.packages.map((each) =>
        each.status === 'stopped' ? { ...each, status: 'waiting' as const } : each,
      );
      this.#record = { ...this.#record, packages, status: 'queued', ended_at: null, error: null };
      await this.#save();
    } catch (cause) {
      this.#state = 'idle';
      throw cannotKeep(this.folder, cause);
    }
  }

  /** Before the first `queue`. */
  async keepManifest(text: string): Promise<void> {
    try {
      await mkdir(this.folder, { recursive: true });
      await replaceFile(join(this.folder, 'manifest.txt'), text);
    } catch (cause) {
      throw cannotKeep(this.folder, cause);
    }
  }

  /** Throws ServerError `damaged` when it is not the one that the job was begun with. */
  async readManifest(): Promise<string> {
    const text = await readFile(join(this.folder, 'manifest.txt'), 'utf8').catch(() => null);
    const { id, manifest_sha256 } = this.#record;
    if (text !== null && sha256Hex(text) === manifest_sha256) return text;
    const state = text === null ? 'gone' : 'not the one that it was begun with';
    throw new ServerError('damaged', `Cannot resume the job "${id}": its manifest is ${state}`, {
      hint: 'Begin a new job with the manifest',
    });
  }

  /** Stops the work; a job that waits ends at once. */
  async stop(reason: StopReason): Promise<void> {
    this.#stopReason ??= reason;
    this.#stop.abort();
    if (!this.#isBegun) await this.#endStopped();
  }

  /** Ends a job that was interrupted: nobody wants the rest of it. */
  async giveUp(): Promise<void> {
    this.#state = 'live';
    this.#isBegun = true;
    await this.events.begin({ anew: false }).catch(() => null);
    await this.#end({ status: 'cancelled' }, [{ JobCancelled: this.#count() }]);
  }

  /** After a crash: what an earlier process left running is interrupted, and what it had ended says so. Never fails. */
  async recover(): Promise<void> {
    const { status } = this.#record;
    this.#state = 'live';
    // One job whose events are damaged must not keep the others away.
    const last = await this.events.begin({ anew: false }).catch(() => null);
    if (!isOver(status) && status !== 'interrupted') return this.#endInterrupted('shutdown');
    this.#state = 'idle';
    const isTold = status === 'interrupted' || (last !== null && eventType(last.event) === 'JobDone');
    if (!isTold) this.events.append({ JobDone: this.#count() });
    await this.events.end();
  }

  /** Runs the work to its end and records it. Never fails. */
  async run(work: () => Promise<JobResult>): Promise<void> {
    if (this.#state !== 'live') return;
    this.#isBegun = true;
    const started_at = this.#record.started_at ?? this.#now().toISOString();
    this.#record = { ...this.#record, status: 'running', started_at };
    await this.#save().catch(() => {});
    try {
      const { interrupted } = await work();
      if (interrupted === null) await this.#end({ status: 'done' });
      else if (interrupted === 'user') await this.#endStopped();
      else await this.#endInterrupted('budget');
    } catch (error) {
      if (isAbort(error) && this.#stop.signal.aborted) await this.#endStopped();
      else await this.#endFailed(error);
    }
  }

  /** Gives up waiting for a run that does not stop in time. */
  async endInterrupted(): Promise<void> {
    await this.#endInterrupted('shutdown');
  }

  onEvent(event: JobEvent): void {
    if (this.#state !== 'live') return;
    if ('name' in event) {
      const packages = this.#record.packages.map((each) =>
        each.name === event.name ? advancePackage(each, event, this.#now()) : each,
      );
      this.#record = { ...this.#record, packages };
    }
    if (event.kind === 'package-started' || event.kind === 'package-done') void this.#save().catch(() => {});
    for (const body of this.#translate(event)) this.events.append(body);
  }

  async #endStopped(): Promise<void> {
    if (this.#stopReason === 'shutdown') return this.#endInterrupted('shutdown');
    await this.#end({ status: 'cancelled' }, [{ JobCancelled: this.#count() }]);
  }

  async #endFailed(failure: unknown): Promise<void> {
    const isKnown = failure instanceof PhalusError;
    const error = {
      error: hidePath(renderError(failure), this.folder),
      code: isKnown ? failure.code : 'unexpected',
      hint: isKnown ? (failure.hint ?? null) : null,
    };
    const left = this.#record.packages.filter((each) => !hasEnded(each) && each.status !== 'unsupported');
    const packages = this.#record.packages.map((each) =>
      left.includes(each) ? stopPackage(each, error.error, this.#now()) : each,
    );
    const events = left.flatMap(({ name, phase }) => [
      {
        PackageFailed: {
          name,
          verdict: null,
          phase,
          code: error.code,
          reason: error.error,
          hint: error.hint,
        },
      },
      { PackageDone: { name, success: false } },
    ]);
    await this.#end({ status: 'failed', error, packages }, [{ JobFailed: error }, ...events]);
  }

  async #endInterrupted(by: 'shutdown' | 'budget'): Promise<void> {
    const packages = this.#record.packages.map((each) =>
      each.status === 'running' ? { ...each, status: 'waiting' as const } : each,
    );
    await this.#close({ status: 'interrupted', packages }, [{ JobInterrupted: { by, ...this.#count() } }]);
  }

  /** JobDone goes out last: by then the record says so and the result can be fetched. */
  async #end(change: Partial<JobRecord>, events: readonly StreamEvent[] = []): Promise<void> {
    const { packages = this.#record.packages } = change;
    await this.#close(change, [...events, { JobDone: countPackages(packages) }]);
  }

  async #close(change: Partial<JobRecord>, events: readonly StreamEvent[]): Promise<void> {
    if (this.#state !== 'live') return;
    this.#state = 'ending';
    this.#record = { ...this.#record, ...change, ended_at: this.#now().toISOString() };
    await this.#save().catch(() => {});
    for (const event of events) this.events.append(event);
    await this.events.end();
    this.#state = 'idle';
  }

  #count(): { total: number; failed: number } {
    return countPackages(this.#record.packages);
  }

  #save(): Promise<void> {
    const text = `${JSON.stringify(this.#record, null, 2)}\n`;
    this.#writing = this.#writing
      .catch(() => {})
      .then(() => replaceFile(join(this.folder, 'record.json'), text));
    return this.#writing;
  }
}

function cannotKeep(folder: string, cause: unknown): OutputError {
  return new OutputError('write-failed', `Cannot keep the job in "${folder}": nothing was begun`, {
    cause,
    hint: 'Check free space and rights of the output folder',
  });
}

/** Null when the folder holds no job of a server. */
export async function readJobRecord(folder: string): Promise<JobRecord | null> {
  try {
    return JobRecord.parse(JSON.parse(await readFile(join(folder, 'record.json'), 'utf8')));
  } catch {
    return null;
  }
}
