import PQueue from 'p-queue';
import type { z } from 'zod';
import type { Model, ModelRequest } from '../../agents/types.ts';
import type { Sandbox, SandboxLimits, SandboxRequest, SandboxResult } from '../../sandbox/types.ts';
import type { AgentId, AgentResult } from '../types.ts';
import { mostForRuns, mostForToolchains, type RelayLimits } from './limits.ts';
import { ModelBody, type RelayedModelRequest, ResultBody, RunBody, TokensBody } from './schema.ts';

/** What a relay hands its agent's wishes to: all of it on this side of the wall. */
export interface RelayPorts {
  readonly agent: AgentId;
  /** The journaled, metered, observed one: a request costs here what it costs without a wall. */
  readonly model: Model;
  /** Where generated code runs: apart from the agent, a fresh one each time. Null where there is none. */
  readonly sandbox: Sandbox | null;
  readonly signal: AbortSignal;
  /** What the agent says of its progress; still to be parsed. */
  onProgress(value: unknown): void;
  onResult(result: AgentResult): void;
  onRun(result: SandboxResult): void;
}

/** One line of an answer; the last holds all of it. */
export type Send = (line: Readonly<Record<string, unknown>>) => void;

export type HandledKind = keyof RelayLimits['bodyBytes'];
export type Handlers = Readonly<Record<HandledKind, (body: unknown, send: Send) => Promise<void>>>;

/** The agent asked for what it may not have; told to it, counted, and nothing else happens. */
export class Refusal extends Error {}

/** What the relay does for its agent. Each throws zod's error or a Refusal for a wish that may not be, and failures. */
export function createHandlers(ports: RelayPorts, limits: RelayLimits, closing: AbortSignal): Handlers {
  const runs = new PQueue({ concurrency: limits.runsAtOnce });
  let isHandedIn = false;
  return {
    async model(body, send) {
      const { request, stream } = ModelBody.parse(body);
      if (!request.purpose.startsWith(`${ports.agent}/`)) {
        throw new Refusal(`${ports.agent} asked the model as "${request.purpose}"`);
      }
      const reply = await ports.model.generate(toModelRequest(request), {
        signal: ports.signal,
        ...(stream && {
          onText: (delta: string) => send({ delta }),
          onRetry: ({ message }: Error, delayMs: number) => send({ retry: { message, delayMs } }),
        }),
      });
      send({ reply });
    },
    async tokens(body, send) {
      const { text } = TokensBody.parse(body);
      if (ports.model.countTokens === undefined) throw new Refusal('this model counts no tokens');
      send({ reply: await ports.model.countTokens(text) });
    },
    async run(body, send) {
      const request = RunBody.parse(body);
      const { sandbox } = ports;
      // Whoever asked is gone when the relay closes, and a run costs nothing but time.
      const signal = AbortSignal.any([ports.signal, closing]);
      if (sandbox === null) throw new Refusal('there is no sandbox');
      const result = await runs.add(() => sandbox.run({ ...toSandboxRequest(request), signal }));
      ports.onRun(result);
      const collected = Object.entries(result.collected).map(([name, bytes]) => [
        name,
        Buffer.from(bytes).toString('base64'),
      ]);
      send({ reply: { ...result, collected: Object.fromEntries(collected) } });
    },
    async progress(body, send) {
      ports.onProgress(body);
      send({ reply: null });
    },
    async result(body, send) {
      const result = ResultBody.parse(body);
      if (isHandedIn) throw new Refusal('a second result');
      isHandedIn = true;
      ports.onResult(result);
      send({ reply: null });
    },
  };
}

function toModelRequest(request: z.infer<typeof RelayedModelRequest>): ModelRequest {
  const { jsonSchema, stopSequences, ...rest } = request;
  return {
    ...rest,
    ...(jsonSchema === undefined ? {} : { jsonSchema }),
    ...(stopSequences === undefined ? {} : { stopSequences }),
  };
}

function toSandboxRequest({
  command,
  files,
  standardInput,
  collect,
  limits,
  toolchain,
}: RunBody): SandboxRequest {
  const contents = Object.entries(files).map(([name, content]) => [
    name,
    typeof content === 'string' ? content : Buffer.from(content.base64, 'base64'),
  ]);
  return {
    command,
    files: Object.fromEntries(contents),
    limits: boundLimits(limits ?? {}, toolchain === undefined ? mostForRuns : mostForToolchains),
    ...(standardInput === undefined ? {} : { standardInput }),
    ...(collect === undefined ? {} : { collect }),
    ...(toolchain === undefined ? {} : { toolchain }),
  };
}

/** What was asked for, or the most there is; where nothing was asked for, what the sandbox gives by itself. */
function boundLimits(asked: NonNullable<RunBody['limits']>, most: SandboxLimits): Partial<SandboxLimits> {
  const bounded: Partial<Record<keyof SandboxLimits, number>> = {};
  for (const [name, value] of Object.entries(asked)) {
    const key = name as keyof SandboxLimits;
    if (value !== undefined) bounded[key] = Math.min(value, most[key]);
  }
  return bounded;
}
