import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { FakeServer } from '../src/registry/npm/registry-server.fake.ts';
import { createDesk, type Desk, hasBubblewrap, readTree, renderConfig } from './cli-process.ts';
import { type FakeModelServer, startFakeModel } from './model-server.fake.ts';
import { startFakeRegistry } from './npm-registry.fake.ts';
import { padWord } from './packages.fake.ts';

let registry: FakeServer;
let model: FakeModelServer;
let desk: Desk;
beforeAll(async () => {
  registry = await startFakeRegistry([padWord]);
  model = await startFakeModel();
  desk = await createDesk({ registry: registry.origin, config: renderConfig(model.baseUrl) });
}, 120_000);
afterAll(async () => {
  await Promise.all([registry?.close(), model?.close(), desk?.close()]);
});
afterEach(async () => {
  registry.requests.length = 0;
  model.ledger.length = 0;
  await rm(desk.work, { recursive: true, force: true });
  await mkdir(desk.work);
});

const good = ['run-one', 'npm/pad-word'];
const inWork = (...parts: string[]) => join(desk.work, ...parts);

describe('phalus, given what it cannot use, says so before any request', () => {
  it.each<[string, readonly string[], Readonly<Record<string, string>>, RegExp]>([
    ['an empty manifest', ['run', 'package.json'], { 'package.json': '' }, /empty/i],
    ['a manifest without dependencies', ['run'], { 'package.json': '{"name":"a"}' }, /no .*dependenc/i],
    ['broken JSON', ['run'], { 'package.json': '{"dependencies": {' }, /package\.json|JSON/],
    [
      'a manifest of a language that is not read',
      ['run', 'composer.json'],
      { 'composer.json': '{"name": "a/b", "require": {"monolog/monolog": "^2.0"}}' },
      /composer\.json.*package\.json/s,
    ],
    ['a manifest that is not there', ['run', 'nowhere.json'], {}, /nowhere\.json/],
    ['an unknown licence', [...good, '--license', 'wtf'], {}, /wtf.*mit, apache-2\.0/s],
    ['a licence file that is not there', [...good, '--license-file', 'no.txt'], {}, /no\.txt/],
    [
      'an isolation mode that is none',
      [...good, '--isolation', 'glass'],
      {},
      /glass.*context, process, container/s,
    ],
    ['an ecosystem that is none', ['run-one', 'cpan/Moose'], {}, /cpan\/Moose.*npm/s],
    ['a command that is none', ['rnu'], {}, /Did you mean run\?/],
    ['a flag that is none', ['run', '--licence', 'mit'], {}, /--licence.*Did you mean --license/s],
  ])('%s', async (_, words, files, message) => {
    for (const [name, text] of Object.entries(files)) await writeFile(inWork(name), text);

    const result = await desk.phalus(words);

    expect(result.stderr).toMatch(message);
    expect(result.code).toBe(2);
    expect(result.stdout).toBe('');
    expect([registry.requests, model.ledger]).toEqual([[], []]);
    expect(Object.keys(await readTree(desk.work))).toEqual(Object.keys(files));
  });

  it.each([
    ['an unknown provider', { PHALUS_LLM__AGENT_B__PROVIDER: 'opanai' }, /"opanai".*local, anthropic/s],
    [
      'a provider without its key',
      { PHALUS_LLM__AGENT_B__PROVIDER: 'anthropic', PHALUS_LLM__AGENT_B__API_KEY: '' },
      /api_key/,
    ],
    [
      'a model that is not known',
      { PHALUS_LLM__AGENT_B__PROVIDER: 'local', PHALUS_LLM__AGENT_B__MODEL: 'nonesuch' },
      /nonesuch/,
    ],
    ['an unknown key', { PHALUS_LLM__AGENT_B__MODLE: 'x' }, /Did you mean PHALUS_LLM__AGENT_B__MODEL\?/],
  ])('%s', async (_, environment, message) => {
    const result = await desk.phalus(good, { environment });

    expect(result.stderr).toMatch(message);
    expect(result.code).toBe(2);
    expect([registry.requests, model.ledger]).toEqual([[], []]);
  });

  it('an unknown key in the file, naming its path and the nearest', async () => {
    await writeFile(inWork('mine.toml'), '[limits]\ntokns = 3\n');

    const result = await desk.phalus([...good, '--config', 'mine.toml', '--json']);

    expect(result.code).toBe(2);
    expect(JSON.parse(result.stdout)).toMatchObject({
      code: 'unknown-key',
      error: expect.stringContaining('limits.tokns'),
      hint: 'Did you mean limits.tokens?',
    });
  });

  it('an output folder in which somebody else keeps the package', async () => {
    await mkdir(inWork('phalus-output', 'pad-word'), { recursive: true });
    await writeFile(inWork('phalus-output', 'pad-word', 'thesis.txt'), 'mine');

    const result = await desk.phalus(good);

    expect(result.code).toBe(1);
    expect(result.stdout).toMatch(/not-ours.*something that phalus did not write/s);
    expect(model.ledger).toEqual([]);
    expect(await readFile(inWork('phalus-output', 'pad-word', 'thesis.txt'), 'utf8')).toBe('mine');
  });

  it('an output folder that is a file', async () => {
    await writeFile(inWork('phalus-output'), 'mine');

    const result = await desk.phalus(good);

    expect(result.code).toBe(1);
    expect(result.stderr).toMatch(/Cannot write to the output folder .*hint: .*--output/s);
    expect([registry.requests, model.ledger]).toEqual([[], []]);
  });

  it.skipIf(!hasBubblewrap)('an output folder that is read-only (needs bubblewrap)', async () => {
    await mkdir(inWork('phalus-output'));

    const result = await desk.phalus(good, {
      wrapper: [
        'bwrap',
        '--dev-bind',
        '/',
        '/',
        '--ro-bind',
        inWork('phalus-output'),
        inWork('phalus-output'),
      ],
    });

    expect(result.code).toBe(1);
    expect(result.stderr).toMatch(/Cannot write to the output folder .*hint: .*--output/s);
    expect([registry.requests, model.ledger]).toEqual([[], []]);
  });
});

