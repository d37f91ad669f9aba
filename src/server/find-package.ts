import { join } from 'node:path';
import { packageFolderName } from '../core/index.ts';
import { auditPath, evidenceFolder, isPlainPath, packageFolder } from '../output/index.ts';
import { ServerError } from './errors.ts';
import type { Job } from './jobs/job.ts';
import type { JobManager } from './jobs/manager.ts';
import type { JobPackage } from './jobs/record.ts';

/** One package that a job, or the command line, left below the output folder. */
export interface StoredPackage {
  /** What the audit log may call it. */
  readonly names: readonly string[];
  readonly version: string | null;
  /** Where no link may lead out of. */
  readonly root: string;
  readonly folder: string;
  readonly auditPath: string;
  /** Of a job of this server; null for what the command line made. */
  readonly job: Pick<Job, 'folder' | 'record'> | null;
  readonly package: JobPackage | null;
  /** At work: what lies there changes. */
  readonly isLive: boolean;
}

/**
 * The packages that a name may mean, the best first: of the jobs that came to its end the newest, then of jobs that did
 * not, then what the command line made. A name is only ever compared with names that are known: it chooses no path.
 */
export function findPackages(jobs: JobManager, name: string, jobId: string | undefined): StoredPackage[] {
  const chosen = jobId === undefined ? jobs.list() : [jobs.find(jobId)];
  const found = chosen.flatMap((job) =>
    job.record.packages
      .filter((each) => each.status !== 'unsupported' && isMeant(each, name))
      .map((each) => ({ job, each })),
  );
  const finished = found.filter(({ each }) => each.status === 'finished').toSorted(byEnd);
  const others = found.filter(({ each }) => each.status !== 'finished');
  const root = jobs.outputDirectory;
  const stored = [...finished, ...others].map(({ job, each }) => describe(root, job, each));
  return jobId === undefined ? [...stored, ...describeOwn(jobs.outputDirectory, name)] : stored;
}

export function unknownPackage(name: string, what: string): ServerError {
  return new ServerError('not-found', `There is no ${what} of a package "${name.slice(0, 100)}"`, {
    hint: 'GET /api/jobs/{id} lists the packages of a job and what became of them',
  });
}

export function isMeant({ name, version }: JobPackage, asked: string): boolean {
  if (name === asked || packageFolderName(name) === asked) return true;
  return version !== null && asked === `${name}@${version}`;
}

function byEnd(first: { each: JobPackage }, second: { each: JobPackage }): number {
  return (second.each.ended_at ?? '').localeCompare(first.each.ended_at ?? '');
}

function describe(root: string, job: Job, each: JobPackage): StoredPackage {
  const { outputDirectory, isLive } = job;
  const { name, registry_name, version } = each;
  return {
    job,
    package: each,
    isLive,
    names: [name, registry_name],
    version,
    root,
    folder: packageFolder(outputDirectory, name),
    auditPath: auditPath(outputDirectory),
  };
}

/** One segment without a way out, by `packageFolderName`; a leading dot is no package. */
function describeOwn(root: string, name: string): StoredPackage[] {
  if (packageFolderName(name).startsWith('.')) return [];
  const folder = packageFolder(root, name);
  // Asked for by its folder, a package with a scope is another word in the audit log.
  const names = [name, name.startsWith('@') ? name.replace('__', '/') : name];
  return [
    {
      ...{ names, version: null, root, folder, auditPath: auditPath(root) },
      ...{ job: null, package: null, isLive: false },
    },
  ];
}

/** True when phalus wrote the folder and no link leads away from these places in it. */
export async function isReadable(
  { root, folder }: StoredPackage,
  places: readonly string[],
): Promise<boolean> {
  for (const place of ['', evidenceFolder, ...places]) {
    if (!(await isPlainPath(root, join(folder, place)))) return false;
  }
  return true;
}
