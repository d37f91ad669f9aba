import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FakeServer } from '../src/registry/npm/registry-server.fake.ts';
import type { Machine } from '../src/server/machine-schema.ts';
import type { PlanLine } from '../src/server/plan-schema.ts';
import { hasBubblewrap } from './cli-process.ts';
import { type FakeModelServer, startFakeModel } from './model-server.fake.ts';
import { startFakeRegistry } from './npm-registry.fake.ts';
import { createEcho, mutePackage, padWord, quietSum } from './packages.fake.ts';
import { renderManifest, startTestServer, type TestServer } from './server.ts';

const echoes = Array.from({ length: 40 }, (_, index) => createEcho(`say-${index}`));

let registry: FakeServer;
let model: FakeModelServer;
let server: TestServer;
beforeAll(async () => {
  registry = await startFakeRegistry([padWord, quietSum, mutePackage, ...echoes]);
  model = await startFakeModel();
  server = await startTestServer({
    ...{ baseUrl: model.baseUrl, registry: registry.origin },
    keys: {
      'validation.behaviour': false,
      'validation.similarity': false,
      'llm.prices': { 'openai-compatible/test': { input: 3, output: 15 } },
    },
  });
});
afterAll(async () => {
  await server.close();
  await model.close();
  await registry.close();
});

async function plan(body: Record<string, unknown>): Promise<PlanLine[]> {
  const response = await server.post('/api/plan', body);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toMatch(/^application\/x-ndjson/);
  const text = await response.text();
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as PlanLine);
}

const packagesOf = (lines: readonly PlanLine[]) =>
  lines.flatMap((line) => ('package' in line ? [line.package] : []));
const totalOf = (lines: readonly PlanLine[]) =>
  lines.flatMap((line) => ('total' in line ? [line.total] : []))[0];

