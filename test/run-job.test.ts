import { afterAll, beforeAll, expect, it } from 'vitest';
import type { FakeServer } from '../src/registry/npm/registry-server.fake.ts';
import { runFlow } from './job.ts';
import { startFakeModel } from './model-server.fake.ts';
import { startFakeRegistry } from './npm-registry.fake.ts';
import { createEcho } from './packages.fake.ts';

let registry: FakeServer;
beforeAll(async () => {
  registry = await startFakeRegistry([createEcho('say-one'), createEcho('say-two')]);
});
afterAll(() => registry.close());

it('runJob() lets a reply come in when a budget has no room for the second of two packages', async () => {
  const model = await startFakeModel({ onRequest: () => ({ kind: 'delay', delayMs: 400 }) });

  const { result } = await runFlow({
    baseUrl: model.baseUrl,
    registry: registry.origin,
    // Room for one call as it is estimated: 2048 tokens of reply and the prompt.
    keys: { 'limits.concurrency': 2, 'limits.tokens': 4000 },
    packages: ['say-one', 'say-two'],
    dryRun: true,
  });
  await model.close();

  expect(result.interrupted).toBe('budget');
  expect(result.outcomes).toHaveLength(1);
  expect(result.outcomes[0]).toMatchObject({ kind: 'specified', cost: { calls: 1 } });
  expect(model.ledger.map(({ isAnswered }) => isAnswered)).toEqual([true]);
});

it.each([true, false])('runJob() says when there is nothing to resume (resume: %s)', async (resume) => {
  const model = await startFakeModel();

  const { events, outcome } = await runFlow({
    baseUrl: model.baseUrl,
    registry: registry.origin,
    packages: ['say-one'],
    dryRun: true,
    resume,
  });
  await model.close();

  const notes = events.flatMap((event) => (event.kind === 'note' ? event.text : []));
  expect(notes.some((text) => text.startsWith('begun anew'))).toBe(resume);
  expect(outcome.kind).toBe('specified');
});
