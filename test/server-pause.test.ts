import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { FakeServer } from '../src/registry/npm/registry-server.fake.ts';
import { type FakeModelOptions, type FakeModelServer, startFakeModel } from './model-server.fake.ts';
import { startFakeRegistry } from './npm-registry.fake.ts';
import { mutePackage, padWord, quietSum } from './packages.fake.ts';
import { renderManifest, type ServerSentEvent, startTestServer, type TestServer } from './server.ts';

let registry: FakeServer;
const cleanups: (() => Promise<void>)[] = [];
beforeAll(async () => {
  registry = await startFakeRegistry([padWord, quietSum, mutePackage]);
});
afterAll(() => registry.close());
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

/** The checks that take longest are about the original: here it is about what is asked of models. */
const quick = { 'validation.behaviour': false, 'validation.similarity': false };

type Started = TestServer & { readonly model: FakeModelServer };

async function start(
  options: FakeModelOptions & Partial<Parameters<typeof startTestServer>[0]> = {},
): Promise<Started> {
  const model = await startFakeModel(options);
  const server = await startTestServer({
    ...{ baseUrl: model.baseUrl, registry: registry.origin, ...options },
    keys: { ...quick, ...options.keys },
  });
  cleanups.push(server.close, model.close);
  return { ...server, model };
}

interface Detail {
  readonly status: string;
  readonly pause: { readonly by: string; readonly reason: string } | null;
  readonly pausing: boolean;
  readonly worked_ms: number;
  readonly settings: Record<string, unknown>;
  readonly packages: readonly {
    readonly name: string;
    readonly status: string;
    readonly verdict: string | null;
  }[];
}

async function act(server: TestServer, id: string, action: 'pause' | 'resume', body: unknown = {}) {
  const response = await server.post(`/api/jobs/${id}/${action}`, body);
  return {
    status: response.status,
    body: (await response.json()) as Detail & { code?: string; error?: string },
  };
}

async function readDetail(server: TestServer, id: string): Promise<Detail> {
  return (await (await server.get(`/api/jobs/${id}`)).json()) as Detail;
}

/** Waits until the job is no longer at work. */
async function settle(server: TestServer, id: string): Promise<Detail> {
  for (;;) {
    const detail = await readDetail(server, id);
    if (detail.status !== 'queued' && detail.status !== 'running') return detail;
    await sleep(20);
  }
}

/** Holds the request of this number until it is let go. */
function createHold(number: number) {
  let letGo = () => {};
  const isHeld = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let reached = () => {};
  const isReached = new Promise<void>((resolve) => {
    reached = resolve;
  });
  const onRequest: NonNullable<FakeModelOptions['onRequest']> = async (_, asked) => {
    if (asked.number !== number) return undefined;
    reached();
    await isHeld;
    return undefined;
  };
  return { letGo, isReached, onRequest };
}

const names = (events: readonly ServerSentEvent[]) => events.map(({ data }) => Object.keys(data)[0] ?? '');
/** Every question that a model was asked, as it was sent. */
const questions = ({ model }: Started) => model.ledger.map(({ body }) => JSON.stringify(body));

describe('pausing a job', () => {
  it('lets the call that runs come to its end, begins no other, and resuming pays for nothing twice', async () => {
    const hold = createHold(2);
    const server = await start({ onRequest: hold.onRequest });
    const id = await server.submit({ manifest_content: renderManifest('pad-word', '@quiet/sum') });
    await hold.isReached;

    const pausing = await act(server, id, 'pause');
    const askedBefore = server.model.ledger.length;
    hold.letGo();
    const paused = await settle(server, id);
    const events = await server.listen(id);
    const askedAfter = server.model.ledger.length;
    const journal = await readFile(`${server.jobs.find(id).folder}/journal.jsonl`, 'utf8');

    expect(pausing.body).toMatchObject({ status: 'running', pausing: true, pause: null });
    expect(paused).toMatchObject({ status: 'paused', pausing: false, pause: { by: 'person' } });
    expect(events.at(-1)).toMatchObject({
      name: 'JobPaused',
      data: { JobPaused: { by: 'person', failed: 0 } },
    });
    expect([askedBefore, askedAfter]).toEqual([2, 2]);
    expect(journal.trim().split('\n')).toHaveLength(2);

    const resumed = await act(server, id, 'resume');
    const done = await settle(server, id);
    const all = await server.listen(id);

    expect(resumed.body).toMatchObject({ pause: null, pausing: false });
    expect(done).toMatchObject({ status: 'done', pause: null });
    expect(done.packages.every(({ status }) => status === 'finished')).toBe(true);
    expect(new Set(questions(server)).size).toBe(server.model.ledger.length);
    expect(names(all).filter((name) => name === 'JobPaused')).toHaveLength(1);
    expect(all.map((event) => event.id)).toEqual(all.map((_, index) => index + 1));
  });

  it('ends a job that waits at once, and can be given up', async () => {
    const hold = createHold(1);
    const server = await start({ onRequest: hold.onRequest, keys: { 'web.jobs_at_once': 1 } });
    const first = await server.submit({ manifest_content: renderManifest('pad-word') });
    await hold.isReached;
    const second = await server.submit({ manifest_content: renderManifest('@quiet/sum') });

    const paused = await act(server, second, 'pause');
    hold.letGo();
    await settle(server, first);
    const asked = server.model.ledger.length;
    await sleep(50);

    expect(paused).toMatchObject({ status: 200, body: { status: 'paused' } });
    expect(server.model.ledger.length).toBe(asked);

    const response = await fetch(`${server.url}/api/jobs/${second}`, { method: 'DELETE' });

    expect(await response.json()).toMatchObject({ status: 'cancelled', pause: null });
    expect(names(await server.listen(second)).slice(-3)).toEqual(['JobPaused', 'JobCancelled', 'JobDone']);
  });

  it('does not bring back a job that is cancelled while it is being paused', async () => {
    const hold = createHold(1);
    const server = await start({ onRequest: hold.onRequest });
    const id = await server.submit({ manifest_content: renderManifest('pad-word') });
    await hold.isReached;

    await act(server, id, 'pause');
    const response = await fetch(`${server.url}/api/jobs/${id}`, { method: 'DELETE' });

    expect(await response.json()).toMatchObject({ status: 'cancelled', pause: null });
    hold.letGo();
  });

  it('is refused for a job that is not at work, and resuming for one that is or that is done', async () => {
    const hold = createHold(1);
    const server = await start({ onRequest: hold.onRequest });
    const id = await server.submit({ manifest_content: renderManifest('pad-word') });
    await hold.isReached;

    expect(await act(server, id, 'resume')).toMatchObject({ status: 409, body: { code: 'conflict' } });
    hold.letGo();
    await settle(server, id);
    expect(await act(server, id, 'pause')).toMatchObject({
      status: 409,
      body: { error: expect.stringContaining('done') },
    });
    expect(await act(server, id, 'resume')).toMatchObject({ status: 409 });
    expect((await act(server, crypto.randomUUID(), 'pause')).status).toBe(404);
    expect((await act(server, '..%2f..', 'resume')).status).toBe(404);
  });

  it('stays paused when the server ends and begins again, however it was being paused', async () => {
    const hold = createHold(1);
    const server = await start({ onRequest: hold.onRequest });
    const id = await server.submit({ manifest_content: renderManifest('pad-word') });
    await hold.isReached;
    await act(server, id, 'pause');
    await server.jobs.close();

    const again = await startTestServer({
      ...{ baseUrl: server.model.baseUrl, registry: registry.origin, folder: server.folder, keys: quick },
    });
    cleanups.unshift(again.close);
    hold.letGo();

    expect(await readDetail(again, id)).toMatchObject({ status: 'paused', pause: { by: 'person' } });
    await act(again, id, 'resume');
    expect((await settle(again, id)).status).toBe('done');
  });
});

