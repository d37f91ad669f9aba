import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EventSource } from 'undici';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { FakeServer } from '../src/registry/npm/registry-server.fake.ts';
import { hasBubblewrap } from './cli-process.ts';
import { type FakeModelOptions, type FakeModelServer, startFakeModel } from './model-server.fake.ts';
import { startFakeRegistry } from './npm-registry.fake.ts';
import { createEcho, mutePackage, padWord, quietSum } from './packages.fake.ts';
import {
  parseEvents,
  renderManifest,
  type ServerSentEvent,
  startTestServer,
  type TestServer,
} from './server.ts';

const phases = ['resolve', 'docs', 'analyze', 'firewall', 'build', 'validate'];

let registry: FakeServer;
const cleanups: (() => Promise<void>)[] = [];
beforeAll(async () => {
  registry = await startFakeRegistry([
    padWord,
    quietSum,
    mutePackage,
    createEcho('say-one'),
    createEcho('say-two'),
  ]);
});
afterAll(() => registry.close());
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

async function start(
  options: FakeModelOptions & Partial<Parameters<typeof startTestServer>[0]> = {},
): Promise<TestServer & { readonly model: FakeModelServer }> {
  const model = await startFakeModel(options);
  const server = await startTestServer({ baseUrl: model.baseUrl, registry: registry.origin, ...options });
  cleanups.push(server.close, model.close);
  return { ...server, model };
}

async function readJob(server: TestServer, id: string) {
  const response = await server.get(`/api/jobs/${id}`);
  return {
    status: response.status,
    body: (await response.json()) as Record<string, never> & { status: string },
  };
}

/** How many follow a job's events, once they have come to the end of what there is. */
async function countListeners(server: TestServer, id: string): Promise<number> {
  await sleep(100);
  return server.jobs.find(id).events.followers;
}

const plain = (events: readonly ServerSentEvent[]) =>
  events.filter(({ name }) => name === 'message').map(({ data }) => data);

/** Holds the first request to a model until it is let go. */
function createHold() {
  let letGo = () => {};
  const isHeld = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let reached = () => {};
  const isReached = new Promise<void>((resolve) => {
    reached = resolve;
  });
  const onRequest = async () => {
    reached();
    await isHeld;
    return undefined;
  };
  return { letGo, isReached, onRequest };
}

