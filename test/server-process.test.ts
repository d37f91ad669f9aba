import { execFile } from 'node:child_process';
import { appendFile, readdir, readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readAudit, verifyAudit } from '../src/audit/index.ts';
import type { FakeServer } from '../src/registry/npm/registry-server.fake.ts';
import { type CliRun, createDesk, type Desk, renderConfig } from './cli-process.ts';
import { type FakeModelServer, startFakeModel, type Weather } from './model-server.fake.ts';
import { startFakeRegistry } from './npm-registry.fake.ts';
import { mutePackage, padWord, quietSum } from './packages.fake.ts';
import { parseEvents, renderManifest, type TestServer } from './server.ts';
import { hasUnzip, playJourney } from './server-journey.ts';
import { type Serving, startServing } from './serving.ts';

const run = promisify(execFile);

let registry: FakeServer;
let model: FakeModelServer;
let desk: Desk;
let weather: (number: number) => Weather | undefined = () => undefined;
const servers: Serving<CliRun>[] = [];
beforeEach(async () => {
  weather = () => undefined;
  registry = await startFakeRegistry([padWord, quietSum, mutePackage]);
  model = await startFakeModel({ onRequest: (_, { number }) => weather(number) });
  desk = await createDesk({
    registry: registry.origin,
    config: renderConfig(model.baseUrl, '[docs]\nweb = false\n'),
  });
});
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.kill('SIGKILL');
    await server.ended;
  }
  await model.close();
  await registry.close();
  await desk.close();
});

/** `phalus serve` as a process of its own, on a free port. */
async function serve(): Promise<Serving<CliRun>> {
  const server = await startServing((watch) => desk.phalus(['serve', '--port', '0'], { watch }));
  servers.push(server);
  return server;
}

async function statusOf(server: Serving<CliRun>, id: string): Promise<string> {
  return ((await (await server.get(`/api/jobs/${id}`)).json()) as { status: string }).status;
}

async function untilAsked(count: number): Promise<void> {
  while (model.ledger.length < count) await sleep(5);
}

const messages = (events: Awaited<ReturnType<TestServer['listen']>>) =>
  events.filter(({ name }) => name === 'message').map(({ data }) => data);
const readRecord = async (id: string) =>
  JSON.parse(await readFile(join(outputOf(id), '..', 'record.json'), 'utf8'));
const outputOf = (id: string) => join(desk.work, 'phalus-output', '.phalus', 'jobs', id, 'output');

