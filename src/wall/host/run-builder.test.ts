import { beforeAll, describe, expect, it } from 'vitest';
import { ModelError } from '../../agents/index.ts';
import { createClearedSpec, createDelivery } from '../../build/cleared-spec.fake.ts';
import { implementSpec } from '../../build/index.ts';
import type { Attempt } from '../../build/types.ts';
import type { ClearedSpec } from '../../firewall/types.ts';
import { probeBubblewrap, type Sandbox } from '../../sandbox/index.ts';
import { createScriptedModel } from '../scripted-model.fake.ts';
import { type BuilderStart, runBuilder } from './run-builder.ts';

const limits = {
  attempts: 4,
  replyTokens: null,
  candidates: 1,
  maxOutputTokens: 1000,
  briefCharacters: 12_000,
};
const good = '```js\nfunction padIt(text, length = 2) { return String(text).padStart(length); }\n```';
const bad = '```js\nfunction padIt(text) { return text; }\n```';

let wall: Sandbox;
let spec: ClearedSpec;
beforeAll(async () => {
  const probe = await probeBubblewrap();
  if (probe.kind === 'unavailable') throw new Error(probe.reason);
  wall = probe.sandbox;
  spec = await createClearedSpec({
    scenarios: [
      ['padIt("x", 3)', '"  x"'],
      ['padIt("xyz", 3)', '"xyz"'],
    ],
  });
});

function createStart(changes: Partial<BuilderStart> = {}): BuilderStart {
  return {
    ...{ wall, sandbox: wall, spec, limits, delivery: createDelivery() },
    model: createScriptedModel([good]),
    signal: new AbortController().signal,
    onAttempt: () => {},
    ...changes,
  };
}

describe('runBuilder()', () => {
  it('gives what implementSpec() gives for the same replies', async () => {
    const attempts: Attempt[] = [];
    const behind = createScriptedModel([bad, good]);
    const before = createScriptedModel([bad, good]);

    const { implementation, run } = await runBuilder(
      createStart({ model: behind, onAttempt: (attempt) => attempts.push(attempt) }),
    );
    const direct = await implementSpec({
      ...{ spec, limits, delivery: createDelivery(), model: before, sandbox: wall },
    });

    expect(behind.asked).toEqual(before.asked);
    expect(implementation.files).toEqual(direct.files);
    expect(implementation.attempts).toEqual(direct.attempts);
    expect(attempts).toEqual(direct.attempts);
    expect(implementation.report?.results).toEqual(direct.report?.results);
    expect(run.exchanges.map(({ kind }) => kind)).toContain('run');
    expect(run.enforced.net_namespace).toMatch(/^separate/);
  });

  it('throws the very failure of the model', async () => {
    const failure = new ModelError('budget-exceeded', 'No money is left', { hint: 'Get some' });

    const start = createStart({ model: createScriptedModel([failure]) });

    await expect(runBuilder(start)).rejects.toBe(failure);
  });
});
