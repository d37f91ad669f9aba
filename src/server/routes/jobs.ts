import type { Context } from 'hono';
import { z } from 'zod';
import { digestOf, sha256Hex } from '../../core/index.ts';
import { ServerError } from '../errors.ts';
import type { Job } from '../jobs/job.ts';
import { countPackages, sumCost } from '../jobs/job-packages.ts';
import type { JobSettings } from '../jobs/record.ts';
import { readJson } from '../read-body.ts';
import { parseInput, type Route } from '../route.ts';
import { JobAnswer, JobDetail, JobList, type JobSummary, NewJobBody, ResumeBody } from '../schema.ts';
import type { ServerParts } from '../types.ts';

export const JobParameters = z.object({ id: z.uuid().describe('Job ID returned by POST /api/jobs') });

export function createJobRoutes({ jobs }: ServerParts): readonly Route[] {
  return [
    {
      id: 'startJob',
      method: 'post',
      path: '/api/jobs',
      summary: 'Start a clean room job',
      body: {
        description: 'A new job, or one to take up',
        contentType: 'application/json',
        schema: z.union([NewJobBody, ResumeBody]),
      },
      answer: {
        description: 'The job was taken and runs in the background',
        contentType: 'application/json',
        schema: JobAnswer,
      },
      errors: [400, 404, 409, 413, 415, 503],
      links: {
        operations: ['getJob', 'streamJob', 'downloadJob', 'cancelJob'],
        parameters: { id: '$response.body#/job_id' },
      },
      async handle(context) {
        const body = await readJson(context);
        const job = isResume(body) ? await resumeJob(body) : await submitJob(body);
        return context.json({ job_id: job.record.id });
      },
    },
    {
      id: 'listJobs',
      method: 'get',
      path: '/api/jobs',
      summary: 'List the jobs, newest first',
      answer: { description: 'The jobs', contentType: 'application/json', schema: JobList },
      errors: [],
      handle: (context) => context.json({ jobs: jobs.list().map(renderSummary) }),
    },
    {
      id: 'getJob',
      method: 'get',
      path: '/api/jobs/{id}',
      summary: 'Status, packages, verdicts and cost of a job',
      parameters: JobParameters,
      answer: { description: 'The job', contentType: 'application/json', schema: JobDetail },
      errors: [404],
      handle: (context) => context.json(renderDetail(findJob(context))),
    },
    {
      id: 'cancelJob',
      method: 'delete',
      path: '/api/jobs/{id}',
      summary: 'Stop the work of a job; what is paid for is kept',
      parameters: JobParameters,
      answer: { description: 'The job that was stopped', contentType: 'application/json', schema: JobDetail },
      errors: [404, 409],
      handle: async (context) => context.json(renderDetail(await jobs.cancel(readId(context)))),
    },
  ];

  function submitJob(body: unknown): Promise<Job> {
    const request = parseInput('Cannot start the job', NewJobBody, body);
    const { manifest_content: manifestContent, resume = false, ...settings } = request;
    return jobs.submit({ manifestContent, settings, resume });
  }

  function resumeJob(body: unknown): Promise<Job> {
    const { resume: id, ...given } = parseInput('Cannot resume the job', ResumeBody, body);
    const { manifest_sha256, settings } = jobs.find(id).record;
    const { manifest_content, ...givenSettings } = given;
    const others = Object.entries(givenSettings)
      .filter(([name, value]) => digestOf(value) !== digestOf(settings[name as keyof JobSettings] ?? null))
      .map(([name]) => name);
    if (manifest_content !== undefined && sha256Hex(manifest_content) !== manifest_sha256) {
      others.unshift('manifest_content');
    }
    if (others.length === 0) return jobs.resume(id);
    throw new ServerError(
      'bad-request',
      `Cannot resume the job "${id}": it has another ${others.join(', ')}`,
      {
        hint: 'Leave them out to go on with the job, or leave resume out to begin a new one',
      },
    );
  }

  function findJob(context: Context): Job {
    return jobs.find(readId(context));
  }
}

export function readId(context: Context): string {
  return context.req.param('id') ?? '';
}

function isResume(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'resume' in body && typeof body.resume === 'string';
}

function renderSummary({ record }: Job): JobSummary {
  const { id, status, created_at, started_at, ended_at, manifest_type, packages } = record;
  return {
    job_id: id,
    status,
    created_at,
    started_at,
    ended_at,
    manifest_type,
    ...countPackages(packages),
  };
}

function renderDetail(job: Job): JobDetail {
  const { settings, packages, error } = job.record;
  return { ...renderSummary(job), settings, packages, cost: sumCost(packages), error };
}
