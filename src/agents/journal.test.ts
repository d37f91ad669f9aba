import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fetch } from 'undici';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Config } from '../config/schema.ts';
import { createJournaledModel } from './create-journaled-model.ts';
import { createModel } from './create-model.ts';
import { openJournal } from './journal.ts';
import { createMeter } from './meter.ts';
import type { Model, ModelReply, ModelRequest } from './types.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'phalus-journal-'));
  path = join(folder, 'deep', 'journal.jsonl');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const request: ModelRequest = {
  purpose: 'agent-b/implement',
  system: 'You write modules.',
  messages: [{ role: 'user', content: 'Ünïcode' }],
  maxOutputTokens: 10,
  temperature: 0,
  seed: 1,
};

/** Counts what it is asked. */
function createCountingModel(): Model & { calls: number } {
  return {
    name: 'fake/model',
    contextTokens: null,
    calls: 0,
    async generate({ messages }) {
      this.calls += 1;
      return {
        text: `reply ${this.calls} to ${messages[0]?.content}`,
        finish: 'stop',
        usage: { inputTokens: 20, cachedInputTokens: 5, outputTokens: 8, reasoningTokens: 0 },
        model: 'fake/model',
        durationMs: 12,
        replayed: false,
      } satisfies ModelReply;
    },
    close: async () => {},
  };
}

describe('createJournaledModel()', () => {
  it('answers a known request from the journal, in this process and the next', async () => {
    const model = createCountingModel();
    const first = await openJournal(path);
    const journaled = createJournaledModel(model, { journal: first });
    const original = await journaled.generate(request);
    const again = await journaled.generate(request);
    await first.close();

    const second = await openJournal(path);
    const later = await createJournaledModel(model, { journal: second }).generate({ ...request });
    await second.close();

    expect(model.calls).toBe(1);
    expect(original.replayed).toBe(false);
    expect(again).toEqual({ ...original, replayed: true });
    expect(later).toEqual({ ...original, replayed: true });
  });

  it('asks again when another file stands under the name of a local model, in the next process', async () => {
    const file = join(folder, 'mine.gguf');
    const configured = (): Model => {
      const local = createModel({
        agent: Config.parse({ llm: { agent_a: { model: file } } }).llm.agent_a,
        retry: { max_attempts: 1, initial_delay_ms: 1, max_delay_ms: 1 },
        idleTimeoutMs: 1000,
        fetch,
        now: () => new Date(0),
        modelsDirectory: join(folder, 'models'),
        runtimeDirectory: join(folder, 'runtime'),
      });
      // Its name and identity are real; it answers without a runtime.
      return { ...local, generate: model.generate.bind(model) };
    };
    const model = createCountingModel();
    const ask = async () => {
      const journal = await openJournal(path);
      const reply = await createJournaledModel(configured(), { journal }).generate(request);
      await journal.close();
      return reply.replayed;
    };

    await writeFile(file, 'GGUF of the first model');
    const first = [await ask(), await ask()];
    await writeFile(file, 'GGUF of another model..');
    const second = [await ask(), await ask()];

    expect(configured().name).toBe('local/mine');
    expect([first, second]).toEqual([
      [false, true],
      [false, true],
    ]);
    expect(model.calls).toBe(2);
  });

  it('asks again when anything in the request differs', async () => {
    const model = createCountingModel();
    const journal = await openJournal(path);
    const journaled = createJournaledModel(model, { journal });

    await journaled.generate(request);
    await journaled.generate({ ...request, seed: 2 });
    await journaled.generate({ ...request, purpose: 'agent-b/repair' });
    await journaled.generate({ ...request, jsonSchema: { type: 'object' } });
    await journal.close();

    expect(model.calls).toBe(4);
  });

  it('has the reply on the disk before it hands it on', async () => {
    const journal = await openJournal(path);
    const onDisk: boolean[] = [];
    const reply = await createJournaledModel(createCountingModel(), { journal }).generate(request);

    onDisk.push((await readFile(path, 'utf8')).includes(reply.text));
    await journal.close();

    expect(onDisk).toEqual([true]);
  });

  it('does not hand on a reply that it could not write', async () => {
    const journal = await openJournal(path);
    await journal.close();

    const work = createJournaledModel(createCountingModel(), { journal }).generate(request);

    await expect(work).rejects.toMatchObject({ code: 'journal' });
  });

  it('pays once for two equal requests at the same time', async () => {
    const model = createCountingModel();
    const journal = await openJournal(path);
    const journaled = createJournaledModel(model, { journal });

    const replies = await Promise.all([journaled.generate(request), journaled.generate({ ...request })]);
    await journal.close();

    expect(model.calls).toBe(1);
    expect(replies.map((reply) => reply.replayed)).toEqual([false, true]);
  });

  it('refuses a call that the budget has no room for, and still replays', async () => {
    const model = createCountingModel();
    const journal = await openJournal(path);
    const meter = createMeter({ tokenLimit: 40, moneyLimit: 0, prices: {} });
    const labels = { package: 'left-pad', agent: 'agent-b' };
    const journaled = createJournaledModel(model, { journal, meter, labels });
    await journaled.generate(request);

    const refused = journaled.generate({ ...request, seed: 2 });

    await expect(refused).rejects.toMatchObject({ code: 'budget-exceeded' });
    expect((await journaled.generate(request)).replayed).toBe(true);
    expect(model.calls).toBe(1);
    expect(meter.totals({ package: 'left-pad' })).toMatchObject({
      calls: 1,
      replayedCalls: 1,
      usage: { inputTokens: 20, cachedInputTokens: 5, outputTokens: 8 },
    });
    await journal.close();
  });
});

