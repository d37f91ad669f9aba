import { z } from 'zod';
import { createArchive } from '../archive.ts';
import { ServerError } from '../errors.ts';
import { isOver } from '../jobs/record.ts';
import type { Route } from '../route.ts';
import type { ServerParts } from '../types.ts';
import { JobParameters, readId } from './jobs.ts';

export function createDownloadRoutes({ jobs }: ServerParts): readonly Route[] {
  return [
    {
      id: 'downloadJob',
      method: 'get',
      path: '/api/jobs/{id}/download',
      summary: 'Download completed job output as a ZIP',
      parameters: JobParameters,
      answer: {
        description: 'The packages of the job with their evidence, and its audit log',
        contentType: 'application/zip',
        schema: z.string().meta({ format: 'binary' }),
      },
      errors: [404, 409],
      async handle(context) {
        const job = jobs.find(readId(context));
        const { id, status } = job.record;
        if (!isOver(status)) {
          throw new ServerError('conflict', `Cannot download the job "${id}": it is ${status}`, {
            hint: 'Wait for JobDone on its stream; an interrupted job can be resumed',
          });
        }
        context.header('content-type', 'application/zip');
        context.header('content-disposition', `attachment; filename="phalus-${id}.zip"`);
        const archive = await createArchive(job, jobs.outputDirectory);
        if (archive === null) {
          throw new ServerError('not-found', `Cannot download the job "${id}": its output is gone`);
        }
        if (context.req.method !== 'HEAD') return context.body(archive);
        await archive.cancel();
        return context.body(null);
      },
    },
  ];
}
