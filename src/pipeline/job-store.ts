import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { digestOf, packageFolderName } from '../core/index.ts';
import { OutputError, replaceFile, stateFolder } from '../output/index.ts';
import type { JobRequest, PackageOutcome } from './types.ts';

const JobFile = z.object({
  id: z.uuid(),
  /** Digest of what was asked: the same request and settings make the same job. */
  key: z.string(),
  started_at: z.string(),
  status: z.enum(['running', 'interrupted', 'done']),
});
type JobFile = z.infer<typeof JobFile>;

/** Where one job keeps what it did, below `<output>/.phalus/jobs/<id>/`. */
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
 * Opens the state of a job. With `resume`, the newest unfinished job of the same request in this output folder is taken
 * up; without one a new job begins, because a resumed run must also work when the first was stopped before it began.
 */
export async function openJobStore(options: {
  readonly outputDirectory: string;
  readonly key: string;
  readonly resume: boolean;
  readonly newId: () => string;
  readonly now: () => Date;
}): Promise<JobStore> {
  const jobs = join(stateFolder(options.outputDirectory), 'jobs');
  const earlier = options.resume ? await findUnfinished(jobs, options.key) : null;
  const job: JobFile = {
    ...(earlier ?? { id: options.newId(), key: options.key, started_at: options.now().toISOString() }),
    status: 'running',
  };
  const folder = join(jobs, job.id);
  try {
    await mkdir(join(folder, 'packages'), { recursive: true });
    await writeJson(join(folder, 'job.json'), job);
  } catch (cause) {
    throw new OutputError('write-failed', `Cannot write to the output folder "${options.outputDirectory}"`, {
      cause,
      hint: 'Check its rights and free space, or choose another folder with --output',
    });
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
