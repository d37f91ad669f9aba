import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isAbort, type Now } from '../../core/index.ts';
import { replaceFile } from '../../output/index.ts';
import type { JobEvent, JobResult } from '../../pipeline/index.ts';
import { ServerError } from '../errors.ts';
import { hidePath } from '../hide-path.ts';
import { EventLog } from './event-log.ts';
import { eventType, type StreamEvent } from './events.ts';
import { describeJobFailure, listUnbegun, stopRest } from './job-endings.ts';
import { cannotKeep, readKeptManifest } from './job-files.ts';
import { advancePackage, countPackages } from './job-packages.ts';
import { isOver, type JobPause, type JobRecord } from './record.ts';
import { createEventTranslator } from './translate-event.ts';

/** Why a job was stopped from outside; a pause stops it only when calls of its models take too long. */
type StopReason = 'cancel' | 'shutdown' | 'pause';

/** How long calls that run may still take when a job is paused: they are paid for. */
const pauseGraceMs = 30_000;

/** One job: its record and events, in memory and in its folder. */
export class Job {
  readonly folder: string;
  readonly events: EventLog;
  readonly #now: Now;
  readonly #stop = new AbortController();
  readonly #pausing = new AbortController();
  #pause: JobPause | null = null;
  #pauseTimer: NodeJS.Timeout | undefined;
  #begunAt: number | null = null;
  #closing: Promise<void> = Promise.resolve();
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

  /** Aborted when no further call of a model may be begun. */
  get pauseSignal(): AbortSignal {
    return this.#pausing.signal;
  }

  /** Asked to pause, while calls of its models still run. */
  get isPausing(): boolean {
    return this.#pause !== null && this.isLive;
  }

  /** Over all runs. */
  get workedMs(): number {
    const now = this.#begunAt === null ? 0 : performance.now() - this.#begunAt;
    return Math.round(this.#record.worked_ms + now);
  }

  /** True from being queued to the last event of the run. */
  get isLive(): boolean {
    return this.#state !== 'idle';
  }

  /** Resolves when an end that its status tells of already is written: until then nothing else can be begun. */
  settle(): Promise<void> {
    return this.#closing;
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
      this.#record = {
        ...this.#record,
        packages,
        status: 'queued',
        ended_at: null,
        error: null,
        pause: null,
      };
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
    const { id, manifest_sha256 } = this.#record;
    const kept = await readKeptManifest(this.folder, manifest_sha256);
    if (kept.text !== null) return kept.text;
    throw new ServerError('damaged', `Cannot resume the job "${id}": its manifest is ${kept.state}`, {
      hint: 'Begin a new job with the manifest',
    });
  }

