import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { configKeys } from '../src/config/index.ts';
import type { FakeServer } from '../src/registry/npm/registry-server.fake.ts';
import { createDesk, hasBubblewrap } from './cli-process.ts';
import { type JobRun, type JobSettings, runFlow } from './job.ts';
import { type FakeModelOptions, type LedgerEntry, startFakeModel } from './model-server.fake.ts';
import { type FakePackage, startFakeRegistry } from './npm-registry.fake.ts';
import { createEcho, padWord, padWordWrongCode } from './packages.fake.ts';

type Keys = Readonly<Record<string, unknown>>;
type Run = JobRun & { readonly ledger: readonly LedgerEntry[] };

const longReadme = (padWord.files['README.md'] ?? '').replace(
  '## Details',
  `\`\`\`js\n${Array.from({ length: 10 }, (_, line) => `padWord('line${line}', 2);`).join('\n')}\n\`\`\`\n\n## Details`,
);
/** Its types are declared by another package alone. */
const untyped: FakePackage = { ...createEcho('say-typed'), name: 'say-typed' };
const types: FakePackage = {
  name: '@types/say-typed',
  version: '1.0.0',
  files: { 'index.d.ts': 'declare function sayTyped(text: string): string;\nexport = sayTyped;\n' },
};
/** No README, and a repository that its host could be asked about. */
const mute: FakePackage = {
  name: 'mute-but-housed',
  version: '1.0.0',
  repository: 'git+https://code.example/a/b.git',
  homepage: 'https://pages.example/',
  files: { 'index.js': '' },
};
const big: FakePackage = {
  ...padWord,
  // Noise, because the archive is measured as it is sent.
  files: { ...padWord.files, 'noise.txt': randomBytes(1_200_000).toString('base64') },
};
/** Enough code for similarity, and a rebuild that is the same again. */
const copied: FakePackage = {
  ...padWord,
  files: { ...padWord.files, 'README.md': longReadme, 'index.js': renderTwin('module.exports = padWord;') },
};

function renderTwin(ending: string): string {
  return `function padWord(word, width, fill) {
  let text = String(word);
  const filling = fill === undefined ? ' ' : String(fill);
  if (filling.length === 0) { return text; }
  let missing = width - text.length;
  const parts = [];
  while (missing > 0) {
    if (missing % 2 === 1) { parts.push(filling); } else { parts.unshift(filling); }
    missing = missing - filling.length;
  }
  text = parts.join('') + text;
  return text.length > width && parts.length > 0 ? text.slice(text.length - width) : text;
}
${ending}
`;
}

const registries: FakeServer[] = [];
let registry: FakeServer;
let folder: string;
beforeAll(async () => {
  registry = await serve([copied, untyped, types, mute, createEcho('say-one'), createEcho('say-two')]);
  folder = await mkdtemp(join(tmpdir(), 'phalus-keys-'));
});
afterAll(async () => {
  for (const each of registries) await each.close();
  await rm(folder, { recursive: true, force: true });
});

async function serve(packages: readonly FakePackage[]): Promise<FakeServer> {
  const server = await startFakeRegistry(packages);
  registries.push(server);
  return server;
}

async function run(
  keys: Keys,
  options: FakeModelOptions & {
    readonly packages?: readonly string[];
    readonly registry?: string;
    readonly web?: JobSettings['web'];
  } = {},
  dryRun = false,
): Promise<Run> {
  const model = await startFakeModel({ code: { padWord: renderTwin('') }, ...options });
  const address = options.registry ?? registry.origin;
  const { packages = ['pad-word'], web } = options;
  try {
    const job = await runFlow({
      baseUrl: model.baseUrl,
      registry: address,
      keys,
      packages,
      dryRun,
      ...(web && { web }),
    });
    return { ...job, ledger: model.ledger };
  } finally {
    await model.close();
  }
}

const specify = (keys: Keys, options: Parameters<typeof run>[1] = {}) => run(keys, options, true);
const broken: FakeModelOptions = { onRequest: () => ({ kind: 'status', status: 500 }) };
const find = ({ audit }: Run, type: string) => audit.find((event) => event.type === type);
const firstOf = ({ ledger }: Run, agent: string) => ledger.find((entry) => entry.agent === agent);

