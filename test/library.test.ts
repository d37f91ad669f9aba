import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPhalus, type Phalus, type PhalusOptions } from '../src/library/index.ts';
import type { FakeServer } from '../src/registry/npm/registry-server.fake.ts';
import { hasBubblewrap } from './cli-process.ts';
import { type FakeModelServer, startFakeModel } from './model-server.fake.ts';
import { startFakeRegistry } from './npm-registry.fake.ts';
import { mutePackage, padWord } from './packages.fake.ts';

let folder: string;
let registry: FakeServer;
let model: FakeModelServer;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'phalus-library-'));
  registry = await startFakeRegistry([padWord, mutePackage]);
  model = await startFakeModel();
});
afterAll(async () => {
  await model.close();
  await registry.close();
  await rm(folder, { recursive: true, force: true });
});

function open(options: PhalusOptions = {}): Promise<Phalus> {
  const environment = { npm_config_registry: `${registry.origin}/` };
  return createPhalus({ environment, homeDirectory: folder, workDirectory: folder, ...options });
}

describe('createPhalus()', () => {
  it('runs the example of docs/library.md as it stands', async () => {
    const text = await readFile(new URL('../docs/library.md', import.meta.url), 'utf8');
    const [, example = ''] = /```js\n(.*?)```/s.exec(text) ?? [];
    const [first = '', ...body] = example.split('\n');
    const said: unknown[][] = [];
    const run = new Function(
      'createPhalus',
      'process',
      'console',
      `return (async () => {${body.join('\n')}})();`,
    );

    await run(
      open,
      { env: { MODEL_URL: model.baseUrl, MODEL_KEY: 'sk-a' } },
      { log: (...words: unknown[]) => said.push(words) },
    );

    expect(first).toBe("import { createPhalus } from 'phalus';");
    expect(said).toEqual([
      ['pad-word', 'planned'],
      ...['resolve', 'docs', 'analyze', 'firewall', 'build', 'validate'].map((phase) => ['pad-word', phase]),
      [hasBubblewrap ? 'PASS' : 'REVIEW', join(folder, 'results', 'pad-word')],
    ]);
    const phalus = await open();
    expect(await phalus.validate('results/pad-word')).toMatchObject({ checks: expect.any(Array) });
    await phalus.close();
  });

  it('gives outcomes for what cannot be done, and errors with codes for what is wrong', async () => {
    const agent = { provider: 'openai-compatible', base_url: model.baseUrl, model: 'test' } as const;
    const phalus = await open({ config: { llm: { agent_a: agent, agent_b: agent } } });

    const { outcomes } = await phalus.run({ packages: ['npm/mute-package'] });

    expect(outcomes).toMatchObject([{ kind: 'stopped', name: 'mute-package', phase: 'docs' }]);
    expect(() => phalus.parseManifest('prose')).toThrow(expect.objectContaining({ code: 'unrecognised' }));
    await expect(open({ config: { web: { port: -1 } } })).rejects.toMatchObject({
      code: 'bad-value',
      message: expect.stringContaining('web.port'),
    });
    await phalus.close();
  });

  it('does not fetch a local model by itself', async () => {
    const phalus = await open();

    await expect(phalus.run({ packages: ['npm/pad-word'] })).rejects.toMatchObject({
      code: 'not-installed',
      hint: expect.stringContaining('phalus model pull'),
    });
    await phalus.close();
  });

  it('stops by its signal', async () => {
    const agent = { provider: 'openai-compatible', base_url: model.baseUrl, model: 'test' } as const;
    const phalus = await open({ config: { llm: { agent_a: agent, agent_b: agent } } });
    const stop = new AbortController();

    const result = await phalus.run({
      packages: ['npm/pad-word'],
      signal: stop.signal,
      onEvent: ({ kind }) => kind === 'phase-done' && stop.abort(),
    });

    expect(result).toMatchObject({ interrupted: 'user', outcomes: [] });
    await phalus.close();
  });
});
