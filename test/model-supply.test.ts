import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ModelError } from '../src/agents/index.ts';
import type { FakeServer } from '../src/registry/npm/registry-server.fake.ts';
import { createDesk, type Desk, hasBubblewrap, readTree, renderConfig } from './cli-process.ts';
import { type JobSettings, runFlow } from './job.ts';
import { type FakeModelServer, startFakeModel } from './model-server.fake.ts';
import { startFakeRegistry } from './npm-registry.fake.ts';
import { createEcho, mutePackage, padWord } from './packages.fake.ts';

let registry: FakeServer;
let model: FakeModelServer;
beforeAll(async () => {
  registry = await startFakeRegistry([padWord, mutePackage, createEcho('say-one'), createEcho('say-two')]);
  model = await startFakeModel();
});
afterAll(() => Promise.all([registry.close(), model.close()]));

const isLocal = { provider: 'local', model: '', base_url: '', api_key: '' };
const failure = new ModelError('unreachable', 'Cannot fetch the model: there is no network');

/** What happened, in order: phases that ended, and fetches of a model, which fail. */
async function follow(settings: Partial<JobSettings>) {
  const steps: string[] = [];
  const run = runFlow({
    baseUrl: model.baseUrl,
    registry: registry.origin,
    ...settings,
    onEvent: (event) => {
      if (event.kind === 'phase-done') steps.push(`${event.name} ${event.phase}`);
    },
    fetchModel: async (agent) => {
      steps.push(`fetch ${agent.model === '' ? 'the default' : agent.model}`);
      // As long as a download goes on, others come to wait for it.
      await new Promise((resolve) => setTimeout(resolve, 200));
      throw failure;
    },
  });
  const job = await run.catch((error: unknown) => error);
  return { steps, job };
}

describe('a local model', () => {
  it.each([
    ['is not there', ['no-such-package'], ['not-found']],
    ['has no documentation', ['mute-package'], ['no-documentation']],
    ['neither of two can go on', ['no-such-package', 'mute-package'], ['not-found', 'no-documentation']],
  ])('is not fetched when the package %s', async (_, packages, codes) => {
    const { steps, job } = await follow({
      packages,
      keys: { 'llm.agent_a': isLocal, 'llm.agent_b': isLocal },
    });

    expect(job).toMatchObject({ result: { outcomes: codes.map((code) => ({ kind: 'stopped', code })) } });
    expect(steps.filter((step) => step.startsWith('fetch'))).toEqual([]);
  });

  it('is fetched after the first package that can go on was looked up and read, and its failure ends the job', async () => {
    const packages = ['no-such-package', 'say-one', 'say-two'];

    const { steps, job } = await follow({
      packages,
      keys: { 'llm.agent_a': isLocal, 'llm.agent_b': isLocal },
    });

    expect(steps).toEqual(['say-one resolve', 'say-one docs', 'fetch the default']);
    expect(job).toBe(failure);
  });

  it('is fetched once for packages that are worked on at once', async () => {
    const { steps } = await follow({
      packages: ['say-one', 'say-two'],
      keys: { 'llm.agent_a': isLocal, 'limits.concurrency': 2 },
    });

    expect(steps).toEqual(expect.arrayContaining(['say-one docs', 'say-two docs']));
    expect(steps.filter((step) => step.startsWith('fetch'))).toEqual(['fetch the default']);
  });

  it('of Agent B alone is fetched before its own phase, and not for --dry-run', async () => {
    const keys = { 'llm.agent_b': isLocal };

    const whole = await follow({ keys });
    const dry = await follow({ keys, dryRun: true });

    const specified = ['resolve', 'docs', 'analyze', 'firewall'].map((phase) => `pad-word ${phase}`);
    expect(whole.steps).toEqual([...specified, 'fetch the default']);
    expect(dry.steps).toEqual(specified);
    expect(dry.job).toMatchObject({ outcome: { kind: 'specified' } });
  });

  it('is neither fetched nor is anything looked up when the isolation mode is refused', async () => {
    const asked = registry.requests.length;

    const { steps, job } = await follow({
      keys: { 'llm.agent_a': isLocal, 'isolation.mode': 'process' },
      findWall: () =>
        Promise.resolve({ kind: 'unavailable', reason: 'no bubblewrap', remedy: 'install bubblewrap' }),
    });

    expect(job).toMatchObject({
      code: 'isolation-unavailable',
      message: 'Cannot run in isolation mode "process": no bubblewrap',
      hint: expect.stringMatching(/^install bubblewrap; .*--isolation/),
    });
    expect(steps).toEqual([]);
    expect(registry.requests).toHaveLength(asked);
  });
});

