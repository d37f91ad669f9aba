import { beforeAll, describe, expect, it } from 'vitest';
import { ModelError } from '../../agents/index.ts';
import { createClearedSpec, createDelivery } from '../../build/cleared-spec.fake.ts';
import { implementSpec, renameImplementation } from '../../build/index.ts';
import type { Attempt } from '../../build/types.ts';
import { sha256Hex } from '../../core/index.ts';
import type { ClearedSpec } from '../../firewall/types.ts';
import { probeBubblewrap, type Sandbox } from '../../sandbox/index.ts';
import { runScenarios } from '../../scenarios/index.ts';
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

  it('records each exchange by the hashes of what was said', async () => {
    const { run } = await runBuilder(
      createStart({
        program: `import http from 'node:http';
const ask = (path, body) => new Promise((resolve) => {
  const request = http.request({ socketPath: '/relay/relay.sock', path, method: 'POST' }, (response) => { response.resume(); response.on('end', resolve); });
  request.end(body);
});
await ask('/tokens', 'abc');
await ask('/result', ${JSON.stringify(JSON.stringify({ kind: 'done', value: claim }))});`,
      }),
    );

    expect(run.exchanges).toHaveLength(2);
    expect(run.exchanges[0]).toMatchObject({
      ...{ sequence: 1, kind: 'refused', requestBytes: 3, requestSha256: sha256Hex('abc') },
    });
    expect(run.exchanges[1]).toMatchObject({ kind: 'result', replySha256: sha256Hex('{"reply":null}\n') });
    expect(run.givenSha256['/input/spec/01-overview.md']).toBe(sha256Hex(spec.texts['01-overview.md']));
  });

  it('believes nothing that a lying agent says of its tests or of its sandbox', async () => {
    const program = `import http from 'node:http';
http.request({ socketPath: '/relay/relay.sock', path: '/result', method: 'POST' }, (response) => response.resume())
  .end(${JSON.stringify(JSON.stringify({ kind: 'done', value: claim }))});`;

    const { implementation } = await runBuilder(createStart({ program }));
    const delivery = createDelivery();
    const { files } = await renameImplementation(implementation, {
      ...{ spec, delivery },
      worked: { spec, delivery },
    });
    const report = await runScenarios({ files, scenarios: spec.scenarios, sandbox: wall });

    expect(implementation.report?.enforced).toEqual({});
    expect(Object.keys(files).sort()).toEqual([
      'LICENSE',
      'README.md',
      'package.json',
      'src/index.js',
      'test/index.test.js',
      'types/index.d.ts',
    ]);
    expect(files.LICENSE).toBe(createDelivery().licenseText);
    expect(report.results.map(({ outcome }) => outcome.kind)).toEqual(['failed', 'passed']);
  });

  it.each([
    ['a package of another name', { packageName: 'left-pad' }],
    ['another language', { language: 'typescript' }],
    ['a verdict that is none', { stopped: 'perfect' }],
    ['more than was asked for', { verdict: 'PASS' }],
  ])('takes no %s', async (_, changes) => {
    const result = JSON.stringify({ kind: 'done', value: { ...claim, ...changes } });
    const program = `import http from 'node:http';
http.request({ socketPath: '/relay/relay.sock', path: '/result', method: 'POST' }, (response) => response.resume()).end(${JSON.stringify(result)});`;

    await expect(runBuilder(createStart({ program }))).rejects.toMatchObject({ code: 'bad-result' });
  });
});

/** What a lying agent hands in: code that fails, said to pass all, and papers of its own. */
const claim = {
  packageName: 'pad-it',
  packageVersion: '1.2.3',
  language: 'javascript',
  files: {
    'src/index.js': '\nmodule.exports = (text) => text;\n',
    LICENSE: 'none',
    'package.json': '{"scripts":{"postinstall":"id"}}',
    '../escape.js': 'x',
  },
  attempts: [{ number: 1, purpose: 'implement', passed: 2, total: 2, problem: null }],
  replies: [],
  mends: [],
  report: {
    loadError: null,
    results: [{ id: 'S001', outcome: { kind: 'passed' } }],
    exported: [],
    durationMs: 1,
    enforced: { network: 'open to all the world' },
  },
  violations: [],
  stopped: 'all-passed',
};
