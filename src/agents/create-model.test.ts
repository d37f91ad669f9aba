import { fetch } from 'undici';
import { afterEach, describe, expect, it } from 'vitest';
import type { AgentConfig } from '../config/schema.ts';
import { createModel, type ModelOptions } from './create-model.ts';
import { ModelError } from './errors.ts';
import {
  type Answer,
  answerStatus,
  answerStream,
  type FakeProvider,
  type Scenario,
  speakAnthropic,
  speakOllama,
  speakOpenAI,
  startFakeProvider,
} from './providers/provider-server.fake.ts';
import type { ModelRequest } from './types.ts';

const key = 'sk-secret-0123456789';
const request: ModelRequest = {
  purpose: 'agent-a/test',
  system: 'Be brief.',
  messages: [{ role: 'user', content: 'Say hello.' }],
  maxOutputTokens: 64,
  temperature: 0,
  seed: 3,
};

const servers: FakeProvider[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function serve(...script: Answer[]): Promise<FakeProvider> {
  const server = await startFakeProvider(script);
  servers.push(server);
  return server;
}

function build(
  agent: Partial<AgentConfig>,
  more: Partial<ModelOptions> = {},
): ReturnType<typeof createModel> {
  return createModel({
    agent: {
      provider: 'anthropic',
      model: 'test-model',
      api_key: key,
      base_url: '',
      max_tokens: 64,
      context_tokens: 0,
      ...agent,
    },
    retry: { max_attempts: 3, initial_delay_ms: 4, max_delay_ms: 400 },
    idleTimeoutMs: 5000,
    fetch,
    now: () => new Date('2025-01-01T00:00:00Z'),
    modelsDirectory: 'no-such-folder',
    runtimeDirectory: 'no-such-folder',
    ...more,
  });
}

async function catchError(work: Promise<unknown>): Promise<ModelError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof ModelError) return error;
    throw error;
  }
  throw new Error('expected a ModelError');
}

const protocols = [
  {
    provider: 'anthropic' as const,
    speak: speakAnthropic,
    path: '/v1/messages',
    words: { stop: 'end_turn', length: 'max_tokens', refusal: 'refusal' },
    usage: { inputTokens: 30, cachedInputTokens: 20, outputTokens: 7, reasoningTokens: 0 },
  },
  {
    provider: 'openai-compatible' as const,
    speak: speakOpenAI,
    path: '/v1/chat/completions',
    words: { stop: 'stop', length: 'length', refusal: 'content_filter' },
    usage: { inputTokens: 30, cachedInputTokens: 20, outputTokens: 7, reasoningTokens: 3 },
  },
  {
    provider: 'ollama' as const,
    speak: speakOllama,
    path: '/api/chat',
    words: { stop: 'stop', length: 'length', refusal: null },
    usage: { inputTokens: 30, cachedInputTokens: 0, outputTokens: 7, reasoningTokens: 0 },
  },
];