describe('on a machine without a model', () => {
  let desk: Desk;
  // An index where nobody listens: a fetch would be said, and would fail.
  const nowhere = { PIP_INDEX_URL: 'http://127.0.0.1:9/simple' };
  beforeEach(async () => {
    desk = await createDesk({ registry: registry.origin });
    return () => desk.close();
  });

  it('run-one says that a package is not there, at once', async () => {
    const { code, stdout, stderr } = await desk.phalus(['run-one', 'npm/no-such-package'], {
      environment: nowhere,
    });

    expect(code).toBe(1);
    expect(stdout).toMatch(/^no-such-package {2}stopped in resolve \[not-found\]\n.*\n {2}hint: /);
    expect(stderr).not.toContain('Fetching');
    expect(await readTree(join(desk.home, '.phalus'))).toEqual({});
  });

  it('run-one says what it fetches, and ends with the reason when it cannot', async () => {
    const { code, stderr } = await desk.phalus(['run-one', 'npm/pad-word'], { environment: nowhere });

    expect(code).toBe(1);
    expect(stderr).toMatch(/docs done.*\nFetching the model .* \(1\.1 GB, .*\nerror: /s);
  }, 60_000);

  it('plan, validate and inspect need none', async () => {
    await writeFile(join(desk.work, 'package.json'), '{"dependencies":{"pad-word":"1"}}');

    const runs = [
      await desk.phalus(['plan'], { environment: nowhere }),
      await desk.phalus(['validate', 'nothing'], { environment: nowhere }),
      await desk.phalus(['inspect', 'nothing'], { environment: nowhere }),
    ];

    expect(runs.map(({ code }) => code)).toEqual([0, 2, 2]);
    for (const { stderr } of runs) expect(stderr).not.toContain('Fetching');
  });

  it.skipIf(!hasBubblewrap)(
    'build needs the model of Agent B alone (needs bubblewrap)',
    async () => {
      await writeFile(join(desk.home, '.phalus', 'config.toml'), renderConfig(model.baseUrl));
      await desk.phalus(['run-one', 'npm/pad-word', '--dry-run']);
      const specification = join(desk.work, 'mine');
      await mkdir(specification);
      for (const [path, text] of Object.entries(
        await readTree(join(desk.work, 'phalus-output', 'pad-word')),
      )) {
        if (path.includes('/csp/')) await writeFile(join(specification, basename(path)), text);
      }
      const hosted = { ...nowhere, PHALUS_LLM__AGENT_A__PROVIDER: 'local', PHALUS_LLM__AGENT_A__MODEL: '' };
      const local = { ...nowhere, PHALUS_LLM__AGENT_B__PROVIDER: 'local', PHALUS_LLM__AGENT_B__MODEL: '' };

      const built = await desk.phalus(['build', 'mine'], { environment: hosted });
      const refused = await desk.phalus(['build', 'mine', '--output', 'other'], { environment: local });

      expect(built.code, built.stderr).toBe(0);
      expect(built.stderr).not.toContain('Fetching');
      expect(refused.code).toBe(1);
      expect(refused.stderr).toContain('Fetching');
    },
    60_000,
  );
});