describe('the budget of a job', () => {
  it('of tokens pauses it before a call that does not fit, and a larger one lets it go on', async () => {
    const server = await start({ usage: { input: 3000, output: 500 } });
    const manifest_content = renderManifest('pad-word');
    const id = await server.submit({ manifest_content, budget: { tokens: 4000 } });

    const paused = await settle(server, id);
    const events = await server.listen(id);

    expect(paused).toMatchObject({
      status: 'paused',
      pause: { by: 'budget', reason: expect.stringMatching(/tokens are spent/) },
    });
    expect(events.at(-1)).toMatchObject({
      name: 'JobPaused',
      data: { JobPaused: { by: 'budget', total: 0 } },
    });
    expect((await server.get(`/api/jobs/${id}/download`)).status).toBe(409);

    const asked = questions(server);
    await act(server, id, 'resume');
    expect(await settle(server, id)).toMatchObject({ status: 'paused' });
    expect(questions(server)).toEqual(asked);

    await act(server, id, 'resume', { budget: { tokens: 1_000_000 } });
    expect(await settle(server, id)).toMatchObject({
      status: 'done',
      settings: { budget: { tokens: 1_000_000 } },
    });
    expect(new Set(questions(server)).size).toBe(server.model.ledger.length);
  });

  it('of the configuration cannot be raised by a request', async () => {
    const server = await start({ keys: { 'limits.tokens': 100 } });

    const id = await server.submit({
      manifest_content: renderManifest('pad-word'),
      budget: { tokens: 1_000_000 },
    });

    expect(await settle(server, id)).toMatchObject({ status: 'paused', pause: { by: 'budget' } });
    expect(server.model.ledger).toEqual([]);
  });

  it('of money is refused where the price of a model is not known, and kept where it is', async () => {
    const unpriced = await start();
    const id = await unpriced.submit({ manifest_content: renderManifest('pad-word'), budget: { cost: 1 } });

    expect(await settle(unpriced, id)).toMatchObject({
      pause: { by: 'budget', reason: expect.stringMatching(/price is unknown/) },
    });
    expect(unpriced.model.ledger).toEqual([]);
  });

  it('of time pauses it when it is used, and counts all runs', async () => {
    const hold = createHold(2);
    const server = await start({ onRequest: hold.onRequest });
    const id = await server.submit({
      manifest_content: renderManifest('pad-word'),
      budget: { minutes: 0.05 },
    });
    await hold.isReached;
    await sleep(3200);
    hold.letGo();

    const paused = await settle(server, id);
    const asked = server.model.ledger.length;
    await act(server, id, 'resume');
    const again = await settle(server, id);

    expect(paused).toMatchObject({
      status: 'paused',
      pause: { by: 'budget', reason: '0.05 minutes at work are used' },
    });
    expect(paused.worked_ms).toBeGreaterThan(3000);
    expect(again).toMatchObject({ status: 'paused', pause: { by: 'budget' } });
    expect(server.model.ledger.length).toBe(asked);

    await act(server, id, 'resume', { budget: { minutes: 10 } });
    expect((await settle(server, id)).status).toBe('done');
  });

  it.each([
    [{ tokens: 0 }],
    [{ tokens: 1.5 }],
    [{ cost: -1 }],
    [{ minutes: 0 }],
    [{ minutes: 1e9 }],
    [{ euros: 5 }],
    ['much'],
  ])('of %j is none', async (budget) => {
    const server = await start();

    const response = await server.post('/api/jobs', { manifest_content: renderManifest('pad-word'), budget });

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: expect.stringContaining('budget') });
  });
});
