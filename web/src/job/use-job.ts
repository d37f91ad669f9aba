import { useEffect, useState } from 'preact/hooks';
import { type ApiError, isAbort, toApiError } from '../api/api-error.ts';
import { requestJson } from '../api/request.ts';
import type { JobDetail } from '../api/types.ts';
import { followJob, jobPath } from './follow-job.ts';
import { createJobStore, type JobStore } from './job-store.ts';

export type FollowedJob =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly store: JobStore; readonly error: ApiError | null }
  | { readonly kind: 'failed'; readonly error: ApiError };

/** A job with its events for as long as the view is there. `turn` begins again, as after a resume. */
export function useJob(id: string, turn: number): FollowedJob {
  const [job, setJob] = useState<FollowedJob>({ kind: 'loading' });
  useEffect(() => {
    const leaving = new AbortController();
    let store: JobStore | null = null;
    const follow = async () => {
      const detail = await requestJson<JobDetail>(jobPath(id), { signal: leaving.signal });
      store = createJobStore(detail, (draw) => requestAnimationFrame(draw));
      setJob({ kind: 'ready', store, error: null });
      await followJob(store, id, leaving.signal);
    };
    follow().catch((cause: unknown) => {
      if (leaving.signal.aborted || isAbort(cause)) return;
      const error = toApiError(cause);
      setJob(store === null ? { kind: 'failed', error } : { kind: 'ready', store, error });
    });
    return () => leaving.abort();
  }, [id, turn]);
  return job;
}