describe('phalus serve', () => {
  it('keeps finished jobs over a kill, and takes up the one at work for what was not paid', async () => {
    weather = (number) => (number === 4 ? { kind: 'hang' } : undefined);
    const first = await serve();
    const done = await first.submit({ manifest_content: renderManifest('pad-word', 'mute-package') });
    const doneEvents = await first.listen(done);
    const detail = await (await first.get(`/api/jobs/${done}`)).json();
    const code = await (await first.get('/api/packages/pad-word/code')).json();
    const id = await first.submit({ manifest_content: renderManifest('@quiet/sum') });
    await untilAsked(4);
    first.kill('SIGKILL');
    await first.ended;
    const state = join(outputOf(id), '..');
    await appendFile(join(state, 'events.jsonl'), '{"id":999,"event":{"Pha');
    await appendFile(join(state, 'journal.jsonl'), '{"key":"12ab');
    await appendFile(join(outputOf(id), 'audit.jsonl'), '{"timestamp":"2026-');
    weather = () => undefined;

    const second = await serve();
    const kept = await second.listen(done);
    const keptDetail = await (await second.get(`/api/jobs/${done}`)).json();
    const keptCode = await (await second.get('/api/packages/pad-word/code')).json();
    const download = await second.get(`/api/jobs/${done}/download`);
    await download.body?.cancel();
    const before = await second.listen(id);
    const statusBefore = await statusOf(second, id);
    const refused = await second.get(`/api/jobs/${id}/download`);
    const body = { manifest_content: renderManifest('@quiet/sum'), resume: true };
    const answer = await (await second.post('/api/jobs', body)).json();
    const events = await second.listen(id);

    expect(messages(doneEvents).at(-1)).toEqual({ JobDone: { total: 2, failed: 1 } });
    expect(kept).toEqual(doneEvents);
    expect(keptDetail).toEqual(detail);
    expect(keptCode).toEqual(code);
    expect(download.status).toBe(200);
    expect(statusBefore).toBe('interrupted');
    expect(before.at(-1)).toMatchObject({
      name: 'JobInterrupted',
      data: { JobInterrupted: { by: 'shutdown' } },
    });
    expect(refused.status).toBe(409);
    expect(answer).toEqual({ job_id: id });
    expect(events.slice(0, before.length)).toEqual(before);
    expect(events.map((event) => event.id)).toEqual(events.map((_, index) => index + 1));
    expect(messages(events).at(-1)).toEqual({ JobDone: { total: 1, failed: 0 } });
    expect(await statusOf(second, id)).toBe('done');
    expect(model.ledger.filter(({ isAnswered }) => isAnswered)).toHaveLength(4);
    const log = await readFile(join(outputOf(id), 'audit.jsonl'), 'utf8');
    expect(verifyAudit(log)).toEqual([]);
    const audit = readAudit(log).map(({ event }) => event);
    expect(audit.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['run_started', 'audit_recovered', 'run_resumed', 'run_completed']),
    );
    expect(new Set(audit.flatMap(({ job_id }) => job_id ?? []))).toEqual(new Set([id]));
  });

  it.each([
    ['SIGKILL', 'paused'],
    ['SIGINT', 'paused'],
    ['SIGKILL', 'pausing'],
    ['SIGINT', 'pausing'],
  ] as const)(
    'keeps a job over %s while it is %s, and takes it up for what was not paid',
    async (signal, when) => {
      weather = (number) =>
        number === 2 ? (when === 'paused' ? { kind: 'delay', delayMs: 300 } : { kind: 'hang' }) : undefined;
      const first = await serve();
      const id = await first.submit({ manifest_content: renderManifest('pad-word') });
      await untilAsked(2);
      const answer = await first.post(`/api/jobs/${id}/pause`, {});
      if (when === 'paused') while ((await statusOf(first, id)) !== 'paused') await sleep(20);
      first.kill(signal);
      await first.ended;
      weather = () => undefined;

      const second = await serve();
      const status = await statusOf(second, id);
      const answered = model.ledger.filter(({ isAnswered }) => isAnswered).length;
      const resumed = await second.post(`/api/jobs/${id}/resume`, {});
      const events = await second.listen(id);

      expect([answer.status, resumed.status]).toEqual([200, 200]);
      // A person wanted it paused; only who is killed at once cannot write that down.
      expect(status).toBe(signal === 'SIGKILL' && when === 'pausing' ? 'interrupted' : 'paused');
      expect(answered).toBe(when === 'paused' ? 2 : 1);
      expect(messages(events).at(-1)).toEqual({ JobDone: { total: 1, failed: 0 } });
      expect(events.map((event) => event.id)).toEqual(events.map((_, index) => index + 1));
      const paid = model.ledger
        .filter(({ isAnswered }) => isAnswered)
        .map(({ body }) => JSON.stringify(body));
      expect(new Set(paid).size).toBe(paid.length);
    },
  );

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'ends on %s without waiting for the model, with its jobs interrupted and its listeners told',
    async (signal) => {
      weather = (number) => (number === 2 ? { kind: 'delay', delayMs: 20_000 } : undefined);
      const server = await serve();
      const id = await server.submit({ manifest_content: renderManifest('pad-word') });
      const waiting = await server.submit({ manifest_content: renderManifest('@quiet/sum') });
      const listening = server.listen(id);
      listening.catch(() => {});
      await untilAsked(2);
      // One that listens and never reads, one that never comes to the end of its request.
      const { port } = new URL(server.url);
      const head = `host: localhost:${port}\r\n`;
      const lingering = [
        `GET /api/jobs/${id}/stream HTTP/1.1\r\n${head}\r\n`,
        `POST /api/jobs HTTP/1.1\r\n${head}content-length: 99\r\n\r\n{`,
      ].map((text) => {
        const socket = connect(Number(port), '127.0.0.1').pause();
        socket.on('error', () => {}).write(text);
        return socket;
      });

      const started = performance.now();
      server.kill(signal);
      const { code } = await server.ended;
      const durationMs = performance.now() - started;

      expect(code).toBe(0);
      for (const socket of lingering) socket.destroy();
      // As the API says. It takes a third of a second; the reply that is waited for would take twenty.
      expect(durationMs).toBeLessThan(2000);
      expect(await readRecord(waiting)).toMatchObject({
        status: 'interrupted',
        packages: [{ status: 'waiting' }],
      });
      expect((await listening).at(-1)).toMatchObject({ name: 'JobInterrupted' });
      expect(await readRecord(id)).toMatchObject({
        status: 'interrupted',
        packages: [{ status: 'waiting' }],
      });
      const audit = await readFile(join(outputOf(id), 'audit.jsonl'), 'utf8');
      expect(verifyAudit(audit)).toEqual([]);
      expect(readAudit(audit).at(-1)?.event.type).toBe('run_interrupted');
    },
  );

  it('answers the curl of a user, the stream included', async () => {
    const server = await serve();
    const data = JSON.stringify({
      manifest_content: renderManifest('pad-word'),
      license: 'mit',
      isolation: 'context',
    });
    const curl = async (...words: string[]) => (await run('curl', ['-s', '-S', ...words])).stdout;

    const health = JSON.parse(await curl(`${server.url}/api/health`));
    const json = ['-H', 'Content-Type: application/json', '-d', data];
    const { job_id: id } = JSON.parse(await curl('-X', 'POST', `${server.url}/api/jobs`, ...json));
    const events = parseEvents(await curl('-N', `${server.url}/api/jobs/${id}/stream`));
    await curl('-o', join(desk.work, 'job.zip'), `${server.url}/api/jobs/${id}/download`);
    const manifest = await curl(
      '-X',
      'POST',
      `${server.url}/api/manifest/parse`,
      '--data-binary',
      renderManifest('a'),
    );

    expect(health).toMatchObject({
      status: 'ok',
      version: expect.stringMatching(/^\d/),
      readiness: { model: { ready: true }, sandbox: expect.any(Object) },
    });
    expect(messages(events).at(-1)).toEqual({ JobDone: { total: 1, failed: 0 } });
    expect((await readFile(join(desk.work, 'job.zip'))).subarray(0, 2).toString()).toBe('PK');
    expect(JSON.parse(manifest)).toMatchObject({ manifest_type: 'package.json' });
    // Nothing but the state of its jobs: what a job makes is in its own folder.
    expect(await readdir(join(desk.work, 'phalus-output'))).toEqual(['.phalus']);
  });

  it.skipIf(!hasUnzip)(
    'takes a user from a manifest to tests that pass, by HTTP alone, with a restart in between',
    async () => {
      const journey = await playJourney({
        serve,
        manifest: renderManifest('pad-word', '@quiet/sum'),
        folder: join(desk.work, 'unpacked'),
      });

      expect(journey.plain.at(-1)).toEqual({ JobDone: { total: 2, failed: 0 } });
      expect(journey.afterEnd).toEqual(journey.events);
      expect(journey.afterRestart).toEqual(journey.events);
      expect(journey.afterRestartDetail).toEqual(journey.detail);
      expect(journey.unpacked.toSorted()).toEqual(['@quiet__sum', 'audit.jsonl', 'pad-word']);
      expect(journey.tests).toEqual([
        { name: 'pad-word', isPassing: true, output: expect.stringMatching(/# pass [1-9]/) },
        { name: '@quiet/sum', isPassing: true, output: expect.stringMatching(/# pass [1-9]/) },
      ]);
    },
  );

  it("says what is lacking, and not where the user's home is", async () => {
    const environment = {
      PHALUS_LLM__AGENT_A__PROVIDER: 'local',
      PHALUS_LLM__AGENT_A__MODEL: join(desk.home, 'none.gguf'),
    };
    const server = await startServing((watch) =>
      desk.phalus(['serve', '--port', '0'], { watch, environment }),
    );
    servers.push(server);

    const health = await (await server.get('/api/health')).text();

    expect(JSON.parse(health)).toMatchObject({
      status: 'ok',
      ready: false,
      readiness: { model: { ready: false, reason: expect.stringContaining('~/none.gguf') } },
    });
    expect(health).not.toContain(desk.home);
  });

  it('refuses another address without a token, a port that is taken and a folder in use, leaving the jobs there alone', async () => {
    weather = (number) => (number === 2 ? { kind: 'hang' } : undefined);
    const server = await serve();
    const id = await server.submit({ manifest_content: renderManifest('pad-word') });
    await untilAsked(2);

    const open = await desk.phalus(['serve', '--host', '0.0.0.0', '--port', '0']);
    const taken = await desk.phalus(['serve', '--port', new URL(server.url).port]);
    const second = await desk.phalus(['serve', '--port', '0']);

    expect([open.code, taken.code, second.code]).toEqual([2, 2, 2]);
    expect(second.stderr).toContain('[folder-in-use]');
    expect(open.stderr).toContain('[not-loopback]');
    expect(taken.stderr).toContain('[address-in-use]');
    expect(await statusOf(server, id)).toBe('running');
  });
});