describe('POST /api/jobs', () => {
  it('answers a UUID v4 and nothing else', async () => {
    const server = await start();

    const response = await server.post('/api/jobs', { manifest_content: renderManifest('mute-package') });

    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      job_id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
    });
  });

  const manifest_content = renderManifest('pad-word');
  it.each([
    ['no manifest', {}, /manifest_content/],
    ['an empty manifest', { manifest_content: '' }, /manifest_content/],
    ['blanks', { manifest_content: ' \n' }, /empty/],
    ['prose', { manifest_content: 'Dear server, please rebuild lodash.' }, /expected one of .*package\.json/],
    ['half a manifest', { manifest_content: '{"dependencies": {"a":' }, /line 1/],
    ['a manifest of nothing', { manifest_content: '{"dependencies": {}}' }, /no dependency/],
    [
      'only what is never looked up',
      { manifest_content: '{"dependencies": {"a": "file:../a"}}' },
      /looked up.*a:/,
    ],
    [
      'an unknown licence',
      { manifest_content, license: 'gpl-3.0' },
      /license.*mit, apache-2.0, bsd-2, bsd-3, isc, unlicense, cc0/,
    ],
    [
      'an unknown isolation',
      { manifest_content, isolation: 'none' },
      /isolation.*context, process, container/,
    ],
    [
      'an isolation that cannot be enforced',
      { manifest_content, isolation: 'container' },
      /"container": no engine answers/,
    ],
    [
      'an unknown language',
      { manifest_content, target_lang: 'cobol' },
      /target_lang.*javascript, typescript/,
    ],
    ['a threshold of 2', { manifest_content, similarity_threshold: 2 }, /similarity_threshold/],
    ['no concurrency', { manifest_content, concurrency: 0 }, /concurrency/],
    ['an unknown name', { manifest_content, only: ['pad-wrod'] }, /only pad-wrod.*no such/],
    ['nothing left', { manifest_content, exclude: ['*'] }, /only and exclude leave no/],
    ['a mistyped field', { manifest_content, licence: 'mit' }, /there is no licence/],
    ['a number', 7, /object/],
    ['null', 'null', /object/],
    ['no JSON', '{"manifest_content":', /not JSON/],
    ['bytes', '\u0000', /not JSON/],
    ['resume of what is no id', { resume: 'x' }, /resume/],
  ])('refuses %s with 400 that says what is wrong', async (_, body, message) => {
    const findWall = () =>
      Promise.resolve({
        kind: 'unavailable',
        reason: 'no engine answers',
        remedy: 'start one',
      } as const);
    const server = await start({ findWall });

    const response = await server.post('/api/jobs', body);

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      error: expect.stringMatching(message),
      code: expect.any(String),
    });
    expect(await (await server.get('/api/jobs')).json()).toEqual({ jobs: [] });
  });

  const list = (count: number, name: (index: number) => string) =>
    JSON.stringify({
      dependencies: Object.fromEntries(Array.from({ length: count }, (_, at) => [name(at), '1'])),
    });
  it.each([
    ['20,000 dependencies', { manifest_content: list(20_000, (at) => `package-${at}`) }, /at most 5000/],
    [
      'a million names to leave out',
      { manifest_content, exclude: Array.from({ length: 1_000_000 }, () => 'a') },
      /exclude: .*500/,
    ],
    ['a name of a million letters', { manifest_content, only: ['a'.repeat(1_000_000)] }, /only\.0: .*300/],
    [
      'a slip beside 1,000 endless names',
      { manifest_content: list(1000, (at) => `${'x'.repeat(7000)}${at}`), only: ['y'.repeat(300)] },
      /only y+.*no such/,
    ],
  ])('refuses %s in seconds of processor time', async (_, body, message) => {
    const server = await start();
    const before = process.cpuUsage();

    const response = await server.post('/api/jobs', body);

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: expect.stringMatching(message) });
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(5_000);
  });

  it('takes JSON only, and no more than it can hold', async () => {
    const server = await start();
    const body = { manifest_content: renderManifest('pad-word') };

    const typed = await server.post('/api/jobs', body, { 'content-type': 'text/plain' });
    const huge = await server.post('/api/jobs', { manifest_content: 'x'.repeat(9 * 1024 * 1024) });

    expect([typed.status, huge.status]).toEqual([415, 413]);
    for (const response of [typed, huge])
      expect(await response.json()).toMatchObject({ error: expect.any(String) });
  });

  it('does what its fields say', async () => {
    const server = await start();

    const id = await server.submit({
      manifest_content: renderManifest('pad-word', 'mute-package', 'say-one', 'say-two'),
      license: 'bsd-3',
      target_lang: 'typescript',
      only: ['pad-word', 'say-*'],
      exclude: ['say-two'],
      concurrency: 2,
    });
    await server.listen(id);

    const { body } = await readJob(server, id);
    expect(body).toMatchObject({
      settings: { license: 'bsd-3', target_lang: 'typescript', concurrency: 2 },
      packages: [{ name: 'pad-word' }, { name: 'say-one' }],
    });
    const code = (await (await server.get('/api/packages/pad-word/code')).json()) as Record<string, string>;
    expect(code.LICENSE).toContain('Neither the name');
    expect(Object.keys(code)).toContain('src/index.ts');
  });

  it.each([
    [1, 1],
    [2, 2],
  ])('with a concurrency of %i has %i packages at work at the same time', async (concurrency, atOnce) => {
    const hold = createHold();
    const server = await start({ onRequest: hold.onRequest });
    const id = await server.submit({ manifest_content: renderManifest('say-one', 'say-two'), concurrency });
    for (let waits = 0; waits < 1000 && server.model.ledger.length < atOnce; waits += 1) await sleep(10);
    await sleep(100);

    const { body } = await readJob(server, id);
    hold.letGo();
    await server.listen(id);

    const packages = body.packages as unknown as readonly { status: string }[];
    expect(packages.filter(({ status }) => status === 'running')).toHaveLength(atOnce);
    expect(server.model.ledger).toHaveLength(4);
  });

  it('with a similarity threshold of 1 fails no copy, and with none of its own what is alike', async () => {
    const code = `function padWord(word, width, fill) {
  const filling = fill === undefined ? ' ' : String(fill);
  let text = String(word);
  const pieces = [];
  for (let left = width - text.length; left > 0; left -= filling.length) {
    if (left % 2 === 0) { pieces.push(filling); } else { pieces.unshift(filling); }
    if (filling.length === 0) { return text; }
  }
  text = pieces.join('') + text;
  return pieces.length > 0 && text.length > width ? text.slice(text.length - width) : text;
}`;
    const files = { ...padWord.files, 'index.js': `${code}\nmodule.exports = padWord;\n` };
    const copied = await startFakeRegistry([{ ...padWord, files }]);
    cleanups.push(copied.close);
    const server = await start({ registry: copied.origin, code: { padWord: code } });
    const judge = async (settings: object) => {
      const id = await server.submit({ manifest_content: renderManifest('pad-word'), ...settings });
      await server.listen(id);
      const [{ checks }] = (await readJob(server, id)).body.packages as unknown as [
        { checks: readonly { name: string; status: string }[] },
      ];
      return checks.find(({ name }) => name === 'similarity')?.status;
    };

    expect(await judge({})).toBe('failed');
    expect(['passed', 'review']).toContain(await judge({ similarity_threshold: 1 }));
  });
});

