import { readdir, rename, rm } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import PQueue from 'p-queue';
import type { Config } from '../../config/index.ts';
import { canonicalJson, type NewId, type Now, sha256Hex } from '../../core/index.ts';
import type { Manifest } from '../../manifest/index.ts';
import { OutputError, stateFolder } from '../../output/index.ts';
import { type JobRequest, runJob, type Services, verifyJob } from '../../pipeline/index.ts';
import { ServerError } from '../errors.ts';
import { claimFolder } from './claim-folder.ts';
import { Job } from './job.ts';
import { createJobConfig, readJobManifest } from './job-config.ts';
import { readJobRecord } from './job-files.ts';
import { listPackages } from './job-packages.ts';
import type { JobBudget, JobRecord, JobSettings } from './record.ts';

/** How long jobs may take to stop when the server ends; what they still do after that is lost, but for the journal. */
const stopMs = 1000;

/** Folders of jobs that are being deleted begin so; no id does. */
const removedPrefix = '.removed-';

export interface JobManagerOptions {
  readonly config: Config;
  /** Made when the first job needs them; closed with the manager. */
  readonly openServices: () => Promise<Services>;
  readonly now: Now;
  readonly newId: NewId;
}

export interface NewJob {
  readonly manifestContent: string;
  readonly settings: JobSettings;
  /** Takes up the newest unfinished job that is the same, when there is one. */
  readonly resume: boolean;
}

/** The jobs of one output folder: those of earlier servers, those that wait and those that run. */
export interface JobManager {
  readonly outputDirectory: string;
  /** What a job gets that asks for nothing else. */
  readonly config: Config;
  /** The outside world that jobs use; whoever asks first has it made. */
  openServices(): Promise<Services>;
  /** Newest first. */
  list(): readonly Job[];
  /** Throws ServerError `not-found`. */
  find(id: string): Job;
  /** Throws ManifestError, PipelineError, LicenseError, ModelError for what would keep the job from running. */
  submit(job: NewJob): Promise<Job>;
  /**
   * Takes a job up that did not come to its end, with another budget where one is given. Throws ServerError `not-found`,
   * `conflict`, and as `submit`.
   */
  resume(id: string, budget?: JobBudget): Promise<Job>;
  /**
   * No further call of a model is begun; those at work may finish for a while. Ends when the job is paused, or soon.
   * Throws ServerError `not-found`, `conflict` for one that is not at work.
   */
  pause(id: string): Promise<Job>;
  /** Deletes a job that is not at work with all that it made. Throws ServerError `not-found`, `conflict`. */
  remove(id: string): Promise<Job>;
  /** Ends when the work has stopped, and gives up an interrupted job. Throws ServerError `not-found`, `conflict` for one that is over. */
  cancel(id: string): Promise<Job>;
  /** Stops every job and keeps what is paid for; within two seconds. */
  close(): Promise<void>;
}

/**
 * Reads the jobs of the output folder. What an earlier server left running is `interrupted` from now on. Throws ServerError
 * `folder-in-use`.
 */
export async function openJobManager(options: JobManagerOptions): Promise<JobManager> {
  const outputDirectory = resolve(options.config.output.directory);
  const jobs = new Map<string, Job>();
  const release = await claimFolder(stateFolder(outputDirectory));
  const folder = join(stateFolder(outputDirectory), 'jobs');
  for (const id of (await readdir(folder).catch(() => [])).toSorted()) {
    // Half deleted when an earlier server ended.
    if (id.startsWith(removedPrefix))
      await rm(join(folder, id), { recursive: true, force: true }).catch(() => {});
    const record = await readJobRecord(join(folder, id));
    if (record === null || record.id !== id) continue;
    const job = new Job({ folder: join(folder, id), record, now: options.now });
    await job.recover();
    jobs.set(id, job);
  }
  return createManager(options, { outputDirectory, jobs, release });
}