describe('openJournal()', () => {
  it('cuts a last line that a crash left half written, and goes on', async () => {
    const model = createCountingModel();
    const first = await openJournal(path);
    await createJournaledModel(model, { journal: first }).generate(request);
    await first.close();
    const whole = await readFile(path, 'utf8');
    await appendFile(path, whole.slice(0, 60));

    const second = await openJournal(path);
    await createJournaledModel(model, { journal: second }).generate({ ...request, seed: 9 });
    await second.close();

    const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
    expect(lines).toHaveLength(2);
    expect(lines.map((line) => typeof JSON.parse(line).key)).toEqual(['string', 'string']);
  });

  it('refuses a damaged line that is not the last, with its place', async () => {
    const first = await openJournal(path);
    await first.close();
    await writeFile(path, '{"key": "x"}\n');

    await expect(openJournal(path)).rejects.toThrow(/journal\.jsonl:1/);
  });
});

describe('createMeter()', () => {
  const labels = { package: 'p', agent: 'a' };
  const prices = { 'fake/model': { input: 10, cached_input: 1, output: 100 } };
  const reply = {
    text: '',
    finish: 'stop',
    usage: { inputTokens: 1000, cachedInputTokens: 400, outputTokens: 50, reasoningTokens: 0 },
    model: 'fake/model',
    durationMs: 1,
    replayed: false,
  } as const;

  it('prices fresh, cached and written tokens apart', () => {
    const meter = createMeter({ tokenLimit: 0, moneyLimit: 0, prices });

    meter.reserve('fake/model', request, labels).settle(reply);

    expect(meter.totals().money).toBeCloseTo((600 * 10 + 400 * 1 + 50 * 100) / 1e6, 10);
  });

  it('holds what calls on their way may take', () => {
    const meter = createMeter({ tokenLimit: 50, moneyLimit: 0, prices });
    const first = meter.reserve('fake/model', request, labels);
    meter.reserve('fake/model', request, labels);

    expect(() => meter.reserve('fake/model', { ...request, maxOutputTokens: 40 }, labels)).toThrow(
      /limits\.tokens/,
    );
    first.release();
    expect(() => meter.reserve('fake/model', request, labels)).not.toThrow();
  });

  it('stops at the money limit, and without a price', () => {
    const meter = createMeter({ tokenLimit: 0, moneyLimit: 0.001, prices });

    expect(() => meter.reserve('fake/model', request, labels)).toThrow(/limits\.money/);
    expect(() => meter.reserve('other/model', request, labels)).toThrow(/price is unknown/);
    expect(() => meter.reserve('local/model', request, labels)).not.toThrow();
  });

  it('does not know the money when one price is unknown', () => {
    const meter = createMeter({ tokenLimit: 0, moneyLimit: 0, prices: {} });
    meter.reserve('local/model', request, { package: 'one', agent: 'a' }).settle(reply);
    meter.reserve('fake/model', request, { package: 'two', agent: 'a' }).settle(reply);

    expect(meter.totals({ package: 'one' }).money).toBe(0);
    expect(meter.totals().money).toBeNull();
  });
});