describe.each(protocols)('createModel() for $provider', ({ provider, speak, path, words, usage }) => {
  const hello = (finish: string | null, ending?: Scenario['ending']): Answer =>
    speak({ texts: ['Hel', 'lo é'], finish, ...(ending && { ending }) });
  const address = (server: FakeProvider): Partial<AgentConfig> => ({
    provider,
    base_url: provider === 'openai-compatible' ? `${server.url}/v1` : server.url,
  });

  it('streams the text and counts every kind of token', async () => {
    const server = await serve(hello(words.stop));
    const deltas: string[] = [];

    const reply = await build(address(server)).generate(request, { onText: (delta) => deltas.push(delta) });

    expect(reply).toMatchObject({ text: 'Hello é', finish: 'stop', usage, replayed: false });
    expect(reply.model).toBe(`${provider}/test-model`);
    expect(deltas.join('')).toBe('Hello é');
    expect(server.seen.map((seen) => seen.path)).toEqual([path]);
    expect(JSON.stringify(server.seen[0]?.headers)).toContain(key);
  });

  it('tells a reply that was cut at its limit', async () => {
    const server = await serve(hello(words.length));

    const reply = await build(address(server)).generate(request);

    expect(reply).toMatchObject({ text: 'Hello é', finish: 'length' });
  });

  it.skipIf(words.refusal === null)('tells a refusal', async () => {
    const server = await serve(hello(words.refusal));

    const reply = await build(address(server)).generate(request);

    expect(reply.finish).toBe('refusal');
  });

  it('hands on malformed JSON as it is, for the caller to judge', async () => {
    const server = await serve(speak({ texts: ['{"a": '], finish: words.stop }));

    const reply = await build(address(server)).generate({ ...request, jsonSchema: { type: 'object' } });

    expect(reply.text).toBe('{"a": ');
  });

  it.each(['break', 'close'] as const)(
    'asks again as a whole when the stream ends half way by %s',
    async (ending) => {
      const server = await serve(hello(null, ending), hello(words.stop));
      const retries: string[] = [];

      const reply = await build(address(server)).generate(request, {
        onRetry: (failure) => retries.push((failure as ModelError).code),
      });

      expect(reply.text).toBe('Hello é');
      expect(server.seen).toHaveLength(2);
      expect(retries).toEqual(['unreachable']);
    },
  );

  it('gives up a silent stream after the idle timeout and asks again', async () => {
    const server = await serve(hello(null, 'hang'), hello(words.stop));

    const reply = await build(address(server), { idleTimeoutMs: 150 }).generate(request);

    expect(reply.text).toBe('Hello é');
    expect(server.seen).toHaveLength(2);
  });

  it('stops at once when the signal fires', async () => {
    const server = await serve(hello(null, 'hang'));
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 60);
    const started = performance.now();

    const work = build(address(server)).generate(request, { signal: controller.signal });

    await expect(work).rejects.toMatchObject({ name: 'AbortError' });
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(server.seen).toHaveLength(1);
  });

  it.each([429, 500, 503, 529])('asks again after status %i', async (status) => {
    const server = await serve(answerStatus(status, { error: { message: 'busy' } }), hello(words.stop));

    const reply = await build(address(server)).generate(request);

    expect(reply.text).toBe('Hello é');
    expect(server.seen).toHaveLength(2);
  });

  it('gives up after max_attempts with the code of the last failure', async () => {
    const server = await serve(answerStatus(529, { error: { message: 'overloaded' } }));

    const error = await catchError(build(address(server)).generate(request));

    expect(error).toMatchObject({ code: 'overloaded' });
    expect(error.message).toContain(`${provider}/test-model`);
    expect(server.seen).toHaveLength(3);
  });

  it.each([
    ['retry-after', '0.2', 200],
    ['retry-after-ms', '150', 150],
    ['retry-after', 'Wed, 01 Jan 2025 00:00:01 GMT', 400],
  ])('waits as long as %s: %s says, up to the cap', async (header, value, delay) => {
    const limited = answerStatus(429, { error: { message: 'slow down' } }, { [header]: value });
    const server = await serve(limited, hello(words.stop));
    const delays: number[] = [];
    const started = performance.now();

    await build(address(server)).generate(request, { onRetry: (_, delayMs) => delays.push(delayMs) });

    expect(delays).toEqual([delay]);
    expect(performance.now() - started).toBeGreaterThanOrEqual(delay - 5);
  });

  it.each([401, 403])('reports status %i at once and never shows the key', async (status) => {
    const server = await serve(answerStatus(status, { error: { message: `Incorrect key: ${key}` } }));

    const error = await catchError(build(address(server)).generate(request));

    expect(error.code).toBe('unauthorized');
    expect(server.seen).toHaveLength(1);
    expect(`${error.message} ${error.hint} ${(error.cause as Error).message}`).not.toContain(key);
    expect((error.cause as Error).message).toContain('[redacted]');
  });

  it('reports an overflow of the context at once', async () => {
    const refusal = { error: { message: 'prompt is too long: 210000 tokens > 200000 maximum' } };
    const server = await serve(answerStatus(400, refusal));

    const error = await catchError(build(address(server)).generate(request));

    expect(error.code).toBe('context-exceeded');
    expect(server.seen).toHaveLength(1);
  });

  it('asks again after a reply that is not of the protocol, then says so', async () => {
    const server = await serve(answerStream('text/event-stream', ['data: {"unexpected"\n\n']));

    const error = await catchError(build(address(server)).generate(request));

    expect(['bad-response', 'unreachable', 'overloaded']).toContain(error.code);
    expect(server.seen).toHaveLength(3);
  });

  it('passes the schema on as structured output', async () => {
    const server = await serve(speak({ texts: ['{}'], finish: words.stop }));
    const jsonSchema = { type: 'object', properties: { wanted: { type: 'string' } }, required: ['wanted'] };

    await build(address(server)).generate({ ...request, jsonSchema });

    expect(JSON.stringify(server.seen[0]?.body)).toContain('"wanted"');
  });
});

