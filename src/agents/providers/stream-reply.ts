import { neutraliseChatTokens } from '../chat-tokens.ts';
import { estimateUsage } from '../meter.ts';
import type { ModelMessage, ModelObserver, ModelReply, ModelRequest, ModelUsage } from '../types.ts';
import { createIdleWatch } from './idle-watch.ts';
import { InterruptedStream } from './interrupted-stream.ts';
import type { CallOptions, LanguageModelObject, StreamPart } from './language-model.ts';

export interface StreamOptions {
  readonly language: LanguageModelObject;
  /** `provider/model`. */
  readonly name: string;
  /** Silence after which a reply counts as dead; null waits for ever, as for a model that reads on two cores. */
  readonly idleTimeoutMs: number | null;
  readonly providerOptions?: CallOptions['providerOptions'];
}

type Finish = Extract<StreamPart, { type: 'finish' }>;

/** One call, streamed, without retries. Throws what the SDK throws, InterruptedStream, or the signal's reason. */
export async function streamReply(
  options: StreamOptions,
  request: ModelRequest,
  observer: ModelObserver,
): Promise<ModelReply> {
  const started = performance.now();
  const idle = createIdleWatch(options.idleTimeoutMs, observer.signal);
  try {
    const { stream } = await idle.race(options.language.doStream(renderCall(options, request, idle.signal)));
    const { text, refusal, finish } = await readParts(stream, idle, observer);
    return {
      text,
      finish: refusal ? 'refusal' : readFinish(finish),
      usage: readUsage(finish.usage, request, text),
      model: options.name,
      durationMs: Math.round(performance.now() - started),
      replayed: false,
    };
  } finally {
    idle.stop();
  }
}

async function readParts(
  stream: ReadableStream<StreamPart>,
  idle: ReturnType<typeof createIdleWatch>,
  observer: ModelObserver,
): Promise<{ text: string; refusal: boolean; finish: Finish }> {
  const reader = stream.getReader();
  let text = '';
  let refusal = false;
  let finish: Finish | undefined;
  try {
    for (;;) {
      const { done, value } = await idle.race(reader.read());
      if (done) break;
      if (value.type === 'error') throw value.error;
      if (value.type === 'raw') refusal ||= isRefusal(value.rawValue);
      if (value.type === 'finish') finish = value;
      if (value.type === 'text-delta') {
        text += value.delta;
        observer.onText?.(value.delta);
      }
    }
  } finally {
    // The provider's own clean-up may hang as the stream did; nobody needs to wait for it.
    reader.cancel().catch(() => {});
  }
  // Every provider says why it ended; a stream that closes without that was cut off.
  if (finish?.finishReason.raw === undefined && !refusal) throw new InterruptedStream();
  if (finish === undefined) throw new InterruptedStream();
  return { text, refusal, finish };
}

function renderCall(options: StreamOptions, request: ModelRequest, abortSignal: AbortSignal): CallOptions {
  return {
    prompt: [
      { role: 'system', content: neutraliseChatTokens(request.system) },
      ...request.messages.map(renderMessage),
    ],
    maxOutputTokens: request.maxOutputTokens,
    temperature: request.temperature,
    seed: request.seed,
    includeRawChunks: true,
    abortSignal,
    ...(request.stopSequences && { stopSequences: [...request.stopSequences] }),
    ...(request.jsonSchema && {
      responseFormat: { type: 'json', name: 'reply', schema: request.jsonSchema },
    }),
    ...(options.providerOptions && { providerOptions: options.providerOptions }),
  };
}

function renderMessage({ role, content }: ModelMessage): CallOptions['prompt'][number] {
  return { role, content: [{ type: 'text', text: neutraliseChatTokens(content) }] };
}

function readFinish(finish: Finish): ModelReply['finish'] {
  const { unified } = finish.finishReason;
  if (unified === 'stop' || unified === 'length') return unified;
  return unified === 'content-filter' ? 'refusal' : 'other';
}

/** A provider that does not tell is counted by an estimate on the high side, so that a budget still holds. */
function readUsage(usage: Finish['usage'], request: ModelRequest, text: string): ModelUsage {
  return {
    inputTokens: usage.inputTokens.total ?? estimateUsage(request).inputTokens,
    cachedInputTokens: usage.inputTokens.cacheRead ?? 0,
    outputTokens: usage.outputTokens.total ?? Math.ceil(text.length / 3),
    reasoningTokens: usage.outputTokens.reasoning ?? 0,
  };
}

/** OpenAI's protocol puts a refusal beside the content, where the SDK's adapter does not look. */
function isRefusal(raw: unknown): boolean {
  const choices = (raw as { choices?: unknown } | null)?.choices;
  if (!Array.isArray(choices)) return false;
  const delta = (choices[0] as { delta?: { refusal?: unknown } } | undefined)?.delta;
  return typeof delta?.refusal === 'string' && delta.refusal !== '';
}
