import type { Context } from 'hono';
import { OutputError } from '../output/index.ts';
import { findPackages, type StoredPackage, unknownPackage } from './find-package.ts';
import type { JobManager } from './jobs/manager.ts';
import { readQuery } from './route.ts';
import { JobQuery } from './schema.ts';

/** Answers with the first of the packages that the name in the path may mean which has what is asked for. */
export async function answerFirst(
  context: Context,
  jobs: JobManager,
  what: string,
  read: (stored: StoredPackage, name: string) => Promise<object | null>,
): Promise<Response> {
  const name = context.req.param('name') ?? '';
  const { job } = readQuery(context, JobQuery);
  for (const stored of findPackages(jobs, name, job)) {
    const found = await read(stored, name).catch(passOver);
    if (found !== null) return context.json(found);
  }
  throw unknownPackage(name, what);
}

/** What is not there is looked for elsewhere; what is there and broken is said. */
function passOver(error: unknown): null {
  if (error instanceof OutputError && error.code === 'not-found') return null;
  throw error;
}
