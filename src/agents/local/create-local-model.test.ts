import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Model, ModelRequest } from '../types.ts';
import { createLocalModel } from './create-local-model.ts';
import { findLocalRuntime } from './runtime.ts';

const home = join(homedir(), '.phalus');
const modelsDirectory = process.env.PHALUS_TEST_MODEL ?? join(home, 'models');
const runtimeDirectory = process.env.PHALUS_TEST_RUNTIME ?? join(home, 'runtime');
const modelPath = ['smollm2-135m', 'qwen2.5-coder-0.5b', 'qwen2.5-coder-1.5b']
  .map((name) => join(modelsDirectory, `${name}.gguf`))
  .find((path) => existsSync(path));
const missing = [
  ...(modelPath ? [] : [`no model in ${modelsDirectory}`]),
  ...(findLocalRuntime(runtimeDirectory) ? [] : [`no runtime in ${runtimeDirectory}`]),
];

const request: ModelRequest = {
  purpose: 'test',
  system: 'You answer in one short sentence. '.repeat(8),
  messages: [{ role: 'user', content: 'What is the capital of France?' }],
  maxOutputTokens: 16,
  temperature: 0,
  seed: 1,
};

describe('createLocalModel()', () => {
  it('says how to get a model that is not there', async () => {
    const model = createLocalModel({ modelPath: join('no-such-folder', 'x.gguf'), runtimeDirectory });

    await expect(model.generate(request)).rejects.toMatchObject({ code: 'not-installed' });
    await model.close();
  });
});

// Said in the name, so that a run without the model shows what it did not do.
const reason = missing.length === 0 ? '' : ` (skipped: ${missing.join(', ')})`;
describe.skipIf(missing.length > 0)(
  `createLocalModel() with a real model${reason}`,
  { timeout: 120_000 },
  () => {
    const open = (): Model =>
      createLocalModel({ modelPath: modelPath ?? dirname('x'), runtimeDirectory, contextTokens: 1024 });
    const model = open();
    afterAll(() => model.close());

    it('writes, streams and counts', async () => {
      let streamed = '';

      const reply = await model.generate(request, { onText: (delta) => (streamed += delta) });

      expect(reply.text).toMatch(/Paris/i);
      expect(streamed).toBe(reply.text);
      expect(reply.usage.outputTokens).toBeGreaterThan(2);
      expect(reply.usage.outputTokens).toBeLessThanOrEqual(16);
    });

    it('reads only what is new in the next prompt', async () => {
      const messages = [{ role: 'user' as const, content: 'What is the capital of Italy?' }];

      const reply = await model.generate({ ...request, messages });

      expect(reply.usage.cachedInputTokens).toBeGreaterThan(50);
      expect(reply.usage.inputTokens - reply.usage.cachedInputTokens).toBeLessThan(20);
    });

    it('keeps to the schema', async () => {
      const jsonSchema = {
        type: 'object',
        properties: { city: { type: 'string', maxLength: 20 }, large: { type: 'boolean' } },
        required: ['city', 'large'],
        additionalProperties: false,
      };

      const reply = await model.generate({ ...request, jsonSchema, maxOutputTokens: 60 });

      expect(JSON.parse(reply.text)).toEqual({ city: expect.any(String), large: expect.any(Boolean) });
      expect(reply.finish).toBe('stop');
    });

    it('gives different samples for different seeds and the same for the same', async () => {
      const ask = async (agent: Model, seed: number): Promise<string> =>
        (await agent.generate({ ...request, temperature: 1.5, seed, maxOutputTokens: 12 })).text;

      const texts = [await ask(model, 1), await ask(model, 2), await ask(model, 3)];

      expect(new Set(texts).size).toBeGreaterThan(1);
    });

    it('tells a reply that was cut at its limit and one that met a stop sequence', async () => {
      const cut = await model.generate({ ...request, maxOutputTokens: 2 });
      const stopped = await model.generate({ ...request, stopSequences: ['Paris'] });

      expect(cut.finish).toBe('length');
      expect(stopped.finish).toBe('stop');
      expect(stopped.text).not.toContain('Paris');
    });

    it('stops within a second when the signal fires', async () => {
      const controller = new AbortController();
      let aborted = 0;
      const work = model.generate(
        { ...request, messages: [{ role: 'user', content: 'Count from 1 to 500.' }], maxOutputTokens: 400 },
        {
          signal: controller.signal,
          onText() {
            aborted ||= performance.now();
            controller.abort();
          },
        },
      );

      await expect(work).rejects.toMatchObject({ name: 'AbortError' });
      expect(performance.now() - aborted).toBeLessThan(10_000);
    });

    it('refuses what its context cannot hold, with numbers', async () => {
      const work = model.generate({ ...request, system: 'word '.repeat(2000) });

      await expect(work).rejects.toThrow(/Cannot send 20\d\d tokens and ask for 16: .* holds 1024/);
    });

    it('keeps the schema of every kind that a specification needs', async () => {
      const item = {
        type: 'object',
        properties: { n: { type: 'integer' }, s: { enum: ['a', 'b'] } },
        required: ['n'],
      };
      const jsonSchema = {
        $defs: { item },
        type: 'object',
        properties: {
          list: { type: 'array', items: { $ref: '#/$defs/item' }, minItems: 1, maxItems: 2 },
          any: {},
          map: { type: 'object', additionalProperties: { type: ['string', 'null'] } },
          choice: { anyOf: [{ type: 'number' }, { const: 'none' }] },
        },
        required: ['list', 'choice'],
      };

      const reply = await model.generate({ ...request, jsonSchema, maxOutputTokens: 150 });

      expect(reply.text).toMatch(/^\{"list": ?\[\{"n": ?-?\d/);
    });

    it('serves two agents at once from one file', async () => {
      const other = open();

      const replies = await Promise.all([model.generate(request), other.generate(request)]);
      await other.close();

      expect(replies.every((reply) => /Paris/i.test(reply.text))).toBe(true);
      expect(await model.countTokens?.('hello world')).toBe(2);
    });
  },
);
