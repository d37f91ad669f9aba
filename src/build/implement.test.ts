import { describe, expect, it } from 'vitest';
import type { Model, ModelReply, ModelRequest } from '../agents/types.ts';
import { probeSandbox, type Sandbox } from '../sandbox/index.ts';
import { createClearedSpec, createDelivery, type GivenSpec } from './cleared-spec.fake.ts';
import { implementSpec } from './index.ts';
import { createSurface } from './surface.fake.ts';
import type { Attempt, BuildRequest } from './types.ts';

const probe = await probeSandbox();
const absent = probe.kind === 'unavailable' ? ` (skipped: ${probe.reason})` : '';
const sandbox = probe.kind === 'available' ? probe.sandbox : null;

type ScriptedReply = string | Partial<ModelReply> | (() => never);

/** Answers from a script, the last answer for ever; keeps what it was asked. */
function createScriptedModel(script: readonly ScriptedReply[]): Model & { readonly asked: ModelRequest[] } {
  const asked: ModelRequest[] = [];
  return {
    name: 'fake/scripted',
    contextTokens: 8192,
    asked,
    async generate(request) {
      asked.push(request);
      const next = script[Math.min(asked.length, script.length) - 1] ?? '';
      if (typeof next === 'function') return next();
      return {
        text: typeof next === 'string' ? next : '',
        finish: 'stop',
        usage: { inputTokens: 1, cachedInputTokens: 0, outputTokens: 1, reasoningTokens: 0 },
        model: 'fake/scripted',
        durationMs: 1,
        replayed: false,
        ...(typeof next === 'string' ? {} : next),
      };
    },
    close: async () => {},
  };
}

const fenced = (code: string) => `\`\`\`js\n${code}\n\`\`\`\n`;
const good = fenced('function padIt(text, length = 4) { return text.padStart(length, "0"); }');
const wrong = fenced('function padIt(text) { return "0" + text; }');
const worse = fenced('function padIt() { return "none"; }');
const scenarios = [
  ['padIt("ab", 3)', '"0ab"'],
  ['padIt("a", 3)', '"00a"'],
  ['padIt("a")', '"000a"'],
] as const;

async function build(
  script: readonly ScriptedReply[],
  changes: Partial<BuildRequest> & {
    readonly given?: GivenSpec;
    readonly attempts?: number;
    readonly replyTokens?: number;
    readonly candidates?: number;
  } = {},
) {
  const { given = { scenarios }, attempts = 4, replyTokens = null, candidates = 1, ...rest } = changes;
  const model = createScriptedModel(script);
  const seen: Attempt[] = [];
  const implementation = await implementSpec({
    spec: await createClearedSpec(given),
    model,
    sandbox,
    delivery: createDelivery(),
    limits: { attempts, replyTokens, candidates, maxOutputTokens: 500, briefCharacters: 6000 },
    onAttempt: (attempt) => seen.push(attempt),
    ...rest,
  });
  return { implementation, model, seen };
}