it('a server that ends takes no job any more, and says so', async () => {
  const server = await start();
  await server.jobs.close();

  const response = await server.post('/api/jobs', { manifest_content: renderManifest('pad-word') });

  expect(response.status).toBe(503);
  expect(await response.json()).toMatchObject({ code: 'closing', error: expect.any(String) });
});

it('a folder that cannot be written to is said, and no job is begun', async () => {
  const server = await start();
  await mkdir(server.output, { recursive: true });
  await rm(join(server.output, '.phalus'), { recursive: true, force: true });
  await writeFile(join(server.output, '.phalus'), '');

  const response = await server.post('/api/jobs', { manifest_content: renderManifest('pad-word') });

  const body = await response.json();
  expect(response.status).toBe(500);
  expect(body).toMatchObject({ code: 'write-failed', hint: expect.any(String) });
  expect(JSON.stringify(body)).not.toContain(server.folder);
  expect(await (await server.get('/api/jobs')).json()).toEqual({ jobs: [] });
});

describe('GET /api/jobs/{id}/stream', () => {
  it('sends each event as the document says, then closes', async () => {
    const server = await start();
    const id = await server.submit({ manifest_content: renderManifest('pad-word', 'mute-package') });

    const response = await server.get(`/api/jobs/${id}/stream`);
    const events = await server.listen(id);

    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    expect(response.headers.get('cache-control')).toBe('no-cache');
    await response.body?.cancel();
    expect(plain(events)).toEqual([
      { PackageStarted: { name: 'pad-word' } },
      ...phases.map((phase) => ({ PhaseDone: { name: 'pad-word', phase } })),
      { PackageDone: { name: 'pad-word', success: hasBubblewrap } },
      { PackageStarted: { name: 'mute-package' } },
      { PhaseDone: { name: 'mute-package', phase: 'resolve' } },
      { PackageDone: { name: 'mute-package', success: false } },
      { JobDone: { total: 2, failed: 1 } },
    ]);
    const failed = events.find(({ name }) => name === 'PackageFailed');
    expect(events.map(({ data }) => Object.keys(data).length)).toEqual(events.map(() => 1));
    expect(failed?.data.PackageFailed ?? {}).toHaveProperty('reason');
    expect(new Set(events.map(({ name }) => name))).toEqual(
      new Set(['message', 'PhaseStarted', 'Log', 'AttemptDone', 'ModelText', 'ModelDone', 'PackageFailed']),
    );
    expect(events.map(({ id: each }) => each)).toEqual(events.map((_, index) => index + 1));
  });

  it('gives everybody the same events: from the start, late, and after the number that was seen last', async () => {
    const hold = createHold();
    const server = await start({ onRequest: hold.onRequest });
    const id = await server.submit({ manifest_content: renderManifest('pad-word') });

    const early = server.listen(id);
    await hold.isReached;
    const midway = server.listen(id);
    hold.letGo();
    const events = await early;
    const late = await server.listen(id);
    const rest = await server.listen(id, 5);
    const nothing = await server.get(`/api/jobs/${id}/stream`, { 'last-event-id': `${events.length}` });

    expect(await midway).toEqual(events);
    expect(late).toEqual(events);
    expect(rest).toEqual(events.slice(5));
    expect(nothing.status).toBe(204);
  });

  it.each(['-5', 'abc', '1.5', '1e3', '9999', '999999999999999', '9'.repeat(40), '0', '', '5, 6'])(
    'sends everything to who saw last what no event is: "%s"',
    async (lastEventId) => {
      const server = await start();
      const id = await server.submit({ manifest_content: renderManifest('mute-package') });

      const live = await server.get(`/api/jobs/${id}/stream`, { 'last-event-id': lastEventId });
      const events = parseEvents(await live.text());
      const late = await server.get(`/api/jobs/${id}/stream`, { 'last-event-id': lastEventId });

      expect(plain(events).at(-1)).toEqual({ JobDone: { total: 1, failed: 1 } });
      expect(events[0]?.id).toBe(1);
      expect(parseEvents(await late.text())).toEqual(events);
    },
  );

  it('serves many, one that never reads and one that speaks an old protocol among them', async () => {
    const hold = createHold();
    const server = await start({ onRequest: hold.onRequest });
    const id = await server.submit({ manifest_content: renderManifest('pad-word') });
    await hold.isReached;
    const port = Number(new URL(server.url).port);
    const speak = (version: string) => {
      const socket = connect(port, '127.0.0.1');
      socket.write(`GET /api/jobs/${id}/stream HTTP/${version}\r\nhost: localhost\r\n\r\n`);
      return socket;
    };
    const deaf = speak('1.1').pause();
    let old = '';
    const oldEnds = new Promise((resolve) => {
      speak('1.0')
        .on('data', (bytes) => {
          old += bytes.toString('utf8');
        })
        .on('end', resolve);
    });

    const many = Array.from({ length: 30 }, () => server.listen(id));
    hold.letGo();
    const [events = [], ...others] = await Promise.all(many);
    await oldEnds;
    deaf.destroy();

    expect(plain(events).at(-1)).toEqual({ JobDone: { total: 1, failed: 0 } });
    for (const each of others) expect(each).toEqual(events);
    const [head = '', ...body] = old.split('\r\n\r\n');
    expect(head).not.toMatch(/transfer-encoding|keep-alive/i);
    expect(parseEvents(body.join('\r\n\r\n'))).toEqual(events);
  });

  it('says JobDone to an ordinary EventSource when the job can be downloaded, and not before', async () => {
    const server = await start();
    const id = await server.submit({ manifest_content: renderManifest('mute-package') });
    const source = new EventSource(`${server.url}/api/jobs/${id}/stream`);

    const [download, detail] = await new Promise<readonly Response[]>((resolve) => {
      source.onmessage = ({ data }: { data: string }) => {
        if (!('JobDone' in JSON.parse(data))) return;
        source.close();
        resolve(Promise.all([server.get(`/api/jobs/${id}/download`), server.get(`/api/jobs/${id}`)]));
      };
    });

    expect(download?.status).toBe(200);
    expect(await detail?.json()).toMatchObject({ status: 'done', total: 1 });
    await download?.body?.cancel();
  });

  it('answers HEAD at once while the job runs, and tells a client when to come again', async () => {
    const hold = createHold();
    const server = await start({ onRequest: hold.onRequest });
    const id = await server.submit({ manifest_content: renderManifest('pad-word') });
    await hold.isReached;

    const head = await fetch(`${server.url}/api/jobs/${id}/stream`, { method: 'HEAD' });
    const stream = await server.get(`/api/jobs/${id}/stream`);
    const { value } = (await stream.body?.getReader().read()) ?? {};
    const connections = await countListeners(server, id);
    hold.letGo();
    await server.listen(id);

    expect([head.status, head.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
    expect(Buffer.from(value ?? []).toString('utf8')).toMatch(/^retry: \d+\n\n/);
    expect(connections).toBe(1);
  });

  it('shows that it is alive with comments', async () => {
    const hold = createHold();
    const server = await start({ onRequest: hold.onRequest, keepAliveMs: 30 });
    const id = await server.submit({ manifest_content: renderManifest('pad-word') });

    const response = await server.get(`/api/jobs/${id}/stream`);
    let text = '';
    for await (const chunk of response.body ?? []) {
      text += Buffer.from(chunk).toString('utf8');
      if ((text.match(/^: /gm) ?? []).length > 1) hold.letGo();
    }

    expect(text).toMatch(/^: keep-alive$/m);
    expect(text).toContain('JobDone');
  });

  it('runs the example of the document as it stands', async () => {
    const server = await start();
    const jobId = await server.submit({ manifest_content: renderManifest('mute-package') });
    const example = `
const source = new EventSource(
  \`/api/jobs/\${jobId}/stream\`
);
source.onmessage = (event) => {
  const data = JSON.parse(event.data);
  if ('JobDone' in data) {
    source.close();
  }
  console.log(data);
};
return source;`;
    // A browser resolves the path by the page's address.
    class PageEventSource extends EventSource {
      constructor(path: string) {
        super(new URL(path, server.url).href);
      }
    }

    const seen: Record<string, unknown>[] = [];
    const source = await new Promise<EventSource>((resolve) => {
      const run = new Function('EventSource', 'console', 'jobId', example);
      const log = (data: Record<string, unknown>) => {
        seen.push(data);
        if ('JobDone' in data) resolve(opened);
      };
      const opened = run(PageEventSource, { log }, jobId) as EventSource;
    });

    expect(seen.map((event) => Object.keys(event)[0])).toEqual([
      'PackageStarted',
      'PhaseDone',
      'PackageDone',
      'JobDone',
    ]);
    expect(source.readyState).toBe(EventSource.CLOSED);
  });

  it.each(['/stream', '/download', ''])(
    'answers 404 for a job that is not there: /api/jobs/{id}%s',
    async (rest) => {
      const server = await start();

      for (const id of [crypto.randomUUID(), 'x', '%2e%2e', 'a%2fb', '%00']) {
        const response = await server.get(`/api/jobs/${id}${rest}`);
        expect(response.status).toBe(404);
        expect(await response.json()).toMatchObject({ error: expect.any(String) });
      }
    },
  );
});

describe('GET /api/jobs and /api/jobs/{id}', () => {
  it('tell of status, packages, verdicts and cost', async () => {
    const hold = createHold();
    const server = await start({ onRequest: hold.onRequest });
    const id = await server.submit({
      manifest_content: JSON.stringify({ dependencies: { 'pad-word': '^1.0.0', local: 'file:../local' } }),
    });
    await hold.isReached;

    const running = await readJob(server, id);
    hold.letGo();
    await server.listen(id);
    const done = await readJob(server, id);
    const list = await (await server.get('/api/jobs')).json();
    const later = await server.submit({ manifest_content: renderManifest('mute-package') });
    await server.listen(later);
    const { jobs } = (await (await server.get('/api/jobs')).json()) as { jobs: { job_id: string }[] };

    expect(running.body).toMatchObject({
      job_id: id,
      status: 'running',
      total: 0,
      packages: [{ name: 'pad-word', status: 'running', phase: 'analyze' }, { status: 'unsupported' }],
    });
    expect(done.body).toMatchObject({
      status: 'done',
      manifest_type: 'package.json',
      total: 1,
      failed: 0,
      packages: [
        {
          name: 'pad-word',
          version_constraint: '^1.0.0',
          ecosystem: 'npm',
          status: 'finished',
          version: '1.2.0',
          verdict: hasBubblewrap ? 'PASS' : 'REVIEW',
          cost: { calls: 2 },
        },
        { name: 'local', status: 'unsupported', reasons: [expect.any(String)] },
      ],
      cost: { calls: 2, output_tokens: 14 },
      error: null,
    });
    expect(list).toMatchObject({ jobs: [{ job_id: id, status: 'done', total: 1, failed: 0 }] });
    expect(jobs.map(({ job_id }) => job_id)).toEqual([later, id]);
  });

  it('tell what kept a job from its end, and the stream says so too', async () => {
    const server = await start({ keys: { 'llm.agent_a.provider': 'local', 'llm.agent_a.model': '' } });
    const id = await server.submit({ manifest_content: renderManifest('pad-word', 'say-one') });

    const events = await server.listen(id);
    const { body } = await readJob(server, id);

    expect(body).toMatchObject({ status: 'failed', error: { error: 'no model is to be fetched' } });
    expect(events.map(({ name }) => name)).toContain('JobFailed');
    expect(plain(events).slice(-3)).toEqual([
      { PackageDone: { name: 'pad-word', success: false } },
      { PackageDone: { name: 'say-one', success: false } },
      { JobDone: { total: 2, failed: 2 } },
    ]);
    expect((await server.get(`/api/jobs/${id}/download`)).status).toBe(200);
  });
});

describe('DELETE /api/jobs/{id}', () => {
  const cancel = (server: TestServer, id: string) =>
    fetch(`${server.url}/api/jobs/${id}`, { method: 'DELETE' });

  it('stops the work, keeps what was paid for, and the job can be resumed', async () => {
    let isHeld = true;
    const server = await start({
      onRequest: (_, { number }) => (number === 2 && isHeld ? { kind: 'delay', delayMs: 20_000 } : undefined),
    });
    const id = await server.submit({ manifest_content: renderManifest('pad-word'), license: 'mit' });
    const listening = server.listen(id);
    while (server.model.ledger.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));

    const response = await cancel(server, id);
    const events = await listening;
    const again = await cancel(server, id);
    isHeld = false;
    const other = await server.post('/api/jobs', { resume: id, license: 'isc', manifest_content: '{}' });
    const same = { resume: id, manifest_content: renderManifest('pad-word'), license: 'mit' };
    expect(await other.json()).toMatchObject({ error: expect.stringContaining('manifest_content, license') });
    expect(await (await server.post('/api/jobs', same)).json()).toEqual({ job_id: id });
    const resumed = await server.listen(id);

    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ job_id: id, status: 'cancelled' });
    expect(again.status).toBe(200);
    expect(events.map(({ name }) => name)).toContain('JobCancelled');
    expect(plain(events).at(-1)).toEqual({ JobDone: { total: 0, failed: 0 } });
    expect(plain(resumed).at(-1)).toEqual({ JobDone: { total: 1, failed: 0 } });
    expect(resumed[0]?.id).toBe(events.length + 1);
    expect(server.model.ledger.filter(({ isAnswered }) => isAnswered)).toHaveLength(2);
    expect((await cancel(server, id)).status).toBe(409);
    expect((await server.post('/api/jobs', { resume: id })).status).toBe(409);
    expect((await cancel(server, crypto.randomUUID())).status).toBe(404);
    expect((await server.post('/api/jobs', { resume: crypto.randomUUID() })).status).toBe(404);
  });

  it('ends a job that waits for its turn at once', async () => {
    const hold = createHold();
    const server = await start({ onRequest: hold.onRequest, keys: { 'web.jobs_at_once': 1 } });
    const first = await server.submit({ manifest_content: renderManifest('say-one') });
    const second = await server.submit({ manifest_content: renderManifest('say-two') });
    await hold.isReached;

    const waiting = await readJob(server, second);
    const started = performance.now();
    const response = await cancel(server, second);
    const durationMs = performance.now() - started;
    const events = await server.listen(second);
    const early = await server.post('/api/jobs', { resume: first });
    hold.letGo();
    await server.listen(first);

    expect(waiting.body.status).toBe('queued');
    // A job that runs is waited for that long; this one has nothing to stop.
    expect(durationMs).toBeLessThan(900);
    expect(await response.json()).toMatchObject({ status: 'cancelled' });
    expect(plain(events)).toEqual([{ JobDone: { total: 0, failed: 0 } }]);
    expect(early.status).toBe(409);
  });
});

