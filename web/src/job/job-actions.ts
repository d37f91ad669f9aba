import { requestJson } from '../api/request.ts';
import type { JobDetail, JobSettings } from '../api/types.ts';
import { jobPath } from './follow-job.ts';

export const pauseJob = (id: string) => requestJson<JobDetail>(`${jobPath(id)}/pause`, { method: 'POST' });

/** With a budget, the job goes on under that one. */
export const resumeJob = (id: string, budget?: JobSettings['budget']) =>
  requestJson<JobDetail>(`${jobPath(id)}/resume`, {
    method: 'POST',
    body: budget === undefined ? {} : { budget },
  });

export const cancelJob = (id: string) => requestJson<JobDetail>(jobPath(id), { method: 'DELETE' });

/** Deletes a job that is at rest, with all that it made. */
export const removeJob = (id: string) =>
  requestJson<object>(`${jobPath(id)}?remove=true`, { method: 'DELETE' });

export const isAtWork = (status: string): boolean => status === 'queued' || status === 'running';
export const isResumable = (status: string): boolean =>
  ['paused', 'interrupted', 'failed', 'cancelled'].includes(status);