/** One look at each key: it fails when the key is not obeyed. Those of Agent B and of validation run in the sandbox. */
const looks: Readonly<Record<string, () => Promise<void>>> = {
  'llm.agent_a.model': async () => {
    const job = await specify({ 'llm.agent_a.model': 'other' });
    expect(firstOf(job, 'agent_a')?.body.model).toBe('other');
  },
  'llm.agent_a.api_key': async () => {
    const job = await specify({ 'llm.agent_a.api_key': 'sk-other' });
    expect(firstOf(job, 'agent_a')?.authorization).toBe('Bearer sk-other');
  },
  'llm.agent_a.max_tokens': async () => {
    const job = await specify({ 'llm.agent_a.max_tokens': 777 });
    expect(firstOf(job, 'agent_a')?.body.max_tokens).toBe(777);
  },
  'llm.agent_a.context_tokens': async () => {
    // A small context gets one fact at a time.
    expect((await specify({ 'llm.agent_a.context_tokens': 8192 })).ledger).toHaveLength(2);
    expect((await specify({ 'llm.agent_a.context_tokens': 64_000 })).ledger).toHaveLength(1);
  },
  'llm.retry.max_attempts': async () => {
    expect((await specify({ 'llm.retry.max_attempts': 1 }, broken)).ledger).toHaveLength(1);
    expect((await specify({ 'llm.retry.max_attempts': 4 }, broken)).ledger).toHaveLength(4);
  },
  'llm.retry.max_delay_ms': async () => {
    const options: FakeModelOptions = {
      onRequest: (_, { number }) =>
        number === 1 ? { kind: 'status', status: 429, headers: { 'retry-after': '30' } } : undefined,
    };
    const job = await specify({ 'llm.retry.max_delay_ms': 50 }, options);
    expect(job.ledger).toHaveLength(2);
    expect(job.durationMs).toBeLessThan(15_000);
  },
  'llm.idle_timeout_seconds': async () => {
    const hanging: FakeModelOptions = { onRequest: () => ({ kind: 'hang' }) };
    const job = await specify({ 'llm.idle_timeout_seconds': 1, 'llm.retry.max_attempts': 1 }, hanging);
    expect(job.outcome).toMatchObject({ kind: 'stopped', code: 'unreachable' });
  },
  'llm.prices': async () => {
    const prices = { 'openai-compatible/test': { input: 1000, cached_input: 100, output: 10_000 } };
    const { outcome } = await specify({ 'llm.prices': prices });
    // Of 30 tokens in 20 are cached, and 7 come out.
    expect(outcome.kind === 'specified' && outcome.cost.money).toBeCloseTo(0.01 + 0.002 + 0.07, 10);
    const unpriced = (await specify({})).outcome;
    expect(unpriced.kind === 'specified' && unpriced.cost.money).toBeNull();
  },
  'limits.packages_per_job': async () => {
    const packages = ['say-one', 'say-two'];
    await expect(specify({ 'limits.packages_per_job': 1 }, { packages })).rejects.toMatchObject({
      code: 'too-many-packages',
    });
  },
  'limits.package_size_mb': async () => {
    const { origin } = await serve([big]);
    const refused = await specify({ 'limits.package_size_mb': 1 }, { registry: origin });
    const taken = await specify({ 'limits.package_size_mb': 3 }, { registry: origin });
    expect(refused.outcome).toMatchObject({
      kind: 'stopped',
      reason: expect.stringContaining('larger than 1048576 bytes'),
      hint: expect.stringContaining('limits.package_size_mb'),
    });
    expect(taken.outcome.kind).toBe('specified');
  },
  'limits.concurrency': async () => {
    const mostAtOnce = async (concurrency: number) => {
      let open = 0;
      let most = 0;
      await specify(
        { 'limits.concurrency': concurrency },
        {
          packages: ['say-one', 'say-two'],
          onRequest: async () => {
            open += 1;
            most = Math.max(most, open);
            await new Promise((resolve) => setTimeout(resolve, 300));
            open -= 1;
            return undefined;
          },
        },
      );
      return most;
    };
    expect(await mostAtOnce(1)).toBe(1);
    expect(await mostAtOnce(2)).toBe(2);
  },
  'limits.tokens': async () => {
    const job = await specify({ 'limits.tokens': 100 });
    expect(job.result.interrupted).toBe('budget');
    expect(job.ledger).toEqual([]);
  },
  'limits.money': async () => {
    const prices = { 'openai-compatible/test': { input: 1000, output: 1000 } };
    const job = await specify({ 'limits.money': 0.5, 'llm.prices': prices });
    expect(job.result.interrupted).toBe('budget');
    expect(job.ledger).toEqual([]);
  },
  'docs.max_code_block_lines': async () => {
    const cuts = async (keys: Keys) => JSON.stringify(find(await specify(keys), 'docs_fetched')?.documents);
    expect(await cuts({ 'docs.max_code_block_lines': 5 })).not.toBe(await cuts({}));
  },
  'docs.max_document_kb': async () => {
    const long = { ...padWord.files, 'README.md': `${longReadme}\n${'A word is only a word. '.repeat(300)}` };
    const { origin } = await serve([{ ...padWord, files: long }]);
    const cuts = async (keys: Keys) =>
      JSON.stringify(find(await specify(keys, { registry: origin }), 'docs_fetched')?.documents);
    expect(await cuts({ 'docs.max_document_kb': 2 })).not.toBe(await cuts({}));
  },
  'docs.web': async () => {
    const notes = async (web: boolean) =>
      JSON.stringify(
        find(await specify({ 'docs.web': web }, { packages: ['mute-but-housed'] }), 'docs_fetched')?.notes,
      );
    expect(await notes(true)).toContain('repository README');
    expect(await notes(false)).not.toContain('repository README');
  },
  'docs.web_timeout_seconds': async () => {
    const web: JobSettings['web'] = {
      lookup: async () => [{ address: '192.0.43.8', family: 4 }],
      fetch: (_, init) =>
        new Promise((_resolve, reject) => {
          init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
        }),
    };
    const keys = { 'docs.web': true, 'docs.web_timeout_seconds': 1 };
    const { outcome } = await specify(keys, { packages: ['mute-but-housed'], web });
    expect(outcome).toMatchObject({
      kind: 'stopped',
      reason: expect.stringContaining('no answer within 1000 ms'),
    });
  },
  'web.host and web.port': async () => {
    const desk = await createDesk();
    const port = 20_000 + Math.floor(Math.random() * 20_000);
    const environment = { PHALUS_WEB__HOST: 'localhost', PHALUS_WEB__PORT: `${port}` };
    const result = await desk.phalus(['serve', '--json'], {
      environment,
      watch: (child) => child.stdout?.once('data', () => child.kill('SIGINT')),
    });
    await desk.close();
    expect(JSON.parse(result.stdout).url).toMatch(new RegExp(`^http://localhost:${port}/?$`));
  },
  'docs.definitely_typed': async () => {
    const options = { packages: ['say-typed'] };
    const hashes = async (keys: Keys) => find(await specify(keys, options), 'docs_fetched')?.content_hashes;
    expect(await hashes({})).toHaveProperty('types');
    expect(await hashes({ 'docs.definitely_typed': false })).not.toHaveProperty('types');
  },
  'registries.npm': async () => {
    const { origin } = await serve([padWord]);
    const job = await specify({ 'registries.npm': origin }, { registry: 'http://127.0.0.1:9' });
    expect(job.outcome.kind).toBe('specified');
  },
};

