import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { EventSource } from 'undici';
import { packageFolderName } from '../src/core/index.ts';
import type { ServerSentEvent } from './server.ts';
import type { Serving } from './serving.ts';

const run = promisify(execFile);

export const hasUnzip = (process.env.PATH ?? '')
  .split(':')
  .some((folder) => folder !== '' && existsSync(join(folder, 'unzip')));

interface JobDetail {
  readonly job_id: string;
  readonly packages: readonly {
    readonly name: string;
    readonly verdict: string | null;
    readonly checks: readonly { readonly name: string; readonly status: string }[];
  }[];
}

export interface Journey {
  /** What `onmessage` of an ordinary EventSource saw. */
  readonly plain: readonly unknown[];
  /** The whole stream, subscribed to at once, after JobDone, and after a restart. */
  readonly events: readonly ServerSentEvent[];
  readonly afterEnd: readonly ServerSentEvent[];
  readonly afterRestart: readonly ServerSentEvent[];
  readonly detail: JobDetail;
  readonly afterRestartDetail: JobDetail;
  /** Names at the top of the archive, unpacked. */
  readonly unpacked: readonly string[];
  /** `npm test` in the folder of each package. */
  readonly tests: readonly { readonly name: string; readonly isPassing: boolean; readonly output: string }[];
}

/** What a person does with a job, by HTTP alone; the server ends and begins again between the end and the download. */
export async function playJourney(options: {
  serve(): Promise<Serving<unknown>>;
  readonly manifest: string;
  readonly folder: string;
}): Promise<Journey> {
  const { serve, manifest, folder } = options;
  const first = await serve();
  const id = await first.submit({ manifest_content: manifest });
  const [plain, events] = await Promise.all([
    collectMessages(`${first.url}/api/jobs/${id}/stream`),
    first.listen(id),
  ]);
  const afterEnd = await first.listen(id);
  const detail = await readDetail(first, id);
  first.kill('SIGTERM');
  await first.ended;

  const second = await serve();
  const afterRestart = await second.listen(id);
  const afterRestartDetail = await readDetail(second, id);
  await mkdir(folder, { recursive: true });
  const download = await second.get(`/api/jobs/${id}/download`);
  await writeFile(join(folder, 'job.zip'), Buffer.from(await download.arrayBuffer()));
  await run('unzip', ['-q', 'job.zip'], { cwd: folder });
  const unpacked = (await readdir(folder)).filter((name) => name !== 'job.zip');
  const tests = await Promise.all(
    detail.packages.map(async ({ name }) => ({
      name,
      ...(await runTests(join(folder, packageFolderName(name)))),
    })),
  );
  return { plain, events, afterEnd, afterRestart, detail, afterRestartDetail, unpacked, tests };
}

function collectMessages(url: string): Promise<unknown[]> {
  return new Promise((resolve) => {
    const seen: unknown[] = [];
    const source = new EventSource(url);
    source.onmessage = ({ data }: { data: string }) => {
      const event = JSON.parse(data) as object;
      seen.push(event);
      if (!('JobDone' in event)) return;
      source.close();
      resolve(seen);
    };
  });
}

async function readDetail(server: Serving<unknown>, id: string): Promise<JobDetail> {
  return (await (await server.get(`/api/jobs/${id}`)).json()) as JobDetail;
}

async function runTests(folder: string): Promise<{ isPassing: boolean; output: string }> {
  return run('npm', ['test'], { cwd: folder }).then(
    ({ stdout }) => ({ isPassing: true, output: stdout }),
    ({ stdout = '', stderr = '' }) => ({ isPassing: false, output: `${stdout}${stderr}` }),
  );
}