describe('a server that begins again', () => {
  /** Two jobs: one at its end, one that the end of the server interrupted. */
  async function interrupt() {
    const model = await startFakeModel();
    const folder = await mkdtemp(join(tmpdir(), 'phalus-again-'));
    const hold = createHold();
    const held = await startFakeModel({ onRequest: hold.onRequest });
    const settings = { registry: registry.origin, folder, keys: { 'web.jobs_at_once': 1 } };
    const before = await startTestServer({ ...settings, baseUrl: held.baseUrl });
    const done = await before.submit({ manifest_content: renderManifest('mute-package') });
    await before.listen(done);
    const running = await before.submit({ manifest_content: renderManifest('pad-word') });
    await hold.isReached;
    const queued = await before.submit({ manifest_content: renderManifest('say-one') });
    await before.close();
    hold.letGo();
    const stateOf = (id: string) => join(before.output, '.phalus', 'jobs', id);
    const again = async () => {
      const server = await startTestServer({ ...settings, baseUrl: model.baseUrl });
      cleanups.unshift(server.close);
      return server;
    };
    cleanups.push(model.close, held.close, () => rm(folder, { recursive: true, force: true }));
    return { done, running, queued, stateOf, again };
  }

  it('has every job in its state, and what waited or ran can be resumed', async () => {
    const { done, running, queued, again } = await interrupt();
    const server = await again();

    const statuses = await Promise.all(
      [done, running, queued].map(async (id) => (await readJob(server, id)).body.status),
    );
    const events = await server.listen(running);
    const more = await server.listen(running, events.length);
    for (const resume of [queued, running]) await server.post('/api/jobs', { resume });
    const ends = await Promise.all([running, queued].map((id) => server.listen(id)));

    expect(statuses).toEqual(['done', 'interrupted', 'interrupted']);
    expect(events.at(-1)?.name).toBe('JobInterrupted');
    expect(more).toEqual([]);
    expect(ends.map((each) => plain(each).at(-1))).toEqual([
      { JobDone: { total: 1, failed: 0 } },
      { JobDone: { total: 1, failed: 0 } },
    ]);
    expect(ends[0]?.slice(0, events.length)).toEqual(events);
  });

  it('gives an interrupted job up when it is deleted: its stream ends and it can be downloaded', async () => {
    const { done, running, again } = await interrupt();
    const server = await again();
    const remove = (id: string) => fetch(`${server.url}/api/jobs/${id}`, { method: 'DELETE' });

    const refused = await remove(done);
    const early = await server.get(`/api/jobs/${running}/download`);
    const both = await Promise.all([remove(running), remove(running)]);
    const events = await server.listen(running);
    const download = await server.get(`/api/jobs/${running}/download`);
    await download.body?.cancel();

    expect([refused.status, early.status]).toEqual([409, 409]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect(await both[0]?.json()).toMatchObject({ status: 'cancelled' });
    expect(events.slice(-3).map(({ data }) => Object.keys(data)[0])).toEqual([
      'JobInterrupted',
      'JobCancelled',
      'JobDone',
    ]);
    expect(events.map(({ id }) => id)).toEqual(events.map((_, index) => index + 1));
    expect(download.status).toBe(200);
  });

  it.each([
    ['events that cannot be read', 'events.jsonl', 'folder'],
    ['a record that is none', 'record.json', '{'],
    ["another's record", 'record.json', '{"id":"x"}'],
    ['no record', 'record.json', null],
  ])('starts whatever became of one job: %s', async (_, name, damage) => {
    const { done, running, stateOf, again } = await interrupt();
    const path = join(stateOf(running), name);
    await rm(path);
    if (damage === 'folder') await mkdir(path);
    else if (damage !== null) await writeFile(path, damage);

    const server = await again();

    expect(plain(await server.listen(done)).at(-1)).toEqual({ JobDone: { total: 1, failed: 1 } });
    expect((await readJob(server, done)).body.status).toBe('done');
    const { status, body } = await readJob(server, running);
    expect([status, body.status]).toEqual(name === 'events.jsonl' ? [200, 'interrupted'] : [404, undefined]);
    expect((await server.get(`/api/jobs/${running}/stream`)).status).toBe(status);
  });

  it('starts although the events of a job that was done cannot be read or written', async () => {
    const { done, running, stateOf, again } = await interrupt();
    const path = join(stateOf(done), 'events.jsonl');
    await rm(path);
    await mkdir(path);

    const server = await again();
    const stream = await server.get(`/api/jobs/${done}/stream`);

    expect((await readJob(server, done)).body.status).toBe('done');
    expect(parseEvents(await stream.text())).toEqual([]);
    expect(server.failures.map(String)).toEqual([expect.stringContaining('EISDIR')]);
    expect((await server.listen(running)).at(-1)?.name).toBe('JobInterrupted');
  });

  it.each([
    ['gone', null],
    ['another', renderManifest('say-two')],
  ])('does not resume a job whose manifest is %s', async (_, text) => {
    const { running, stateOf, again } = await interrupt();
    const path = join(stateOf(running), 'manifest.txt');
    await rm(path);
    if (text !== null) await writeFile(path, text);
    const server = await again();

    const response = await server.post('/api/jobs', { resume: running });

    expect(response.status).toBe(500);
    expect(await response.json()).toMatchObject({
      code: 'damaged',
      error: expect.stringContaining('its manifest'),
    });
    expect((await readJob(server, running)).body.status).toBe('interrupted');
  });
});

it('two jobs of the same package may run at the same time', async () => {
  const server = await start();
  const submit = () => server.submit({ manifest_content: renderManifest('pad-word') });

  const ids = await Promise.all([submit(), submit()]);
  const ends = (await Promise.all(ids.map((id) => server.listen(id)))).map((events) => plain(events).at(-1));

  expect(ends).toEqual([{ JobDone: { total: 1, failed: 0 } }, { JobDone: { total: 1, failed: 0 } }]);
});