const sandboxLooks: Readonly<Record<string, () => Promise<void>>> = {
  'llm.agent_b.* and output.*': async () => {
    const path = join(folder, 'own-license.txt');
    await writeFile(path, 'Only on Tuesdays.\n');
    const job = await run({
      'llm.agent_b.model': 'other',
      'llm.agent_b.api_key': 'sk-other',
      'llm.agent_b.max_tokens': 888,
      'output.license': 'bsd-3',
      'output.copyright_holder': 'Ada Example',
      'output.target_lang': 'typescript',
    });
    expect(firstOf(job, 'agent_b')).toMatchObject({
      authorization: 'Bearer sk-other',
      body: { model: 'other', max_tokens: 888 },
    });
    expect(job.tree['pad-word/LICENSE']).toMatch(/Ada Example.*Neither the name/s);
    expect(job.tree['pad-word/src/index.ts']).toContain('padWord');
    const own = await run({ 'output.license_file': path });
    expect(own.tree['pad-word/LICENSE']).toBe('Only on Tuesdays.\n');
    expect(own.tree['pad-word/src/index.js']).toContain('padWord');
  },
  'isolation.tell_name': async () => {
    const named = {
      ...padWord,
      files: {
        ...padWord.files,
        'README.md': `${longReadme}\nA negative width makes pad-word give the word back as it came.\n`,
      },
    };
    const { origin } = await serve([named]);
    const look = async (keys: Keys) => {
      const job = await run(keys, { registry: origin });
      const told = job.ledger
        .filter(({ agent }) => agent === 'agent_b')
        .map(({ body }) => JSON.stringify(body));
      return [find(job, 'firewall_crossing')?.names_replaced, told.some((text) => text.includes('pad-word'))];
    };
    expect(await look({})).toEqual([1, false]);
    expect(await look({ 'isolation.tell_name': true })).toEqual([null, true]);
  },
  'llm.agent_b.context_tokens': async () => {
    const { outcome } = await run({ 'llm.agent_b.context_tokens': 2100 });
    expect(outcome).toMatchObject({ kind: 'stopped', phase: 'build', code: 'context-exceeded' });
  },
  'limits.attempts': async () => {
    const options = { code: { padWord: padWordWrongCode } };
    const job = await run({ 'limits.attempts': 2 }, options);
    expect(job.ledger.filter(({ agent }) => agent === 'agent_b')).toHaveLength(2);
  },
  'limits.candidates': async () => {
    const asked = async (keys: Keys) =>
      (await run(keys)).ledger.filter(({ agent }) => agent === 'agent_b').length;
    expect(await asked({})).toBe(1);
    expect(await asked({ 'limits.candidates': 2 })).toBe(2);
  },
  'validation.test_timeout_seconds': async () => {
    // Slow in the package's own tests alone.
    const slow = `let isSlow = globalThis.process.argv[1].endsWith('index.test.js');
function padWord(word, width, fill) {
  const until = Date.now() + (isSlow ? 2500 : 0);
  isSlow = false;
  while (Date.now() < until);
  return String(word).padStart(width, fill === undefined ? ' ' : fill);
}`;
    const tests = async (keys: Keys) => {
      const { outcome } = await run({ ...keys, 'validation.feedback': 'none' }, { code: { padWord: slow } });
      return (
        outcome.kind === 'finished' && outcome.verdict.checks.find(({ name }) => name === 'tests')?.status
      );
    };
    expect(await tests({ 'validation.test_timeout_seconds': 1 })).toBe('failed');
    expect(await tests({})).toBe('passed');
  },
  'validation.similarity and validation.similarity_threshold': async () => {
    const similarity = async (keys: Keys) => {
      const { outcome } = await run(keys);
      return outcome.kind === 'finished' && outcome.verdict.checks.find(({ name }) => name === 'similarity');
    };
    expect(await similarity({})).toMatchObject({ status: 'failed' });
    expect(await similarity({ 'validation.similarity_threshold': 1 })).not.toMatchObject({
      status: 'failed',
    });
    expect(await similarity({ 'validation.similarity': false })).toMatchObject({ status: 'skipped' });
  },
  'validation.behaviour and validation.behaviour_seconds': async () => {
    const behaviour = async (keys: Keys) => {
      const { outcome } = await run(keys);
      const checks = outcome.kind === 'finished' ? outcome.verdict.checks : [];
      return checks.find(({ name }) => name === 'behaviour');
    };
    const short = await behaviour({ 'validation.behaviour_seconds': 1 });
    const long = await behaviour({ 'validation.behaviour_seconds': 6 });
    expect(short?.status).not.toBe('skipped');
    expect(Number(long?.detail.compared)).toBeGreaterThan(Number(short?.detail.compared));
    expect(await behaviour({ 'validation.behaviour': false })).toMatchObject({ status: 'skipped' });
  },
};

