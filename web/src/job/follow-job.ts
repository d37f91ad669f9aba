import { type ApiError, isAbort, toApiError } from '../api/api-error.ts';
import { readEventStream } from '../api/event-stream.ts';
import { request, requestJson } from '../api/request.ts';
import type { EventPage, JobDetail } from '../api/types.ts';
import type { JobStore } from './job-store.ts';
import { endsRun } from './render-event.ts';
import type { NumberedEvent } from './types.ts';

/** The server gives no more at once. */
const pageSize = 10_000;
const longestWaitMs = 10_000;

export const jobPath = (id: string): string => `api/jobs/${encodeURIComponent(id)}`;

/**
 * Reads the events that are stored, then those that come, each once and in order, over lost connections. Ends with the
 * run of the job; throws ApiError for what trying again does not mend.
 */
export async function followJob(store: JobStore, id: string, signal: AbortSignal): Promise<void> {
  const refresh = createRefresh(store, id, signal);
  // The record that the store was made with is as new as can be.
  let isRecordNew = true;
  for (let failures = 0; !signal.aborted; ) {
    try {
      await readStored(store, id, { signal, isRecordNew });
      isRecordNew = false;
      if (isAtEnd(store)) break;
      const hasEnded = await readLive(store, id, { signal, refresh, onEvent: () => (failures = 0) });
      if (hasEnded) break;
      failures += 1;
    } catch (error) {
      const known = toApiError(error);
      if (signal.aborted || isAbort(error) || !isWorthRetrying(known)) throw known;
      failures += 1;
    }
    store.connect('lost');
    await sleep(Math.min(longestWaitMs, 500 * 2 ** failures), signal);
  }
  await refresh.now();
  store.connect('ended');
}

async function readStored(
  store: JobStore,
  id: string,
  { signal, isRecordNew }: { readonly signal: AbortSignal; readonly isRecordNew: boolean },
): Promise<void> {
  store.connect('reading');
  // Before the events: when it says that the job is at rest, all of them are there.
  if (!isRecordNew) store.adopt(await requestJson<JobDetail>(jobPath(id), { signal }));
  for (let after: number | null = store.newest().lastId; after !== null; ) {
    const page: EventPage = await requestJson(`${jobPath(id)}/events?after=${after}&limit=${pageSize}`, {
      signal,
    });
    store.take(page.events, null);
    after = page.next;
  }
  // Events of the past tell less than the record: it has the last word.
  store.adopt(store.newest().detail);
}

/** True when the run is over, false when the connection is. */
async function readLive(
  store: JobStore,
  id: string,
  options: {
    readonly signal: AbortSignal;
    readonly refresh: { soon(): void };
    readonly onEvent: () => void;
  },
): Promise<boolean> {
  const { signal, refresh, onEvent } = options;
  const after = store.newest().lastId;
  const headers = { 'last-event-id': String(after), accept: 'text/event-stream' };
  const response = await request(`${jobPath(id)}/stream`, { headers, signal });
  if (response.body === null || response.status === 204) return true;
  store.connect('live');
  for await (const sent of readEventStream(response.body)) {
    const event = JSON.parse(sent.data) as NumberedEvent['event'];
    if (!store.take([{ id: sent.id, event }], performance.now())) return false;
    onEvent();
    if ('PackageDone' in event || 'PhaseDone' in event) refresh.soon();
    if (endsRun(event)) return true;
  }
  return false;
}

function isAtEnd(store: JobStore): boolean {
  return !['queued', 'running'].includes(store.newest().detail.status);
}

/** The record anew, seldom for a large job: it is as long as its list of packages. */
function createRefresh(store: JobStore, id: string, signal: AbortSignal) {
  const pauseMs = Math.min(20_000, 1500 + store.get().packages.length * 10);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const now = async () => {
    clearTimeout(timer);
    timer = undefined;
    store.adopt(await requestJson<JobDetail>(jobPath(id), { signal }));
  };
  return {
    now,
    soon() {
      // What is missed now comes with the next one.
      timer ??= setTimeout(() => void now().catch(() => {}), pauseMs);
    },
  };
}

function isWorthRetrying({ status }: ApiError): boolean {
  return status === 0 || status === 408 || status === 429 || status >= 500;
}

function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
