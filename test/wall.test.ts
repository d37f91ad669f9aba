import type { ChildProcess } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAudit } from '../src/audit/index.ts';
import type { FakeServer } from '../src/registry/npm/registry-server.fake.ts';
import { probeBubblewrap, probeContainer } from '../src/sandbox/index.ts';
import { specFilenames } from '../src/spec/index.ts';
import { createDesk, hasBubblewrap, renderConfig } from './cli-process.ts';
import { type JobRun, runFlow } from './job.ts';
import { type FakeModelServer, startFakeModel } from './model-server.fake.ts';
import { startFakeRegistry } from './npm-registry.fake.ts';
import { padWord, quietSum } from './packages.fake.ts';
import { startTestServer } from './server.ts';
import { watchWall } from './watched-wall.ts';

let registry: FakeServer;
beforeAll(async () => {
  registry = await startFakeRegistry([padWord, quietSum]);
});
afterAll(() => registry.close());

/** One job in a mode, and what its models were asked. */
async function run(
  mode: string,
  name: string,
  language: string,
): Promise<JobRun & { asked: FakeModelServer['ledger'] }> {
  const model = await startFakeModel();
  const job = await runFlow({
    baseUrl: model.baseUrl,
    registry: registry.origin,
    packages: [name],
    keys: { 'isolation.mode': mode, 'output.target_lang': language },
  });
  await model.close();
  return { ...job, asked: model.ledger };
}

/** The package and its specification; evidence tells of one run and differs. */
function readDelivered({ tree }: JobRun): Record<string, string> {
  const isEvidence =
    /(?:^|\/)(?:audit\.jsonl|evidence\.json|cost\.json|validation\.(?:json|md)|manifest\.json)$|^\.phalus\//;
  return Object.fromEntries(Object.entries(tree).filter(([path]) => !isEvidence.test(path)));
}

interface Watched {
  readonly job: JobRun;
  /** What Agent A's sandbox was shown, then Agent B's. */
  readonly shown: readonly string[];
}

/** One job in mode process, with what entered the agents' sandboxes. */
async function watch(name: string, keys: Readonly<Record<string, unknown>> = {}): Promise<Watched> {
  const model = await startFakeModel();
  const { probe, shown } = await watchWall('process');
  if (probe.kind === 'unavailable') throw new Error(probe.reason);
  const job = await runFlow({
    baseUrl: model.baseUrl,
    registry: registry.origin,
    packages: [name],
    keys: { 'isolation.mode': 'process', ...keys },
    findWall: async () => probe,
  });
  await model.close();
  return { job, shown };
}

describe('what enters the sandboxes of the agents', () => {
  let usual: Promise<Watched>;
  beforeAll(() => {
    usual = watch('pad-word');
  });

  it('tells Agent B no name, version, licence or home of the original, and neither of them a key or an address', async () => {
    const { job, shown } = await usual;
    const [analyst = '', builder = ''] = shown;

    expect(job.outcome).toMatchObject({ kind: 'finished' });
    expect(shown).toHaveLength(2);
    // The word for the interface is what is to be built.
    expect(builder).toContain('padWord');
    expect(builder).not.toMatch(/pad-word|1\.2\.0|GPL/i);
    expect(analyst).toContain('pad-word');
    for (const text of shown) expect(text).not.toMatch(/sk-[ab]|127\.0\.0\.1|module\.exports = function/);
    expect(job.tree['pad-word/package.json']).toContain('"name": "pad-word"');
  });

  it('stands in the audit by hash, with what was enforced and exchanged', async () => {
    const { job } = await usual;
    const finished = job.audit.filter(({ type }) => type === 'agent_finished');
    const crossing = job.audit.find(({ type }) => type === 'firewall_crossing');
    const evidence = JSON.parse(job.tree['pad-word/.cleanroom/evidence.json'] ?? '');

    expect(finished).toMatchObject([
      { agent: 'agent-a', isolation_mode: 'process', ran_in: expect.stringMatching(/^bubblewrap /) },
      { agent: 'agent-b', isolation_mode: 'process', exchanges: { model: 1, progress: 1, result: 1 } },
    ]);
    for (const { enforced } of finished as unknown as { enforced: Record<string, string> }[]) {
      expect(enforced.net_namespace).toMatch(/^separate/);
    }
    expect(crossing).toMatchObject({
      ...{ same_model: true, same_key: false },
      agent_a: {
        ran_in: expect.stringMatching(/^bubblewrap /),
        model_sha256: expect.stringMatching(/^\w{64}$/),
      },
      agent_b: { prompt_sha256: expect.stringMatching(/^\w{64}$/) },
    });
    const { handed_checksums: handed } = crossing as unknown as { handed_checksums: Record<string, string> };
    const given = finished[1]?.given_sha256 as Record<string, string>;
    for (const name of specFilenames) expect(given[`/input/spec/${name}`]).toBe(handed[name]);
    expect(evidence.agents.agent_b.exchanges.map(({ kind }: { kind: string }) => kind)).toContain('run');
    expect(JSON.stringify([job.audit, evidence])).not.toMatch(/sk-[ab]/);
  });

  it('says that both agents share model and key when they do, and tells the name when the user says so', async () => {
    const { job, shown } = await watch('pad-word', {
      'llm.agent_b.api_key': 'sk-a',
      'isolation.tell_name': true,
    });

    expect(shown[1]).toContain('pad-word');
    expect(job.audit.find(({ type }) => type === 'firewall_crossing')).toMatchObject({ same_key: true });
  });
});