/** Keys that are looked at elsewhere, and the words of the test that does. */
const elsewhere: Readonly<Record<string, readonly [file: string, words: string]>> = {
  'llm.agent_a.provider': ['test/bad-input.test.ts', 'PHALUS_LLM__AGENT_B__PROVIDER'],
  'llm.agent_b.provider': ['test/bad-input.test.ts', 'PHALUS_LLM__AGENT_B__PROVIDER'],
  'llm.agent_a.base_url': ['test/weather.test.ts', 'send each key to its own alone'],
  'llm.agent_b.base_url': ['test/weather.test.ts', 'send each key to its own alone'],
  'llm.retry.initial_delay_ms': ['src/agents/create-model.test.ts', 'initial_delay_ms'],
  'validation.feedback': ['test/feedback.test.ts', 'feedback = "none"'],
  'web.token': ['src/server/server.test.ts', 'with a token, by any name'],
  'web.jobs_at_once': ['test/server-jobs.test.ts', "'web.jobs_at_once': 1"],
  'isolation.backend': ['src/pipeline/sandbox-backend.test.ts', 'obeys isolation.backend'],
  'isolation.mode': ['test/wall.test.ts', "'isolation.mode': mode"],
  'output.directory': ['test/run-manifest.test.ts', "'--output', 'side'"],
  'registries.pypi': ['src/pipeline/services.test.ts', "'pypi', 'simple-index'"],
  'registries.crates': ['src/pipeline/services.test.ts', "'crates', 'sparse-index'"],
  'registries.cache_mb': ['test/plan-scale.test.ts', 'when registries.cache_mb is 0'],
  'registries.go': ['src/pipeline/services.test.ts', "'go', 'proxy'"],
};

describe('every key of the configuration', () => {
  it('is looked at', () => {
    const own = [...Object.keys(looks), ...Object.keys(sandboxLooks)].flatMap((name) => name.split(' and '));
    const covers = (path: string) =>
      path in elsewhere ||
      own.some((name) => name === path || (name.endsWith('.*') && path.startsWith(name.slice(0, -1))));

    expect(configKeys.map(({ path }) => path).filter((path) => !covers(path))).toEqual([]);
  });

  it.each(Object.entries(elsewhere))('%s is looked at elsewhere', (_, [file, words]) => {
    expect(readFileSync(new URL(`../${file}`, import.meta.url), 'utf8')).toContain(words);
  });

  it.each(Object.entries(looks))('obeys %s', async (_, look) => look());

  it.skipIf(!hasBubblewrap).each(Object.entries(sandboxLooks))(
    'obeys %s (needs bubblewrap)',
    async (_, look) => look(),
  );
});
