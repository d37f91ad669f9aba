import type { Model, ModelRequest } from '../agents/types.ts';

/** Answers from a script, the last answer for ever; keeps what it was asked. */
export function createAnalystModel(
  script: readonly (string | object)[],
  contextTokens: number | null = 8192,
): Model & { readonly asked: ModelRequest[] } {
  const asked: ModelRequest[] = [];
  return {
    name: 'fake/analyst',
    contextTokens,
    asked,
    async generate(request) {
      asked.push(request);
      const next = script[Math.min(asked.length, script.length) - 1] ?? '';
      return {
        text: typeof next === 'string' ? next : JSON.stringify(next),
        finish: 'stop',
        usage: { inputTokens: 1, cachedInputTokens: 0, outputTokens: 1, reasoningTokens: 0 },
        model: 'fake/analyst',
        durationMs: 1,
        replayed: false,
      };
    },
    close: async () => {},
  };
}
