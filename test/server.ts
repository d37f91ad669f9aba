import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServices } from '../src/pipeline/index.ts';
import { createApp, type JobManager, openJobManager, startServer } from '../src/server/index.ts';
import { createConfig, type JobSettings } from './job.ts';

export interface TestServer {
  readonly url: string;
  /** Holds the output folder; kept when it was given. */
  readonly folder: string;
  readonly output: string;
  readonly jobs: JobManager;
  /** Failures that no answer tells of. */
  readonly failures: unknown[];
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  /** Starts a job and gives its id. */
  submit(body: Record<string, unknown>): Promise<string>;
  /** Every event of the stream until it closes. */
  listen(id: string, lastEventId?: number): Promise<readonly ServerSentEvent[]>;
  close(): Promise<void>;
}

export interface ServerSentEvent {
  readonly id: number;
  /** `message` for those that carry no name of their own. */
  readonly name: string;
  readonly data: Record<string, Record<string, unknown>>;
}

/** The real server and pipeline in this process, on a free port of loopback. */
export async function startTestServer(
  settings: Pick<JobSettings, 'baseUrl' | 'registry' | 'keys' | 'findWall'> & {
    readonly folder?: string;
    readonly token?: string;
    readonly keepAliveMs?: number;
  },
): Promise<TestServer> {
  const folder = settings.folder ?? (await mkdtemp(join(tmpdir(), 'phalus-server-')));
  const output = join(folder, 'output');
  const config = createConfig(settings, output);
  const { token = '', keepAliveMs } = settings;
  const failures: unknown[] = [];
  const jobs = await openJobManager({
    config,
    openServices: async () => ({
      ...(await createServices({
        config,
        environment: { npm_config_registry: `${settings.registry}/` },
        homeDirectory: folder,
        workDirectory: folder,
        say: () => {},
        fetchModel: () => Promise.reject(new Error('no model is to be fetched')),
      })),
      ...(settings.findWall && { findWall: settings.findWall }),
    }),
    now: () => new Date(),
    newId: () => crypto.randomUUID(),
  });
  const app = createApp({
    version: '1.2.3',
    readReadiness: async () => ({
      model: { ready: true, detail: 'a fake' },
      sandbox: { ready: false, reason: 'not looked for', remedy: 'none' },
    }),
    jobs,
    token,
    ...(keepAliveMs !== undefined && { keepAliveMs }),
    onFailure: (error) => failures.push(error),
  });
  const server = await startServer({ host: '127.0.0.1', port: 0, token }, async () => app);
  const { url } = server;
  const client = createClient(url);
  return {
    url,
    folder,
    output,
    jobs,
    failures,
    ...client,
    async close() {
      await jobs.close();
      await server.close();
      if (settings.folder === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

/** What a client of a server does, by ordinary HTTP. */
export function createClient(url: string): Pick<TestServer, 'get' | 'post' | 'submit' | 'listen'> {
  const post: TestServer['post'] = (path, body, headers = {}) =>
    fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const get: TestServer['get'] = (path, headers = {}) => fetch(`${url}${path}`, { headers });
  return {
    get,
    post,
    async submit(body) {
      const response = await post('/api/jobs', body);
      const answer = (await response.json()) as { job_id?: string };
      if (answer.job_id === undefined) throw new Error(`${response.status} ${JSON.stringify(answer)}`);
      return answer.job_id;
    },
    async listen(id, lastEventId) {
      const headers: Record<string, string> =
        lastEventId === undefined ? {} : { 'last-event-id': `${lastEventId}` };
      const response = await get(`/api/jobs/${id}/stream`, headers);
      return parseEvents(await response.text());
    },
  };
}

/** By the rules of the HTML standard: blocks end at an empty line, comments begin with a colon. */
export function parseEvents(text: string): ServerSentEvent[] {
  return text.split('\n\n').flatMap((block) => {
    const fields = new Map(
      block
        .split('\n')
        .filter((line) => line !== '' && !line.startsWith(':'))
        .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)] as const),
    );
    const data = fields.get('data');
    if (data === undefined) return [];
    const id = Number(fields.get('id'));
    return [{ id, name: fields.get('event') ?? 'message', data: JSON.parse(data) }];
  });
}

/** A package.json that asks for these packages. */
export function renderManifest(...names: readonly string[]): string {
  return JSON.stringify({ dependencies: Object.fromEntries(names.map((name) => [name, '*'])) });
}
