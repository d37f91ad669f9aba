import type { CallOptions, LanguageModelObject, StreamPart } from '../providers/language-model.ts';
import type { ChatHistoryItem } from './bindings.ts';
import type { Engine, GenerationResult } from './engine.ts';

/** The AI SDK's view of a local engine, so that a model in our own process goes the same way as a hosted one. */
export function createLocalLanguageModel(options: {
  readonly modelId: string;
  open(): Promise<Engine>;
}): LanguageModelObject {
  function streamParts(call: CallOptions): ReadableStream<StreamPart> {
    let cancelled = false;
    return new ReadableStream<StreamPart>({
      async start(controller) {
        const send = (part: StreamPart): void => {
          if (!cancelled) controller.enqueue(part);
        };
        send({ type: 'stream-start', warnings: [] });
        send({ type: 'text-start', id: '0' });
        try {
          const engine = await options.open();
          const result = await engine.generate(
            readCall(call, (delta) => send({ type: 'text-delta', id: '0', delta })),
          );
          send({ type: 'text-end', id: '0' });
          send(renderFinish(result));
        } catch (error) {
          send({ type: 'error', error });
        }
        if (!cancelled) controller.close();
      },
      cancel() {
        cancelled = true;
      },
    });
  }

  return {
    specificationVersion: 'v3',
    provider: 'local',
    modelId: options.modelId,
    supportedUrls: {},
    doStream: async (call) => ({ stream: streamParts(call) }),
    async doGenerate(call) {
      let text = '';
      const engine = await options.open();
      const result = await engine.generate(
        readCall(call, (delta) => {
          text += delta;
        }),
      );
      const finish = renderFinish(result);
      return {
        content: [{ type: 'text', text }],
        finishReason: finish.finishReason,
        usage: finish.usage,
        warnings: [],
      };
    },
  };
}

function readCall(call: CallOptions, onText: (delta: string) => void): Parameters<Engine['generate']>[0] {
  const format = call.responseFormat;
  const schema = format?.type === 'json' ? (format.schema ?? {}) : undefined;
  return {
    history: call.prompt.map(readMessage),
    maxOutputTokens: call.maxOutputTokens ?? 2048,
    temperature: call.temperature ?? 0,
    seed: call.seed ?? 0,
    topP: call.topP ?? 0.95,
    // Cuts the long tail that a small model otherwise falls into once in a long reply.
    minP: 0.05,
    stopSequences: call.stopSequences ?? [],
    onText,
    ...(schema && { jsonSchema: schema as Readonly<Record<string, unknown>> }),
    ...(call.abortSignal && { signal: call.abortSignal }),
  };
}

function readMessage(message: CallOptions['prompt'][number]): ChatHistoryItem {
  if (message.role === 'system') return { type: 'system', text: message.content };
  const text = message.content.map((part) => (part.type === 'text' ? part.text : '')).join('');
  return message.role === 'assistant' ? { type: 'model', response: [text] } : { type: 'user', text };
}

function renderFinish(result: GenerationResult): Extract<StreamPart, { type: 'finish' }> {
  return {
    type: 'finish',
    finishReason: { unified: result.finish, raw: result.finish },
    usage: {
      inputTokens: {
        total: result.inputTokens,
        noCache: result.inputTokens - result.cachedInputTokens,
        cacheRead: result.cachedInputTokens,
        cacheWrite: undefined,
      },
      outputTokens: { total: result.outputTokens, text: result.outputTokens, reasoning: 0 },
    },
  };
}