describe('POST /api/plan', () => {
  it('tells of each package a line, what it costs, what is wrong with it, and the sum at last', async () => {
    const manifest_content =
      '{"dependencies":{"pad-word":"^1.0.0","@quiet/sum":"*","not-there":"1","own":"file:../own"}}';

    const lines = await plan({ manifest_content });
    const packages = packagesOf(lines);
    const of = (name: string) => packages.find((each) => each.name === name);

    expect(lines).toHaveLength(5);
    expect(of('pad-word')).toMatchObject({
      ...{ ecosystem: 'npm', version_constraint: '^1.0.0', version: '1.2.0' },
      license: { spdx: 'GPL-3.0', class: 'strong-copyleft' },
      rebuild: { advice: 'worthwhile', reason: expect.stringContaining('not legal advice') },
      size_bytes: expect.any(Number),
      estimate: {
        input_tokens: expect.any(Number),
        output_tokens: expect.any(Number),
        seconds: null,
        currency: null,
      },
    });
    const { input_tokens = 0, output_tokens = 0, cost = 0 } = of('pad-word')?.estimate ?? {};
    expect(input_tokens).toBeGreaterThan(output_tokens);
    expect(cost).toBeCloseTo((input_tokens * 3 + output_tokens * 15) / 1e6, 9);
    expect(of('@quiet/sum')?.rebuild?.advice).toBe('pointless');
    expect(of('not-there')).toMatchObject({ version: null, estimate: null, error: { code: 'not-found' } });
    expect(of('own')).toMatchObject({
      version: null,
      error: { code: 'unsupported', error: expect.any(String) },
    });
    expect(Object.keys(lines.at(-1) ?? {})).toEqual(['total']);
    const estimates = packages.flatMap(({ estimate }) => estimate ?? []);
    expect(totalOf(lines)).toMatchObject({
      ...{ packages: 4, failed: 2, estimated: 2 },
      input_tokens: estimates.reduce((sum, each) => sum + each.input_tokens, 0),
      output_tokens: estimates.reduce((sum, each) => sum + each.output_tokens, 0),
    });
    expect(model.ledger).toEqual([]);
  });

  it('takes what a job takes: names to leave out, lists of packages', async () => {
    const manifest_content = 'npm/pad-word@1.2.0\nnpm/mute-package\n';

    const lines = await plan({
      manifest_content,
      exclude: ['mute-*'],
      license: 'isc',
      budget: { tokens: 5 },
    });

    expect(packagesOf(lines).map(({ name, version }) => [name, version])).toEqual([['pad-word', '1.2.0']]);
  });

  const many = renderManifest(...Array.from({ length: 5001 }, (_, each) => `a${each}`));
  it.each([
    ['no manifest', {}, /manifest_content/],
    ['prose', { manifest_content: 'prose' }, /expected one of/],
    ['resume', { manifest_content: renderManifest('pad-word'), resume: true }, /resume/],
    ['a name that is not there', { manifest_content: renderManifest('pad-word'), only: ['other'] }, /other/],
    ['too many packages', { manifest_content: many }, /5001/],
  ])('refuses %s', async (_, body, words) => {
    const response = await server.post('/api/plan', body);

    expect(response.status).toBe(400);
    expect(((await response.json()) as { error: string }).error).toMatch(words);
  });

  it('sends each line when it is known, and stops when nobody reads any more', async () => {
    const manifest_content = renderManifest(...echoes.map(({ name }) => name));
    const asked = () => registry.requests.length;
    const before = asked();
    const stop = new AbortController();
    const response = await fetch(`${server.url}/api/plan`, {
      ...{ method: 'POST', body: JSON.stringify({ manifest_content, concurrency: 2 }), signal: stop.signal },
      headers: { 'content-type': 'application/json' },
    });

    const first = await response.body?.getReader().read();
    stop.abort();
    await sleep(500);
    const soon = asked();
    await sleep(1000);

    expect(Buffer.from(first?.value ?? []).toString()).toMatch(/^\{"package":/);
    expect(asked()).toBe(soon);
    expect(soon - before).toBeLessThan(60);
    expect(server.failures).toEqual([]);
  });

  it('makes four at once and no more, and others again when they are done', async () => {
    const manifest_content = renderManifest(...echoes.map(({ name }) => name));
    const begin = () => server.post('/api/plan', { manifest_content, concurrency: 1 });

    const begun = await Promise.all([begin(), begin(), begin(), begin()]);
    const refused = await begin();
    await Promise.all(begun.map((response) => response.text()));

    expect(refused.status).toBe(503);
    expect(await refused.json()).toMatchObject({ code: 'busy' });
    expect(packagesOf(await plan({ manifest_content: renderManifest('pad-word') }))).toHaveLength(1);
  });

  it('knows the time that packages took with the same models, once there are any', async () => {
    const id = await server.submit({ manifest_content: renderManifest('pad-word') });
    await server.listen(id);

    const [known] = packagesOf(await plan({ manifest_content: renderManifest('@quiet/sum') }));

    expect(known?.estimate?.seconds).toBeGreaterThan(0);
    expect(known?.estimate?.basis).toMatch(/time from 1 packages/);
  });
});

describe('GET /api/machine', () => {
  it('tells what was tried here, and what a job gets that asks for nothing', async () => {
    const machine = (await (await server.get('/api/machine')).json()) as Machine;
    const mode = (name: string) => machine.isolation.find((each) => each.mode === name);

    expect(machine.isolation.map((each) => each.mode)).toEqual(['context', 'process', 'container']);
    expect(mode('context')).toMatchObject({ available: true, back_end: null, guarantees: [] });
    expect(machine.licenses.find(({ id }) => id === 'bsd-3')).toEqual({
      ...{ id: 'bsd-3', spdx: 'BSD-3-Clause', title: expect.stringMatching(/BSD 3-Clause/) },
    });
    expect(machine.models.build).toEqual({
      ...{ local: false, name: 'openai-compatible/test', price: { input: 3, cached_input: 3, output: 15 } },
    });
    expect(machine.defaults).toMatchObject({
      license: 'mit',
      isolation: 'context',
      target_lang: 'auto',
      budget: {},
    });
    expect(machine.manifest_formats).toContain('package list');
    expect(JSON.stringify(machine)).not.toContain(server.folder);
  });

  it.skipIf(!hasBubblewrap)('lists guarantees as the sandbox was seen to hold them', async () => {
    const { isolation, code_sandbox } = (await (await server.get('/api/machine')).json()) as Machine;
    const found = isolation.find(({ mode }) => mode === 'process');

    expect(found).toMatchObject({ available: true, back_end: expect.stringMatching(/^bubblewrap \d/) });
    expect(found?.guarantees).toContainEqual(
      expect.stringMatching(/^net namespace: separate \(\d+, host \d+\)/),
    );
    for (const each of [...isolation, code_sandbox]) {
      expect(each.guarantees.filter((line) => /: (?:shared|not )/.test(line))).toEqual([]);
      if (!each.available) expect(each).toMatchObject({ reason: expect.any(String), guarantees: [] });
    }
  });

  it('says what is lacking where nothing can be enforced', async () => {
    const bare = await startTestServer({
      ...{ baseUrl: model.baseUrl, registry: registry.origin },
      findWall: async () => ({ kind: 'unavailable', reason: 'there is no such thing', remedy: 'get one' }),
    });

    const { isolation } = (await (await bare.get('/api/machine')).json()) as Machine;
    await bare.close();

    expect(isolation.slice(1)).toEqual(
      ['process', 'container'].map((mode) => ({
        ...{ mode, available: false, back_end: null, guarantees: [], limits: [] },
        ...{ reason: 'there is no such thing', remedy: 'get one' },
      })),
    );
  });
});

describe('GET /api/jobs/{id}/events', () => {
  it('gives what the stream gives, page by page, without gap or repeat', async () => {
    const id = await server.submit({ manifest_content: renderManifest('pad-word', 'mute-package') });
    const streamed = await server.listen(id);
    const read = async (query: string) =>
      (await (await server.get(`/api/jobs/${id}/events${query}`)).json()) as {
        events: { id: number; event: unknown }[];
        last_id: number;
        next: number | null;
        live: boolean;
      };

    const whole = await read('');
    const paged: unknown[] = [];
    for (let after: number | null = 0; after !== null; ) {
      const page = await read(`?after=${after}&limit=3`);
      expect(page.events.length).toBeLessThanOrEqual(3);
      paged.push(...page.events);
      after = page.next;
    }
    const rest = await server.listen(id, whole.events[2]?.id);

    expect(whole.events.map(({ id: number, event }) => [number, event])).toEqual(
      streamed.map((event) => [event.id, event.data]),
    );
    expect(whole).toMatchObject({ last_id: streamed.length, next: null, live: false });
    expect(paged).toEqual(whole.events);
    expect(rest[0]?.id).toBe(4);
    expect(await read('?after=999999')).toMatchObject({ events: [], next: null });
    expect((await read('?limit=999999999')).events).toHaveLength(streamed.length);
  });

  it.each(['after=-1', 'after=x', 'after=1.5', 'limit=0', 'limit=', 'limit=1&limit=2'])(
    'refuses ?%s',
    async (query) => {
      const id =
        server.jobs.list()[0]?.record.id ??
        (await server.submit({ manifest_content: renderManifest('mute-package') }));

      const response = await server.get(`/api/jobs/${id}/events?${query}`);

      expect(response.status).toBe(400);
    },
  );
});