describe('the same replies give the same package', () => {
  it.for([
    { mode: 'process', name: 'pad-word', language: 'javascript' },
    { mode: 'process', name: '@quiet/sum', language: 'typescript' },
    { mode: 'container', name: 'pad-word', language: 'javascript' },
  ])('in modes context and $mode: $name in $language', async ({ mode, name, language }, { skip }) => {
    const probe = mode === 'container' ? await probeContainer() : await probeBubblewrap();
    if (probe.kind === 'unavailable') skip(`${mode}: ${probe.reason}`);
    const context = await run('context', name, language);
    const behind = await run(mode, name, language);

    expect(behind.outcome).toMatchObject({ kind: 'finished' });
    expect(readDelivered(behind)).toEqual(readDelivered(context));
    expect(behind.asked.map(({ body }) => body)).toEqual(context.asked.map(({ body }) => body));
  });
});

describe.skipIf(!hasBubblewrap)('phalus --isolation process (needs bubblewrap)', () => {
  it('begins again an Agent B that was killed, and pays for nothing twice', async () => {
    let child: ChildProcess | undefined;
    const model = await startFakeModel({
      async onRequest({ agent }, { ofAgent }) {
        if (agent === 'agent_b' && ofAgent === 1) process.kill(await findAgent(child?.pid ?? 0), 'SIGKILL');
        return undefined;
      },
    });
    const desk = await createDesk({ registry: registry.origin, config: renderConfig(model.baseUrl) });
    const words = ['run-one', 'npm/pad-word', '--isolation', 'process', '--json'];

    const { stdout } = await desk.phalus(words, {
      watch: (started) => {
        child = started;
      },
    });
    const audit = readAudit(await readFile(join(desk.work, 'phalus-output', 'audit.jsonl'), 'utf8'));

    expect(JSON.parse(stdout)).toMatchObject({ packages: [{ kind: 'finished', verdict: 'PASS' }] });
    expect(
      audit.filter(({ event }) => event.type === 'agent_finished').map(({ event }) => event.starts),
    ).toEqual([1, 2]);
    expect(model.ledger.map(({ agent, isAnswered }) => [agent, isAnswered])).toEqual([
      ['agent_a', true],
      ['agent_b', true],
    ]);
    await Promise.all([desk.close(), model.close()]);
  });
});

describe.skipIf(!hasBubblewrap)('POST /api/jobs with isolation process (needs bubblewrap)', () => {
  it('runs the agents behind the wall', async () => {
    const model = await startFakeModel();
    const server = await startTestServer({ baseUrl: model.baseUrl, registry: registry.origin });

    const id = await server.submit({
      manifest_content: '{"dependencies":{"pad-word":"^1"}}',
      isolation: 'process',
    });
    const events = await server.listen(id);
    const audit = (await (await server.get('/api/packages/pad-word/audit')).json()) as {
      event: Record<string, unknown>;
    }[];

    expect(events.map(({ data }) => data)).toContainEqual({ JobDone: { total: 1, failed: 0 } });
    expect(
      audit.filter(({ event }) => event.type === 'agent_finished').map(({ event }) => event),
    ).toMatchObject([
      { agent: 'agent-a', isolation_mode: 'process', ran_in: expect.stringMatching(/^bubblewrap/) },
      { agent: 'agent-b', isolation_mode: 'process', ran_in: expect.stringMatching(/^bubblewrap/) },
    ]);
    await server.close();
    await model.close();
  });
});

/** The host's number of the agent that this process started: a Node with the agent's program, below it. */
async function findAgent(ancestor: number): Promise<number> {
  const field = async (file: string) => (await readFile(file, 'utf8').catch(() => '')).split('\0');
  for (const name of (await readdir('/proc')).filter((each) => /^\d+$/.test(each))) {
    const words = await field(`/proc/${name}/cmdline`);
    if (!words[0]?.endsWith('node') || !words.includes('/program/agent.mjs')) continue;
    for (let at = Number(name); at > 1; ) {
      if (at === ancestor) return Number(name);
      const status = (await field(`/proc/${at}/stat`)).join('');
      at = Number(/^\d+ \(.*\) \S (\d+)/s.exec(status)?.[1] ?? 0);
    }
  }
  throw new Error('no agent runs');
}