function createManager(
  options: JobManagerOptions,
  state: {
    readonly outputDirectory: string;
    readonly jobs: Map<string, Job>;
    readonly release: () => Promise<void>;
  },
): JobManager {
  const { config, now, newId } = options;
  const { outputDirectory, jobs, release } = state;
  const stateDirectory = stateFolder(outputDirectory);
  const queue = new PQueue({ concurrency: config.web.jobs_at_once });
  const runs = new Map<Job, Promise<void>>();
  let services: Promise<Services> | null = null;
  let isClosing = false;

  function openServices(): Promise<Services> {
    services ??= options.openServices();
    services.catch(() => {
      services = null;
    });
    return services;
  }

  async function prepare(manifestContent: string, settings: JobSettings): Promise<Prepared> {
    const manifest = readJobManifest(manifestContent, settings);
    const request = { ...manifest, dryRun: false, resume: false };
    const jobConfig = createJobConfig(config, settings);
    const services = await openServices();
    await verifyJob({ config: jobConfig, services, request });
    const models = {
      analyze: services.openModel('agent_a').name,
      build: services.openModel('agent_b').name,
    };
    return { manifest, request, config: jobConfig, models };
  }

  async function start(job: Job, prepared: Prepared, resume: boolean): Promise<Job> {
    if (isClosing) throw new ServerError('closing', 'Cannot start the job: the server is about to end');
    await job.queue();
    const run = async () => {
      await job.run(async () =>
        runJob({
          config: {
            ...prepared.config,
            output: { ...prepared.config.output, directory: job.outputDirectory },
          },
          services: await openServices(),
          onEvent: (event) => job.onEvent(event),
          signal: job.signal,
          pause: job.pauseSignal,
          request: { ...prepared.request, resume },
          job: { id: job.record.id, stateDirectory },
        }),
      );
    };
    const promise = queue.add(run).finally(() => runs.delete(job));
    runs.set(job, promise);
    return job;
  }

  const manager: JobManager = {
    outputDirectory,
    config,
    openServices,
    list: () => [...jobs.values()].reverse().toSorted(byAge),
    find(id) {
      const job = jobs.get(id.toLowerCase());
      if (job !== undefined) return job;
      throw new ServerError('not-found', `There is no job "${id.slice(0, 60)}"`, {
        hint: 'GET /api/jobs lists the jobs',
      });
    },
    async submit({ manifestContent, settings, resume }) {
      const prepared = await prepare(manifestContent, settings);
      const manifest_sha256 = sha256Hex(manifestContent);
      const same = (record: JobRecord) =>
        record.manifest_sha256 === manifest_sha256 &&
        canonicalJson(record.settings) === canonicalJson(settings);
      const earlier = manager
        .list()
        .find((job) => !job.isLive && job.record.status !== 'done' && same(job.record));
      if (resume && earlier !== undefined) return manager.resume(earlier.record.id);
      const id = newId();
      const record: JobRecord = {
        id,
        status: 'queued',
        created_at: now().toISOString(),
        started_at: null,
        ended_at: null,
        manifest_type: prepared.manifest.manifestType,
        manifest_sha256,
        settings,
        packages: listPackages(prepared.manifest),
        error: null,
        pause: null,
        worked_ms: 0,
        models: prepared.models,
      };
      const job = new Job({ folder: join(stateDirectory, 'jobs', id), record, now });
      await job.keepManifest(manifestContent);
      await start(job, prepared, false);
      jobs.set(id, job);
      return job;
    },
    async resume(id, budget) {
      const stopped = manager.find(id);
      await stopped.settle();
      const { folder } = stopped;
      const settings = { ...stopped.record.settings, ...(budget && { budget }) };
      const record = { ...stopped.record, settings };
      if (stopped.isLive) throw refuse(id, 'it is not stopped');
      if (record.status === 'done') throw refuse(id, 'it came to its end');
      const prepared = await prepare(await stopped.readManifest(), record.settings);
      // Another request may have been quicker.
      if (manager.find(id) !== stopped || stopped.isLive) throw refuse(id, 'it is not stopped');
      // A fresh one: what was stopped stays stopped for whoever still looks at it.
      const job = new Job({ folder, record, now, lastEventId: stopped.events.lastId });
      jobs.set(id, job);
      return start(job, prepared, true);
    },
    async pause(id) {
      const job = manager.find(id);
      await job.settle();
      if (!job.isLive) {
        throw new ServerError('conflict', `Cannot pause the job "${id}": it is ${job.record.status}`);
      }
      await job.pause({ by: 'person', reason: 'a person paused it' });
      if (job.isLive) await Promise.race([runs.get(job), sleep(stopMs, undefined, { ref: false })]);
      return job;
    },
    async remove(id) {
      const job = manager.find(id);
      await job.settle();
      if (job.isLive) {
        throw new ServerError('conflict', `Cannot delete the job "${id}": it is ${job.record.status}`, {
          hint: 'Stop it first: DELETE without remove',
        });
      }
      jobs.delete(job.record.id);
      try {
        await removeFolder(job.folder);
      } catch (error) {
        // Still there, so that it can be tried again.
        jobs.set(job.record.id, job);
        throw error;
      }
      return job;
    },
    async cancel(id) {
      const job = manager.find(id);
      await job.settle();
      const { status } = job.record;
      if (!job.isLive && (status === 'interrupted' || status === 'paused')) {
        await job.giveUp();
        return job;
      }
      if (!job.isLive && status !== 'cancelled') {
        throw new ServerError('conflict', `Cannot stop the job "${id}": it is ${status} already`);
      }
      await job.stop('cancel');
      // One that waited has ended; its turn in the queue comes whenever it comes.
      if (job.isLive) await Promise.race([runs.get(job), sleep(stopMs, undefined, { ref: false })]);
      return job;
    },
    async close() {
      isClosing = true;
      for (const job of runs.keys()) void job.stop('shutdown');
      await Promise.race([Promise.all(runs.values()), sleep(stopMs, undefined, { ref: false })]);
      const left = [...runs.keys()].filter((job) => job.isLive);
      await Promise.all(left.map((job) => job.endInterrupted()));
      const opened = await services?.catch(() => null);
      await Promise.race([opened?.close(), sleep(300, undefined, { ref: false })]);
      await release();
    },
  };
  return manager;
}

interface Prepared {
  readonly manifest: Manifest;
  readonly request: JobRequest;
  readonly config: Config;
  readonly models: NonNullable<JobRecord['models']>;
}

/** Out of sight first: what a crash leaves of it is no job. */
async function removeFolder(folder: string): Promise<void> {
  const aside = join(folder, '..', `${removedPrefix}${basename(folder)}`);
  try {
    await rm(aside, { recursive: true, force: true });
    await rename(folder, aside);
    await rm(aside, { recursive: true, force: true });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw new OutputError('write-failed', `Cannot delete all of the job in "${folder}"`, { cause });
  }
}

function refuse(id: string, why: string): ServerError {
  return new ServerError('conflict', `Cannot resume the job "${id}": ${why}`, {
    hint: `GET /api/jobs/${id} shows what became of it`,
  });
}

function byAge(first: Job, second: Job): number {
  return second.record.created_at.localeCompare(first.record.created_at);
}