describe.skipIf(sandbox === null)(`implementSpec() with a sandbox${absent}`, () => {
  it('ends at once when everything passes', async () => {
    const { implementation, model, seen } = await build([good]);

    expect(implementation).toMatchObject({
      stopped: 'all-passed',
      attempts: [{ number: 1, passed: 3, total: 3, problem: null }],
    });
    expect(implementation.files['src/index.js']).toContain('padStart');
    expect(seen).toEqual(implementation.attempts);
    expect(model.asked).toMatchObject([{ temperature: 0, seed: 1, purpose: 'agent-b/implement' }]);
  });

  it('delivers the candidate that most others agree with where nothing is documented', async () => {
    const odd = fenced(
      'function padIt(text, length = 4) { return text.length > 2 ? "odd" : text.padStart(length, "0"); }',
    );
    const alike = fenced('const padIt = (text, length = 4) => text.padStart(length, "0");');

    const { implementation, model } = await build([odd, good, alike], { candidates: 3 });

    expect(model.asked).toHaveLength(3);
    expect(implementation.files['src/index.js']).not.toContain('odd');
    expect(implementation.stopped).toBe('all-passed');
  });

  it('asks for no third opinion when two candidates agree', async () => {
    const { model } = await build([good, good, good], { candidates: 3 });

    expect(model.asked).toHaveLength(2);
  });

  it('goes on after replies that cannot be used, refused and cut ones among them', async () => {
    const { implementation } = await build([
      'I would rather not.',
      { text: '', finish: 'refusal' },
      { text: '```js\nfunction padIt(text) { return', finish: 'length' },
      good,
    ]);

    expect(implementation.attempts.map(({ problem }) => problem)).toEqual([
      'the reply holds no code block',
      'the reply holds no code block',
      expect.stringContaining('the reply ended before its code did'),
      null,
    ]);
    expect(implementation.stopped).toBe('all-passed');
  });

  it('tells the smallest failing example with what came out, after the reply that failed', async () => {
    const half = fenced('function padIt(text, length) { return text.padStart(length, "0"); }');

    const { model } = await build([half, good]);

    const [brief, answer, feedback] = model.asked[1]?.messages ?? [];
    expect(brief?.content).toBe(model.asked[0]?.messages[0]?.content);
    expect(answer).toEqual({ role: 'assistant', content: half });
    expect(feedback?.content).toMatch(/padIt\("a"\) \/\/ => "000a"\nBut: .*"?a"?/);
    expect(model.asked[1]?.purpose).toBe('agent-b/repair');
  });

  it('stops asking for repairs of a model that hands its own code back', async () => {
    const half = fenced('function padIt(text, length) { return text.padStart(length, "0"); }');

    const { model } = await build([half], { attempts: 9 });

    const purposes = model.asked.map(({ purpose }) => purpose.replace('agent-b/', ''));
    expect(purposes).toEqual(['implement', 'repair', ...Array.from({ length: 7 }, () => 'implement')]);
    const advice = model.asked.slice(2).map(({ messages }) => messages[0]?.content);
    expect(new Set(advice).size).toBeGreaterThan(3);
  });

  it('tells every second fresh sample what is easily overlooked, last', async () => {
    const types = 'export default function padIt(all: Iterable<string>): string;\n';

    const { model } = await build([worse], {
      given: { scenarios, texts: { '06-type-definitions.d.ts': types } },
      attempts: 9,
    });

    const fresh = model.asked.filter(({ messages }) => messages.length === 1);
    const told = fresh.map(({ messages }) => /\n\nMind:\n- [^\n]+$/.test(messages[0]?.content ?? ''));
    expect(told.slice(1, 7)).toEqual([true, false, true, false, true, false]);
  });

  it('goes on repairing while repairs change anything', async () => {
    const halves = Array.from({ length: 9 }, (_, index) =>
      fenced(`function padIt(text, length) { return text.padStart(length, "0"); } // ${index}`),
    );

    const { model } = await build(halves, { attempts: 8 });

    expect(model.asked.filter(({ purpose }) => purpose === 'agent-b/repair')).toHaveLength(4);
  });

  it('prefers a candidate that keeps the declared types where no example looks', async () => {
    const loose = (mark: string) =>
      fenced(
        `function padIt(text, length = 4) { return text === "" ? null : text.padStart(length, "0"); } // ${mark}`,
      );

    const { implementation } = await build([loose('1'), loose('2'), good, good], {
      candidates: 2,
      attempts: 6,
    });

    expect(implementation.files['src/index.js']).not.toContain('null');
    expect(implementation.attempts).toHaveLength(4);
  });

  it('begins no attempt once replies have come to their tokens', async () => {
    const usage = { inputTokens: 1, cachedInputTokens: 0, outputTokens: 40, reasoningTokens: 0 };

    const { implementation } = await build([{ text: worse, usage }], { attempts: 9, replyTokens: 100 });

    expect(implementation.attempts).toHaveLength(3);
    expect(implementation.stopped).toBe('attempts-used');
  });

  it('keeps the best candidate when attempts end', async () => {
    const { implementation } = await build([wrong, worse, 'nothing', worse]);

    expect(implementation.stopped).toBe('attempts-used');
    expect(implementation.attempts.map(({ passed }) => passed)).toEqual([1, 0, 0, 0]);
    expect(implementation.files['src/index.js']).toContain("'0' + text");
    expect(implementation.report?.results.map(({ outcome }) => outcome.kind)).toEqual([
      'passed',
      'failed',
      'failed',
    ]);
  });

  it('prefers all exports to more scenarios, and says what is missing', async () => {
    const surface = createSurface(['default:padIt', 'trim']);
    const both = fenced('function padIt() { return ""; }\nfunction trim() {}');

    const { implementation, model } = await build([good, both], {
      given: { scenarios, surface },
      attempts: 2,
    });

    expect(implementation.attempts[0]?.problem).toBe('the code does not declare trim');
    expect(JSON.stringify(model.asked[1]?.messages)).toContain('trim is not declared');
    expect(implementation.files['src/index.js']).toContain('function trim');
  });

  it('tells a module that does not load, and takes the next that does', async () => {
    const { implementation } = await build([
      fenced('const table = missing.table;\nfunction padIt() { return table; }'),
      good,
    ]);

    expect(implementation.attempts[0]).toMatchObject({
      passed: 0,
      total: 3,
      problem: expect.stringContaining('missing'),
    });
    expect(implementation.stopped).toBe('all-passed');
  });

  it('asks only for loading when no scenario can decide', async () => {
    const none = await build([wrong], { given: { scenarios: [] } });
    const contested = await build([wrong], { given: { scenarios, contested: true } });
    const broken = await build([wrong], {
      given: {
        scenarios: [
          ['padIt("a"', '1'],
          ['padIt(', '2'],
        ],
      },
    });

    for (const { implementation } of [none, contested, broken]) {
      expect(implementation).toMatchObject({ stopped: 'no-scenarios', attempts: [{ number: 1, total: 0 }] });
    }
  });

  it('does not wait for a candidate that hangs', async () => {
    const { implementation } = await build([fenced('function padIt() { for (;;); }'), good], {
      given: { scenarios: scenarios.slice(0, 1) },
    });

    expect(implementation.attempts.map(({ problem }) => problem)).toEqual([
      'S001: did not end in time',
      null,
    ]);
  });

  it('records mends with their attempt', async () => {
    const { implementation } = await build([worse, `${good.slice(0, -5)}\nconsole.log(padIt("a"));\n\`\`\``]);

    expect(implementation.mends).toEqual([
      { attempt: 2, kind: 'usage-removed', detail: 'console.log(padIt("a"));' },
      { attempt: 2, kind: 'formatted', detail: expect.stringMatching(/^by prettier \d/) },
    ]);
  });

  it('stops in the middle when the signal fires', async () => {
    const control = new AbortController();
    const reason = new DOMException('stopped', 'AbortError');

    const running = build([worse], {
      attempts: 50,
      observer: { signal: control.signal },
      onAttempt: ({ number }) => {
        if (number === 2) control.abort(reason);
      },
    });

    await expect(running).rejects.toBe(reason);
  });

  it('hands on what the model throws', async () => {
    const failure = new Error('budget');

    const running = build([
      worse,
      () => {
        throw failure;
      },
    ]);

    await expect(running).rejects.toBe(failure);
  });
});

