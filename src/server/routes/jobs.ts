import type { Context } from 'hono';
import { z } from 'zod';
import { digestOf, sha256Hex } from '../../core/index.ts';
import { ServerError } from '../errors.ts';
import type { Job } from '../jobs/job.ts';
import type { JobSettings } from '../jobs/record.ts';
import { readJson } from '../read-body.ts';
import { renderDetail, renderSummary } from '../render-job.ts';
import { parseInput, type Route, readQuery } from '../route.ts';
import { JobAnswer, JobDetail, JobList, NewJobBody, RemoveQuery, ResumeBody } from '../schema.ts';
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
        operations: [
          'getJob',
          'streamJob',
          'listEvents',
          'downloadJob',
          'pauseJob',
          'resumeJob',
          'cancelJob',
        ],
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
      answer: { description: 'The jobs', contentType: 'application/json', schema: JobList, name: 'JobList' },
      errors: [],
      handle: (context) => context.json({ jobs: jobs.list().map(renderSummary) }),
    },
    {
      id: 'getJob',
      method: 'get',
      path: '/api/jobs/{id}',
      summary: 'Status, packages, verdicts and cost of a job',
      parameters: JobParameters,
      answer: {
        description: 'The job',
        contentType: 'application/json',
        schema: JobDetail,
        name: 'JobDetail',
      },
      errors: [404],
      handle: async (context) => context.json(await renderDetail(jobs.find(readId(context)))),
    },
    {
      id: 'cancelJob',
      method: 'delete',
      path: '/api/jobs/{id}',
      summary:
        'Stop the work of a job; what is paid for is kept. With remove, delete one that is not at work',
      parameters: JobParameters,
      query: RemoveQuery,
      answer: {
        description: 'The job that was stopped, or as it was before it was deleted',
        contentType: 'application/json',
        schema: JobDetail,
        name: 'JobDetail',
      },
      errors: [400, 404, 409],
      async handle(context) {
        const id = readId(context);
        if (readQuery(context, RemoveQuery).remove !== 'true') {
          return context.json(await renderDetail(await jobs.cancel(id)));
        }
        const detail = await renderDetail(jobs.find(id));
        await jobs.remove(id);
        return context.json(detail);
      },
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
}

export function readId(context: Context): string {
  return context.req.param('id') ?? '';
}

function isResume(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'resume' in body && typeof body.resume === 'string';
}
