import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { answerStatus, speakOpenAI } from '../src/agents/providers/provider-server.fake.ts';
import { hostileCode, padWordCode, quietSumCode } from './packages.fake.ts';

/** One request that the fake was sent. */
export interface LedgerEntry {
  readonly agent: 'agent_a' | 'agent_b';
  readonly body: Record<string, unknown>;
  readonly authorization: string | undefined;
  readonly atMs: number;
  /** True once a whole reply was sent: what a provider would send a bill for. */
  isAnswered: boolean;
}

/** What becomes of a request instead of a good reply. */
export type Weather =
  | { readonly kind: 'delay'; readonly delayMs: number }
  | { readonly kind: 'status'; readonly status: number; readonly headers?: Record<string, string> }
  | { readonly kind: 'half' }
  | { readonly kind: 'hang' }
  | { readonly kind: 'refusal' }
  | { readonly kind: 'text'; readonly text: string; readonly finish?: string };

export interface FakeModelServer {
  readonly baseUrl: string;
  readonly ledger: LedgerEntry[];
  close(): Promise<void>;
}

export interface FakeModelOptions {
  /** Called for each request before it is answered; `number` counts from 1, `ofAgent` per agent. */
  readonly onRequest?: (
    entry: LedgerEntry,
    place: { readonly number: number; readonly ofAgent: number },
  ) => Weather | undefined | Promise<Weather | undefined>;
  /** Code of Agent B by the name it is asked to declare. */
  readonly code?: Readonly<Record<string, string>>;
  /** What each reply is said to have taken; 30 in and 7 out by default. */
  readonly usage?: { readonly input: number; readonly output: number };
}

const knownCode: Readonly<Record<string, string>> = {
  padWord: padWordCode,
  sum: quietSumCode,
  shout: hostileCode,
};

/** An OpenAI-compatible endpoint that restates facts for Agent A and has code at hand for Agent B. */
export async function startFakeModel(options: FakeModelOptions = {}): Promise<FakeModelServer> {
  const ledger: LedgerEntry[] = [];
  const started = performance.now();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, unknown>;
    const agent = readMessage(body, 0).startsWith('You restate') ? 'agent_a' : 'agent_b';
    const entry: LedgerEntry = {
      agent,
      body,
      authorization: request.headers.authorization,
      atMs: performance.now() - started,
      isAnswered: false,
    };
    ledger.push(entry);
    const ofAgent = ledger.filter((each) => each.agent === agent).length;
    const weather = await options.onRequest?.(entry, { number: ledger.length, ofAgent });
    await answer(response, entry, weather, options);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    ledger,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function answer(
  response: ServerResponse,
  entry: LedgerEntry,
  weather: Weather | undefined,
  options: FakeModelOptions,
): Promise<void> {
  if (weather?.kind === 'hang') return;
  if (weather?.kind === 'delay') await sleep(weather.delayMs);
  if (response.destroyed) return;
  if (weather?.kind === 'status') {
    return answerStatus(weather.status, { error: { message: 'bad weather' } }, weather.headers)(response);
  }
  if (weather?.kind === 'refusal') return sendRefusal(response);
  const good =
    entry.agent === 'agent_a'
      ? restate(entry.body)
      : writeCode(entry.body, { ...knownCode, ...options.code });
  if (weather?.kind === 'half') {
    return speakOpenAI({ texts: [good.slice(0, 12)], finish: null, ending: 'break' })(response);
  }
  const text = weather?.kind === 'text' ? weather.text : good;
  const finish = weather?.kind === 'text' ? (weather.finish ?? 'stop') : 'stop';
  const { usage } = options;
  const texts = [text.slice(0, 20), text.slice(20)];
  await speakOpenAI({ texts, finish, ...(usage && { usage }) })(response);
  entry.isAnswered = true;
}

function sendRefusal(response: ServerResponse): void {
  const choice = { index: 0, delta: { refusal: 'I may not help with that' }, finish_reason: null };
  const end = { index: 0, delta: {}, finish_reason: 'stop' };
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (const choices of [[choice], [end]]) {
    response.write(
      `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', choices })}\n\n`,
    );
  }
  response.end('data: [DONE]\n\n');
}

/** Each numbered fact in its own words: a restatement that keeps every name. */
function restate(body: Record<string, unknown>): string {
  const facts = [...readMessage(body, 1).matchAll(/^(\d+)\. (?:\[.*?\] )?(.*)$/gm)];
  return JSON.stringify(
    Object.fromEntries(
      facts.map(([, number, text]) => [number, { kind: 'behavior', text: `So it is: ${text}` }]),
    ),
  );
}

function writeCode(body: Record<string, unknown>, code: Readonly<Record<string, string>>): string {
  const wanted = /It must declare:\n(?:function|class|const) ([\w$]+)/.exec(readMessage(body, 1))?.[1] ?? '';
  // Asked for what nobody scripted: a package of `createEcho`, whose name is its local name with hyphens.
  const name = wanted.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const written = code[wanted] ?? `function ${wanted}(text) {\n  return '${name}:' + text;\n}`;
  return `\`\`\`js\n${written}\n\`\`\`\n`;
}

/** Text of the message at `place`; 0 is the system's. */
export function readMessage(body: Record<string, unknown>, place: number): string {
  const messages = body.messages as readonly { content: unknown }[] | undefined;
  const content = messages?.[place]?.content;
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content.map((part: { text?: string }) => part.text ?? '').join('');
}