describe('implementSpec() without a sandbox', () => {
  it('runs nothing and delivers the first code that declares all', async () => {
    const { implementation } = await build(['no', worse, good], { sandbox: null });

    expect(implementation).toMatchObject({ stopped: 'no-sandbox', report: null });
    expect(implementation.attempts).toMatchObject([
      { number: 1 },
      { number: 2, passed: 0, total: 3, problem: null },
    ]);
  });

  it('fails when no reply can be used, and says why', async () => {
    const running = build(['no'], { sandbox: null, attempts: 3 });

    await expect(running).rejects.toMatchObject({
      code: 'no-usable-code',
      message: expect.stringContaining(
        'none of 3 replies held usable code, the last because the reply holds no code block',
      ),
      hint: expect.stringContaining('limits.attempts'),
    });
  });

  it('does not tell the name and version of the original, but what is to be declared', async () => {
    const { model } = await build([good], { sandbox: null });

    const said = JSON.stringify(model.asked);
    expect(said).not.toMatch(/pad-it|1\.2\.3|\[readme:1\]/);
    expect(said).toContain('function padIt()');
  });

  it('never asks a sandbox that is not given', async () => {
    const forbidden = { run: () => Promise.reject(new Error('ran')) } as unknown as Sandbox;

    await expect(build([good], { sandbox: forbidden })).rejects.toThrow('ran');
    await expect(build([good], { sandbox: null })).resolves.toBeDefined();
  });
});
