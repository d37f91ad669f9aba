import { readOptionalJson } from '../read-body.ts';
import { renderDetail } from '../render-job.ts';
import { parseInput, type Route } from '../route.ts';
import { JobDetail, ResumeOptions } from '../schema.ts';
import type { ServerParts } from '../types.ts';
import { JobParameters, readId } from './jobs.ts';

/** What a person does to a job that is under way. */
export function createJobControlRoutes({ jobs }: ServerParts): readonly Route[] {
  return [
    {
      id: 'pauseJob',
      method: 'post',
      path: '/api/jobs/{id}/pause',
      summary: 'Begin no further call of a model; what is paid for is kept',
      parameters: JobParameters,
      answer: {
        description: 'The job, paused, or pausing while calls still run',
        contentType: 'application/json',
        schema: JobDetail,
        name: 'JobDetail',
      },
      errors: [404, 409],
      handle: async (context) => context.json(await renderDetail(await jobs.pause(readId(context)))),
    },
    {
      id: 'resumeJob',
      method: 'post',
      path: '/api/jobs/{id}/resume',
      summary: 'Take up a job that did not come to its end; nothing is paid for twice',
      parameters: JobParameters,
      body: {
        description: 'What is to change',
        contentType: 'application/json',
        schema: ResumeOptions,
        optional: true,
      },
      answer: {
        description: 'The job, which waits or runs',
        contentType: 'application/json',
        schema: JobDetail,
        name: 'JobDetail',
      },
      errors: [400, 404, 409, 413, 415, 503],
      async handle(context) {
        const { budget } = parseInput(
          'Cannot resume the job',
          ResumeOptions,
          await readOptionalJson(context),
        );
        return context.json(await renderDetail(await jobs.resume(readId(context), budget)));
      },
    },
  ];
}