describe('createModel()', () => {
  it('sets num_ctx and the sampling where Ollama reads them', async () => {
    const server = await serve(speakOllama({ texts: ['x'], finish: 'stop' }));
    const agent = { provider: 'ollama', base_url: server.url, context_tokens: 4096 } as const;

    const model = build(agent);
    await model.generate({ ...request, stopSequences: ['END'] });

    expect(model.contextTokens).toBe(4096);
    expect(server.seen[0]?.body).toMatchObject({
      options: { num_ctx: 4096, num_predict: 64, temperature: 0, seed: 3, stop: ['END'] },
    });
  });

  it('refuses what cannot fit the context without a request', async () => {
    const server = await serve(speakOllama({ texts: ['x'], finish: 'stop' }));
    const agent = { provider: 'ollama', base_url: server.url, context_tokens: 512 } as const;

    const error = await catchError(build(agent).generate({ ...request, system: 'word '.repeat(2000) }));

    expect(error.code).toBe('context-exceeded');
    expect(error.message).toMatch(/1668 tokens.*512/);
    expect(server.seen).toHaveLength(0);
  });

  it('asks for usage in OpenAI streams', async () => {
    const server = await serve(speakOpenAI({ texts: ['x'], finish: 'stop' }));

    await build({ provider: 'openai-compatible', base_url: `${server.url}/v1` }).generate(request);

    expect(server.seen[0]?.body).toMatchObject({ stream_options: { include_usage: true } });
  });

  it('estimates the tokens of a server that does not tell', async () => {
    const delta = { role: 'assistant', content: 'twelve chars' };
    const chunk = { id: '1', created: 1, model: 'm', choices: [{ index: 0, delta, finish_reason: 'stop' }] };
    const server = await serve(
      answerStream('text/event-stream', [`data: ${JSON.stringify(chunk)}\n\n`, 'data: [DONE]\n\n']),
    );

    const reply = await build({ provider: 'openai-compatible', base_url: server.url }).generate(request);

    expect(reply.usage).toMatchObject({ inputTokens: 7, outputTokens: 4 });
  });

  it('takes a refusal beside the content for a refusal', async () => {
    const delta = { role: 'assistant', refusal: 'I cannot help with that.' };
    const chunk = { id: '1', created: 1, model: 'm', choices: [{ index: 0, delta, finish_reason: 'stop' }] };
    const server = await serve(
      answerStream('text/event-stream', [`data: ${JSON.stringify(chunk)}\n\n`, 'data: [DONE]\n\n']),
    );

    const reply = await build({ provider: 'openai-compatible', base_url: server.url }).generate(request);

    expect(reply.finish).toBe('refusal');
  });

  it('asks again after an error inside the stream', async () => {
    const event = { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } };
    const server = await serve(
      answerStream('text/event-stream', [`event: error\ndata: ${JSON.stringify(event)}\n\n`]),
      speakAnthropic({ texts: ['ok'], finish: 'end_turn' }),
    );

    const reply = await build({ base_url: server.url }).generate(request);

    expect(reply.text).toBe('ok');
    expect(server.seen).toHaveLength(2);
  });

  it('does not ask again when the quota of the account is used up', async () => {
    const server = await serve(answerStatus(429, { error: { code: 'insufficient_quota', message: 'pay' } }));

    const error = await catchError(build({ base_url: server.url }).generate(request));

    expect(error.code).toBe('rate-limited');
    expect(server.seen).toHaveLength(1);
  });

  it('reports a server that is not there as unreachable', async () => {
    const server = await startFakeProvider([]);
    await server.close();

    const error = await catchError(build({ base_url: server.url }).generate(request));

    expect(error.code).toBe('unreachable');
  });

  it('lets two agents use different providers and keys', async () => {
    const one = await serve(speakAnthropic({ texts: ['one'], finish: 'end_turn' }));
    const two = await serve(speakOpenAI({ texts: ['two'], finish: 'stop' }));
    const first = build({ base_url: one.url, api_key: 'key-one' });
    const second = build({ provider: 'openai-compatible', base_url: two.url, api_key: 'key-two' });

    const replies = await Promise.all([first.generate(request), second.generate(request)]);

    expect(replies.map((reply) => reply.text)).toEqual(['one', 'two']);
    expect(one.seen[0]?.headers['x-api-key']).toBe('key-one');
    expect(two.seen[0]?.headers.authorization).toBe('Bearer key-two');
  });

  it.each([
    ['an unknown provider', { provider: 'anthropc' as never }, /"anthropc": expected local, anthropic/],
    ['the name of a property that every object has', { provider: 'constructor' as never }, /"constructor"/],
    ['no key', { api_key: '' }, /needs api_key/],
    ['no model', { model: '' }, /needs model/],
    ['no address', { provider: 'openai-compatible' as const }, /needs base_url/],
    ['an address that is none', { base_url: 'ftp://x' }, /base_url "ftp:\/\/x"/],
    [
      'an unknown local model',
      { provider: 'local' as const, model: 'nope' },
      /"nope": expected a name of qwen/,
    ],
  ])('refuses %s before any request', (_, agent, message) => {
    let calls = 0;
    const counting = ((...parameters: Parameters<typeof fetch>) => {
      calls += 1;
      return fetch(...parameters);
    }) as typeof fetch;

    expect(() => build(agent, { fetch: counting })).toThrow(message);

    expect(calls).toBe(0);
  });
});
