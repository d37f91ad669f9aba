import type { Model, ModelObserver } from '../agents/index.ts';
import { createJournaledModel, priceUsage } from '../agents/index.ts';
import type { JobContext } from './job-context.ts';
import { requireUnpaused } from './pause.ts';
import type { AgentName } from './services.ts';

const reportEveryMs = 250;
/** Until a reply ends its tokens are not known; this is close for code and prose in English. */
const charactersPerToken = 3.6;

/** The model of an agent for one package: journaled, counted, and seen as it writes. */
export function openObservedModel(
  context: JobContext,
  request: { readonly agent: AgentName; readonly name: string },
): Model {
  const { agent, name } = request;
  const journaled = createJournaledModel(context.services.openModel(agent), {
    journal: context.journal,
    meter: context.meter,
    labels: { package: name, agent: agent.replace('_', '-') },
    onReply({ purpose }, { model, usage, replayed }) {
      const money = replayed ? 0 : priceUsage(model, usage, context.config.llm.prices);
      context.onEvent({ kind: 'model-done', name, purpose, usage, replayed, money });
    },
  });
  return {
    ...journaled,
    async generate(modelRequest, observer) {
      requireUnpaused(context.pause);
      return journaled.generate(
        modelRequest,
        watch(context, { name, purpose: modelRequest.purpose, observer }),
      );
    },
  };
}

function watch(
  context: JobContext,
  request: { readonly name: string; readonly purpose: string; readonly observer: ModelObserver | undefined },
): ModelObserver {
  const { name, purpose, observer } = request;
  let characters = 0;
  let firstAt: number | null = null;
  let reportedAt = 0;
  return {
    ...observer,
    signal: observer?.signal ?? context.signal,
    onText(delta) {
      observer?.onText?.(delta);
      context.onEvent({ kind: 'model-text', name, purpose, delta });
      characters += delta.length;
      const now = performance.now();
      firstAt ??= now;
      if (now - reportedAt < reportEveryMs) return;
      reportedAt = now;
      const outputTokens = Math.round(characters / charactersPerToken);
      const seconds = (now - firstAt) / 1000;
      const tokensPerSecond = seconds > 0.2 ? outputTokens / seconds : 0;
      context.onEvent({ kind: 'model-progress', name, purpose, outputTokens, tokensPerSecond });
    },
    onRetry(error, delayMs) {
      observer?.onRetry?.(error, delayMs);
      const seconds = Math.ceil(delayMs / 1000);
      context.onEvent({ kind: 'note', name, text: `${error.message}; asking again in ${seconds} s` });
    },
  };
}
