import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { FakeServer } from '../src/registry/npm/registry-server.fake.ts';
import { hasBubblewrap } from './cli-process.ts';
import { type JobRun, runFlow } from './job.ts';
import {
  type FakeModelOptions,
  type FakeModelServer,
  type LedgerEntry,
  startFakeModel,
  type Weather,
} from './model-server.fake.ts';
import { startFakeRegistry } from './npm-registry.fake.ts';
import { padWord, padWordCode } from './packages.fake.ts';

let registry: FakeServer;
beforeAll(async () => {
  registry = await startFakeRegistry([padWord]);
});
afterAll(() => registry.close());

const models: FakeModelServer[] = [];
afterEach(async () => {
  for (const model of models.splice(0)) await model.close();
});

async function run(
  onRequest: FakeModelOptions['onRequest'],
  keys: Readonly<Record<string, unknown>> = {},
  dryRun = false,
): Promise<JobRun & { readonly ledger: readonly LedgerEntry[] }> {
  const model = await startFakeModel(onRequest === undefined ? {} : { onRequest });
  models.push(model);
  const run = await runFlow({ baseUrl: model.baseUrl, registry: registry.origin, keys, dryRun });
  return { ...run, ledger: model.ledger };
}

/** Agent A's part alone: it needs no sandbox. */
const specify = (onRequest: FakeModelOptions['onRequest']) => run(onRequest, {}, true);

/** The weather at the first request of each agent. */
const once =
  (weather: Weather): FakeModelOptions['onRequest'] =>
  (_, { ofAgent }) =>
    ofAgent === 1 ? weather : undefined;

describe('runJob() in bad weather that passes, at Agent A', () => {
  it.each<[string, Weather]>([
    ['429 with Retry-After', { kind: 'status', status: 429, headers: { 'retry-after': '0.3' } }],
    ['429 without it', { kind: 'status', status: 429 }],
    ['500', { kind: 'status', status: 500 }],
    ['529', { kind: 'status', status: 529 }],
    ['a stream that dies half way', { kind: 'half' }],
  ])('asks once more after %s and specifies', async (name, weather) => {
    const { outcome, ledger } = await specify(once(weather));

    expect(outcome).toMatchObject({ kind: 'specified', cost: { calls: 1 } });
    expect(ledger.map(({ isAnswered }) => isAnswered)).toEqual([false, true]);
    const waitedMs = (ledger[1]?.atMs ?? 0) - (ledger[0]?.atMs ?? 0);
    if (name.includes('with Retry')) expect(waitedMs).toBeGreaterThanOrEqual(290);
  });

  it.each<[string, Weather]>([
    ['no JSON', { kind: 'text', text: 'I would rather write a poem' }],
    ['JSON of another shape', { kind: 'text', text: '{"1": "a string", "2": null}' }],
    ['JSON that is cut', { kind: 'text', text: '{"1": {"kind": "beh', finish: 'length' }],
    ['a refusal', { kind: 'refusal' }],
  ])('asks again after %s, then lets the documentation speak for itself', async (_, weather) => {
    const { outcome, ledger, audit } = await specify(() => weather);

    expect(outcome.kind).toBe('specified');
    expect(ledger).toHaveLength(2);
    expect(audit.find(({ type }) => type === 'spec_generated')).toMatchObject({
      statements: 2,
      statements_quoted: 2,
    });
  });
});

describe.skipIf(!hasBubblewrap)('runJob() in bad weather that passes, at Agent B (needs bubblewrap)', () => {
  it.each<[string, Weather]>([
    ['500', { kind: 'status', status: 500 }],
    ['a stream that dies half way', { kind: 'half' }],
  ])('asks once more after %s and delivers', async (_, weather) => {
    const { outcome, ledger } = await run(once(weather));

    expect(outcome).toMatchObject({ kind: 'finished', verdict: { verdict: 'PASS' }, cost: { calls: 2 } });
    expect(ledger.map(({ isAnswered }) => isAnswered)).toEqual([false, true, false, true]);
  });

  it.each<[string, Weather]>([
    [
      'code that is cut',
      { kind: 'text', text: '```js\nfunction padWord(word, width) {\n  return "', finish: 'length' },
    ],
    ['prose', { kind: 'text', text: 'First I would think about it' }],
    ['a refusal', { kind: 'refusal' }],
  ])('lets Agent B try again after %s', async (_, weather) => {
    const { outcome, audit } = await run(({ agent }, { ofAgent }) =>
      agent === 'agent_b' && ofAgent === 1 ? weather : undefined,
    );

    expect(outcome).toMatchObject({ kind: 'finished', verdict: { verdict: 'PASS' } });
    expect(audit.find(({ type }) => type === 'implementation_generated')).toMatchObject({ attempts: 2 });
  });
});

describe('runJob() in bad weather that stays', () => {
  it.each<[string, Weather, string, number]>([
    ['429', { kind: 'status', status: 429 }, 'rate-limited', 3],
    ['500', { kind: 'status', status: 500 }, 'overloaded', 3],
    ['half streams', { kind: 'half' }, 'unreachable', 3],
    ['401', { kind: 'status', status: 401 }, 'unauthorized', 1],
    ['404', { kind: 'status', status: 404 }, 'bad-request', 1],
  ])('stops the package with its reason and a hint after %s', async (_, weather, code, requests) => {
    const { outcome, ledger, audit } = await run(() => weather, { 'llm.retry.max_attempts': 3 });

    expect(outcome).toMatchObject({
      kind: 'stopped',
      phase: 'analyze',
      code,
      reason: expect.stringContaining('openai-compatible/test'),
      hint: expect.stringMatching(/.{10}/),
    });
    expect(ledger).toHaveLength(requests);
    expect(audit.at(-2)).toMatchObject({ type: 'package_stopped', code });
    expect(JSON.stringify(audit)).not.toContain('sk-a');
  });

  it('stops the package when no reply of Agent B holds code', async () => {
    const { outcome } = await run(({ agent }) => (agent === 'agent_b' ? { kind: 'refusal' } : undefined), {
      'limits.attempts': 2,
    });

    expect(outcome).toMatchObject({ kind: 'stopped', phase: 'build', code: 'no-usable-code' });
  });
});

describe('two agents at two endpoints', () => {
  it('send each key to its own alone', async () => {
    const other = await startFakeModel({ code: { padWord: padWordCode } });
    models.push(other);

    const { ledger } = await run(undefined, {
      'llm.agent_b.base_url': other.baseUrl,
      'llm.agent_b.model': 'second',
    });

    expect(ledger.map(({ agent, authorization, body }) => [agent, authorization, body.model])).toEqual([
      ['agent_a', 'Bearer sk-a', 'test'],
    ]);
    expect(
      other.ledger.map(({ agent, authorization, body }) => [agent, authorization, body.model]),
    ).toContainEqual(['agent_b', 'Bearer sk-b', 'second']);
    expect(other.ledger.filter(({ authorization }) => authorization !== 'Bearer sk-b')).toEqual([]);
  });
});
