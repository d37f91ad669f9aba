import type { Model, ModelRequest } from '../agents/types.ts';

/** Answers from a script, the last answer for ever; keeps what it was asked. An error of the script is thrown. */
export function createScriptedModel(
  script: readonly (string | Error)[],
): Model & { readonly asked: ModelRequest[] } {
  const asked: ModelRequest[] = [];
  return {
    name: 'fake/scripted',
    contextTokens: null,
    asked,
    async generate(request, observer) {
      asked.push(request);
      const text = script[Math.min(asked.length, script.length) - 1] ?? '';
      if (text instanceof Error) throw text;
      observer?.onText?.(text);
      return {
        text,
        finish: 'stop',
        usage: { inputTokens: 1, cachedInputTokens: 0, outputTokens: 1, reasoningTokens: 0 },
        model: 'fake/scripted',
        durationMs: 1,
        replayed: false,
      };
    },
    close: async () => {},
  };
}
