import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { digestOf, packageFolderName } from '../core/index.ts';
import { OutputError, replaceFile } from '../output/index.ts';
import type { JobRequest, PackageOutcome } from './types.ts';

const JobFile = z.object({
  id: z.uuid(),
  /** Digest of what was asked: the same request and settings make the same job. */
  key: z.string(),
  started_at: z.string(),
  status: z.enum(['running', 'interrupted', 'done']),
});
type JobFile = z.infer<typeof JobFile>;

/** Where one job keeps what it did, below `jobs/<id>/` of the state folder. */
export interface JobStore {
  readonly id: string;
  readonly journalPath: string;
  /** True when this store holds an earlier run that is taken up. */
  readonly isResumed: boolean;
  /** How a package ended in the earlier run; null when it did not. */
  readOutcome(name: string): Promise<PackageOutcome | null>;
  writeOutcome(outcome: PackageOutcome): Promise<void>;
  finish(status: 'interrupted' | 'done'): Promise<void>;
}

/**
 * Opens the state of a job. With `resume`, the newest unfinished job of the same request in this state folder is taken
 * up, or the one with `id`; without one a new job begins, because a resumed run must also work when the first was stopped
 * before it began.
 */
export async function openJobStore(options: {
  readonly stateDirectory: string;
  readonly key: string;
  readonly resume: boolean;
  /** Null lets the job find or make its own. */
  readonly id: string | null;
  readonly newId: () => string;
  readonly now: () => Date;
}): Promise<JobStore> {
  const jobs = join(options.stateDirectory, 'jobs');
  const earlier = options.resume ? await findEarlier(jobs, options) : null;
  const job: JobFile = {
    ...(earlier ?? {
      id: options.id ?? options.newId(),
      key: options.key,
      started_at: options.now().toISOString(),
    }),
    status: 'running',
  };
  const folder = join(jobs, job.id);
  try {
    // What another request left under this id is no outcome of this one.
    if (earlier === null) await rm(join(folder, 'packages'), { recursive: true, force: true });
    await mkdir(join(folder, 'packages'), { recursive: true });
    await writeJson(join(folder, 'job.json'), job);
  } catch (cause) {
    throw new OutputError(
      'write-failed',
      `Cannot write to the output folder "${dirname(options.stateDirectory)}"`,
      {
        cause,
        hint: 'Check its rights and free space, or choose another folder with --output',
      },
    );
  }
  return {
    id: job.id,
    journalPath: join(folder, 'journal.jsonl'),
    isResumed: earlier !== null,
    readOutcome: (name) => readOutcome(join(folder, 'packages', outcomeFile(name))),
    writeOutcome: (outcome) => writeJson(join(folder, 'packages', outcomeFile(outcome.name)), outcome),
    finish: (status) => writeJson(join(folder, 'job.json'), { ...job, status }),
  };
}

/** What makes two jobs the same: packages and every setting that changes what is made. */
export function renderJobKey(request: JobRequest, settings: unknown): string {
  return digestOf({
    packages: request.packages.map(({ ecosystem, name, registryName, range, lockedVersion }) => [
      ecosystem,
      name,
      registryName,
      range,
      lockedVersion,
    ]),
    dryRun: request.dryRun,
    settings,
  });
}

async function findEarlier(
  jobs: string,
  { id, key }: { readonly id: string | null; readonly key: string },
): Promise<JobFile | null> {
  if (id === null) return findUnfinished(jobs, key);
  const job = await readJob(join(jobs, id, 'job.json'));
  return job?.key === key ? job : null;
}

async function findUnfinished(jobs: string, key: string): Promise<JobFile | null> {
  const ids = await readdir(jobs).catch(() => []);
  const files = await Promise.all(ids.map((id) => readJob(join(jobs, id, 'job.json'))));
  const mine = files.filter(
    (file): file is JobFile => file !== null && file.key === key && file.status !== 'done',
  );
  return mine.sort((first, second) => second.started_at.localeCompare(first.started_at))[0] ?? null;
}

async function readJob(path: string): Promise<JobFile | null> {
  try {
    return JobFile.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    // A folder that holds no readable job is nothing to take up.
    return null;
  }
}

async function readOutcome(path: string): Promise<PackageOutcome | null> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as PackageOutcome;
  } catch {
    // Not there, or half of it: the package is done again, and the journal pays.
    return null;
  }
}

function outcomeFile(name: string): string {
  return `${packageFolderName(name)}.json`;
}

function writeJson(path: string, value: unknown): Promise<void> {
  return replaceFile(path, `${JSON.stringify(value, null, 2)}\n`);
}