describe('an audit that cannot be written stops the run', () => {
  it('before it begins when a folder stands in its place', async () => {
    await mkdir(inWork('phalus-output', 'audit.jsonl'), { recursive: true });

    const result = await desk.phalus(good);

    expect(result.code).toBe(1);
    expect(result.stderr).toMatch(/Cannot write the audit log .*\[write-failed\]/);
    expect([registry.requests, model.ledger]).toEqual([[], []]);
  });

  it('in the middle when another process writes to it', async () => {
    const disturbing = await startFakeModel({
      onRequest: async () => {
        await writeFile(inWork('phalus-output', 'audit.jsonl'), 'not an entry\n');
        return undefined;
      },
    });
    await writeFile(inWork('other.toml'), renderConfig(disturbing.baseUrl));

    const result = await desk.phalus([...good, '--config', 'other.toml']);
    await disturbing.close();

    expect(result.code).toBe(1);
    expect(result.stderr).toMatch(/Cannot write the audit log .*\[write-failed\]/);
    expect(disturbing.ledger).toHaveLength(1);
  });

  // A file takes a page of 4096 bytes: the job's, the log's, the journal's, then the package's.
  it.skipIf(!hasBubblewrap).each([
    [4096, /Cannot write the audit log .*ENOSPC.*\[write-failed\]\n +hint:/],
    [8192, /Cannot write to the journal .*ENOSPC.*\[journal\]\n +hint:/],
    [40_960, /stopped in analyze \[write-failed\]\n.*ENOSPC.*\n +hint:/],
  ])(
    'and a disk that is full after %i bytes ends it with words (needs bubblewrap)',
    async (size, message) => {
      await mkdir(inWork('phalus-output'));

      const result = await desk.phalus(good, {
        wrapper: ['bwrap', '--dev-bind', '/', '/', '--size', `${size}`, '--tmpfs', inWork('phalus-output')],
      });

      expect(result.stderr + result.stdout).toMatch(message);
      expect(result.code).toBe(1);
    },
  );
});

describe('phalus config', () => {
  it('redacts keys and names the source of each value', async () => {
    const result = await desk.phalus(['config'], { environment: { PHALUS_LIMITS__TOKENS: '5' } });

    expect(result.code).toBe(0);
    expect(result.stdout + result.stderr).not.toMatch(/sk-agent/);
    expect(result.stdout).toMatch(/^llm\.agent_a\.api_key +"\(redacted\)" +.*config\.toml$/m);
    expect(result.stdout).toMatch(/^limits\.tokens +5 +PHALUS_LIMITS__TOKENS$/m);
    expect(result.stdout).toMatch(/^web\.port +3000 +default$/m);
  });
});
