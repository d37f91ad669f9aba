import type { Job } from './jobs/job.ts';
import { readKeptManifest } from './jobs/job-files.ts';
import { countPackages, sumCost } from './jobs/job-packages.ts';
import type { JobDetail, JobSummary } from './schema.ts';

/** A job as lists of jobs have it. */
export function renderSummary({ record }: Job): JobSummary {
  const { id, status, created_at, started_at, ended_at, manifest_type, packages, pause } = record;
  return {
    job_id: id,
    status,
    created_at,
    started_at,
    ended_at,
    manifest_type,
    ...countPackages(packages),
    size: packages.length,
    pause,
  };
}

/** All that is known of a job, with what it was begun with. */
export async function renderDetail(job: Job): Promise<JobDetail> {
  const manifest = await readKeptManifest(job.folder, job.record.manifest_sha256);
  // After the wait, so that all of it is of one moment.
  const { settings, packages, error } = job.record;
  return {
    ...renderSummary(job),
    settings,
    packages,
    cost: sumCost(packages),
    error,
    pausing: job.isPausing,
    worked_ms: job.workedMs,
    manifest_content: manifest.text,
  };
}
