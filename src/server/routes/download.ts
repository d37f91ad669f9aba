import { z } from 'zod';
import { packageFolderName } from '../../core/index.ts';
import { createArchive } from '../archive.ts';
import { ServerError } from '../errors.ts';
import { isMeant } from '../find-package.ts';
import type { Job } from '../jobs/job.ts';
import { hasEnded } from '../jobs/job-packages.ts';
import { isOver, type JobPackage } from '../jobs/record.ts';
import { type Route, readQuery } from '../route.ts';
import { DownloadQuery } from '../schema.ts';
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
      query: DownloadQuery,
      answer: {
        description: 'The packages of the job with their evidence, and its audit log',
        contentType: 'application/zip',
        schema: z.string().meta({ format: 'binary' }),
      },
      errors: [400, 404, 409],
      async handle(context) {
        const job = jobs.find(readId(context));
        const { id } = job.record;
        const { package: name } = readQuery(context, DownloadQuery);
        const packages = name === undefined ? requireOver(job) : [requireEnded(job, name)];
        const called = name === undefined ? id : packageFolderName(packages[0]?.name ?? name);
        const archive = await createArchive({ job, packages }, jobs.outputDirectory);
        if (archive === null) {
          throw new ServerError('not-found', `Cannot download the job "${id}": its output is gone`);
        }
        context.header('content-type', 'application/zip');
        context.header('content-disposition', `attachment; filename="phalus-${called}.zip"`);
        if (context.req.method !== 'HEAD') return context.body(archive);
        await archive.cancel();
        return context.body(null);
      },
    },
  ];
}

function requireOver({ record: { id, status, packages } }: Job): readonly JobPackage[] {
  if (isOver(status)) return packages;
  throw new ServerError('conflict', `Cannot download the job "${id}": it is ${status}`, {
    hint: 'Wait for JobDone on its stream; a paused or interrupted job can be resumed',
  });
}

/** One package is whole as soon as it came to its end, whatever the others do. */
function requireEnded({ record: { id, packages } }: Job, name: string): JobPackage {
  const found = packages.find((each) => each.status !== 'unsupported' && isMeant(each, name));
  if (found === undefined) {
    throw new ServerError('not-found', `The job "${id}" has no package "${name.slice(0, 100)}"`);
  }
  if (hasEnded(found)) return found;
  throw new ServerError('conflict', `Cannot download "${found.name}": it is ${found.status}`, {
    hint: 'Wait for its PackageDone on the stream of the job',
  });
}
