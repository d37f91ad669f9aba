import type { JobDetail } from '../api/types.ts';
import { createStore, type Store } from '../state/store.ts';
import { applyEvent } from './apply-event.ts';
import { adoptRecord, createProgress } from './package-progress.ts';
import { endsRun, renderEvent } from './render-event.ts';
import type { LogLine, NumberedEvent, PackageProgress } from './types.ts';

export type Connection = 'reading' | 'live' | 'lost' | 'ended';

/** What is known of a job. Lists change in place; `revision` tells that they did, once a frame at most. */
export interface JobState {
  readonly revision: number;
  readonly detail: JobDetail;
  /** When that was read, by the clock of the page. */
  readonly heardMs: number;
  readonly connection: Connection;
  readonly packages: readonly PackageProgress[];
  readonly log: readonly LogLine[];
  /** Number of the newest event that was taken in. */
  readonly lastId: number;
}

export interface JobStore extends Store<JobState> {
  /** Events in order; one that was seen is left out. False when one before it is missing. */
  take(events: readonly NumberedEvent[], nowMs: number | null): boolean;
  adopt(detail: JobDetail): void;
  /** Of now, and not as it was drawn last. */
  newest(): { readonly lastId: number; readonly detail: JobDetail };
  connect(connection: Connection): void;
}

/** `schedule` is told of a redraw to come, and calls once for all that happens until then. */
export function createJobStore(detail: JobDetail, schedule: (draw: () => void) => void): JobStore {
  const byName = new Map<string, PackageProgress>();
  const packages = detail.packages.map((record) => {
    const progress = createProgress(record);
    byName.set(record.name, progress);
    return progress;
  });
  const log: LogLine[] = [];
  let known = { detail, heardMs: performance.now(), connection: 'reading' as Connection };
  let lastId = 0;
  let revision = 0;
  let isScheduled = false;
  const store = createStore<JobState>({ revision, ...known, packages, log, lastId });

  function change(): void {
    if (isScheduled) return;
    isScheduled = true;
    schedule(() => {
      isScheduled = false;
      revision += 1;
      store.set({ revision, ...known, packages, log, lastId });
    });
  }

  return {
    ...store,
    take(events, nowMs) {
      for (const numbered of events) {
        if (numbered.id <= lastId) continue;
        // A log that was begun anew goes on with the numbers of the one before it.
        if (lastId > 0 && numbered.id > lastId + 1) return false;
        lastId = numbered.id;
        takeOne(numbered, nowMs);
      }
      if (events.length > 0) change();
      return true;
    },
    adopt(newer) {
      known = { ...known, detail: newer, heardMs: performance.now() };
      for (const record of newer.packages) {
        const progress = byName.get(record.name);
        if (progress !== undefined && isNews(progress, record)) adoptRecord(progress, record);
      }
      change();
    },
    newest: () => ({ lastId, detail: known.detail }),
    connect(connection) {
      known = { ...known, connection };
      change();
    },
  };

  function takeOne({ id, event }: NumberedEvent, nowMs: number | null): void {
    const line = renderEvent(id, event);
    if (line !== null) log.push(line);
    const payload = Object.values(event)[0] as { readonly name?: string };
    const progress = payload.name === undefined ? undefined : byName.get(payload.name);
    if (progress !== undefined) {
      applyEvent(progress, { id, event }, nowMs);
      progress.isReplayed = nowMs === null;
    }
    if (endsRun(event)) for (const each of packages) rest(each);
  }
}

/** What the server wrote last, when it tells more than before; it may have been written before the newest event. */
function isNews(progress: PackageProgress, record: JobDetail['packages'][number]): boolean {
  const before = progress.record;
  if (rankOf(record.status) < rankOf(progress.status)) return false;
  return (
    progress.isReplayed ||
    before.status !== record.status ||
    progress.status !== record.status ||
    before.phase !== record.phase ||
    JSON.stringify(before.phases) !== JSON.stringify(record.phases)
  );
}

/** How far a package is, so that nothing goes back. */
function rankOf(status: string): number {
  return status === 'waiting' ? 0 : status === 'running' ? 1 : 2;
}

/** Nothing is at work once a run has ended. */
function rest(progress: PackageProgress): void {
  if (progress.status !== 'running') return;
  progress.status = 'waiting';
  for (const phase of Object.values(progress.phases)) if (phase.state === 'running') phase.state = 'waiting';
  progress.revision += 1;
}
