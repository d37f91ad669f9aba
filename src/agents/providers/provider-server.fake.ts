import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SeenRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Record<string, unknown>;
}

/** What the fake answers to one request, in the order of the script; the last one is repeated. */
export type Answer = (response: ServerResponse) => void | Promise<void>;

export interface FakeProvider {
  readonly url: string;
  readonly seen: SeenRequest[];
  close(): Promise<void>;
}

/** A server on loopback that keeps every request and plays a script of answers. */
export async function startFakeProvider(script: readonly Answer[]): Promise<FakeProvider> {
  const seen: SeenRequest[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString('utf8');
    seen.push({
      path: request.url ?? '',
      headers: request.headers,
      body: text === '' ? {} : JSON.parse(text),
    });
    await script[Math.min(seen.length, script.length) - 1]?.(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

export function answerStatus(status: number, body: unknown, headers: Record<string, string> = {}): Answer {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
}

/** Sends the pieces of a stream, then ends it as `ending` says. */
export function answerStream(
  contentType: string,
  pieces: readonly string[],
  ending: 'close' | 'break' | 'hang' = 'close',
): Answer {
  return async (response) => {
    response.writeHead(200, { 'content-type': contentType });
    for (const piece of pieces) {
      response.write(piece);
      await new Promise((resolve) => setImmediate(resolve));
    }
    if (ending === 'close') response.end();
    if (ending === 'break') response.socket?.destroy();
  };
}

export interface Scenario {
  readonly texts: readonly string[];
  /** The protocol's own word for why it ended; null leaves the end out. */
  readonly finish: string | null;
  readonly ending?: 'close' | 'break' | 'hang';
  /** Tokens in and out instead of the usual ones; only `speakOpenAI` heeds it. */
  readonly usage?: { readonly input: number; readonly output: number };
}

/** Anthropic's messages protocol: 30 tokens in of which 20 are cached, 7 out. */
export function speakAnthropic({ texts, finish, ending }: Scenario): Answer {
  const usage = {
    input_tokens: 10,
    cache_read_input_tokens: 20,
    cache_creation_input_tokens: 0,
    output_tokens: 1,
  };
  const message = {
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model: 'claude-test',
    content: [],
    stop_reason: null,
    stop_sequence: null,
    usage,
  };
  const events: Record<string, unknown>[] = [
    { type: 'message_start', message },
    { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
    ...texts.map((text) => ({
      type: 'content_block_delta',
      index: 0,
      delta: { type: 'text_delta', text },
    })),
  ];
  if (finish !== null) {
    events.push(
      { type: 'content_block_stop', index: 0 },
      {
        type: 'message_delta',
        delta: { stop_reason: finish, stop_sequence: null },
        usage: { output_tokens: 7 },
      },
      { type: 'message_stop' },
    );
  }
  const pieces = events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
  return answerStream('text/event-stream', pieces, ending);
}

/** OpenAI's chat completions: 30 tokens in of which 20 are cached, 7 out of which 3 are reasoning. */
export function speakOpenAI({ texts, finish, ending, usage = { input: 30, output: 7 } }: Scenario): Answer {
  const base = { id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model: 'test' };
  const chunks: unknown[] = texts.map((content) => ({
    ...base,
    choices: [{ index: 0, delta: { role: 'assistant', content }, finish_reason: null }],
  }));
  if (finish !== null) {
    chunks.push({ ...base, choices: [{ index: 0, delta: {}, finish_reason: finish }] });
    chunks.push({
      ...base,
      choices: [],
      usage: {
        prompt_tokens: usage.input,
        completion_tokens: usage.output,
        total_tokens: usage.input + usage.output,
        prompt_tokens_details: { cached_tokens: 20 },
        completion_tokens_details: { reasoning_tokens: 3 },
      },
    });
  }
  const pieces = chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`);
  if (finish !== null) pieces.push('data: [DONE]\n\n');
  return answerStream('text/event-stream', pieces, ending);
}

/** Ollama's native protocol: 30 tokens in, 7 out; it tells of no cache. */
export function speakOllama({ texts, finish, ending }: Scenario): Answer {
  const base = { model: 'test', created_at: '2025-01-01T00:00:00Z' };
  const lines: unknown[] = texts.map((content) => ({
    ...base,
    message: { role: 'assistant', content },
    done: false,
  }));
  if (finish !== null) {
    lines.push({
      ...base,
      message: { role: 'assistant', content: '' },
      done: true,
      done_reason: finish,
      total_duration: 1,
      load_duration: 1,
      prompt_eval_count: 30,
      prompt_eval_duration: 1,
      eval_count: 7,
      eval_duration: 1,
    });
  }
  return answerStream(
    'application/x-ndjson',
    lines.map((line) => `${JSON.stringify(line)}\n`),
    ending,
  );
}