  /** Stops the work; a job that waits ends at once. */
  async stop(reason: StopReason): Promise<void> {
    if (this.#stopReason === null || this.#stopReason === 'pause') this.#stopReason = reason;
    this.#stop.abort();
    if (!this.#isBegun) await this.#endStopped();
  }

  /** Lets calls that run come to their end, and begins nothing new; a job that waits is paused at once. */
  async pause(pause: JobPause): Promise<void> {
    this.#pause ??= pause;
    this.#pausing.abort();
    if (!this.#isBegun) return this.#endPaused(this.#pause);
    this.#pauseTimer ??= setTimeout(() => void this.stop('pause'), pauseGraceMs).unref();
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
    const isStopped = status === 'interrupted' || status === 'paused';
    if (!isOver(status) && !isStopped) return this.#endInterrupted('shutdown');
    this.#state = 'idle';
    const isTold = isStopped || (last !== null && eventType(last.event) === 'JobDone');
    if (!isTold) this.events.append({ JobDone: this.#count() });
    await this.events.end();
  }

  /** Runs the work to its end and records it. Never fails. */
  async run(work: () => Promise<JobResult>): Promise<void> {
    if (this.#state !== 'live') return;
    this.#isBegun = true;
    const started_at = this.#record.started_at ?? this.#now().toISOString();
    this.#record = { ...this.#record, status: 'running', started_at };
    this.#begunAt = performance.now();
    await this.#save().catch(() => {});
    const timer = this.#watchMinutes();
    try {
      const { interrupted, why } = await work();
      if (interrupted === null) await this.#end({ status: 'done' });
      else if (interrupted === 'budget')
        await this.#endPaused({ by: 'budget', reason: why ?? 'it is used up' });
      else await this.#endStopped();
    } catch (error) {
      const isStopped = this.#stop.signal.aborted || this.#pausing.signal.aborted;
      if (isAbort(error) && isStopped) await this.#endStopped();
      else await this.#endFailed(error);
    } finally {
      clearTimeout(timer);
      clearTimeout(this.#pauseTimer);
    }
  }

  /** The budget of time is the only one that runs out by itself. */
  #watchMinutes(): NodeJS.Timeout | undefined {
    const minutes = this.#record.settings.budget?.minutes;
    if (minutes === undefined) return undefined;
    const reason = `${minutes} minutes at work are used`;
    const left = Math.max(0, minutes * 60_000 - this.#record.worked_ms);
    return setTimeout(() => void this.pause({ by: 'budget', reason }), Math.min(left, 2 ** 31 - 1)).unref();
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
    // Who cancels a job that is being paused does not want it back.
    if (this.#pause !== null && this.#stopReason !== 'cancel') return this.#endPaused(this.#pause);
    if (this.#stopReason === 'shutdown') return this.#endInterrupted('shutdown');
    await this.#end({ status: 'cancelled' }, [{ JobCancelled: this.#count() }]);
  }

  async #endFailed(failure: unknown): Promise<void> {
    const error = describeJobFailure(failure, this.folder);
    const { packages, events } = stopRest(this.#record.packages, error, this.#now());
    await this.#end({ status: 'failed', error, packages }, [{ JobFailed: error }, ...events]);
  }

  async #endInterrupted(by: 'shutdown'): Promise<void> {
    const packages = listUnbegun(this.#record.packages);
    await this.#close({ status: 'interrupted', packages }, [{ JobInterrupted: { by, ...this.#count() } }]);
  }

  async #endPaused({ by, reason }: JobPause): Promise<void> {
    const pause = { by, reason: hidePath(reason, this.folder) };
    const packages = listUnbegun(this.#record.packages);
    await this.#close({ status: 'paused', pause, packages }, [{ JobPaused: { ...pause, ...this.#count() } }]);
  }

  /** JobDone goes out last: by then the record says so and the result can be fetched. */
  async #end(change: Partial<JobRecord>, events: readonly StreamEvent[] = []): Promise<void> {
    const { packages = this.#record.packages } = change;
    await this.#close(change, [...events, { JobDone: countPackages(packages) }]);
  }

  async #close(change: Partial<JobRecord>, events: readonly StreamEvent[]): Promise<void> {
    if (this.#state !== 'live') return;
    this.#state = 'ending';
    this.#closing = this.#write(change, events);
    await this.#closing;
  }

  async #write(change: Partial<JobRecord>, events: readonly StreamEvent[]): Promise<void> {
    const worked_ms = this.workedMs;
    this.#begunAt = null;
    this.#record = {
      ...this.#record,
      pause: null,
      ...change,
      worked_ms,
      ended_at: this.#now().toISOString(),
    };
    await this.#save().catch(() => {});
    for (const event of events) this.events.append(event);
    await this.events.end();
    this.#state = 'idle';
  }

  #count(): { total: number; failed: number } {
    return countPackages(this.#record.packages);
  }

  #save(): Promise<void> {
    const text = `${JSON.stringify({ ...this.#record, worked_ms: this.workedMs }, null, 2)}\n`;
    this.#writing = this.#writing
      .catch(() => {})
      .then(() => replaceFile(join(this.folder, 'record.json'), text));
    return this.#writing;
  }
}
