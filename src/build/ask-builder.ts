import { ModelError } from '../agents/index.ts';
import type { ModelMessage, ModelReply } from '../agents/types.ts';
import type { AttemptPlan } from './plan-attempt.ts';
import type { BuildRequest } from './types.ts';

export interface Question {
  readonly request: BuildRequest;
  /** The instructions of Agent B for its language. */
  readonly system: string;
  readonly brief: string;
  readonly plan: AttemptPlan;
  readonly number: number;
  /** Tokens of the best usable reply so far; null when there is none. */
  readonly usualTokens: number | null;
}

/**
 * Null for a repair that is longer than the model's context: a fresh sample may follow, and nothing made is lost.
 * Throws ModelError for everything else.
 */
export async function askBuilder(question: Question): Promise<ModelReply | null> {
  try {
    return await ask(question);
  } catch (error) {
    const isTooLong = error instanceof ModelError && error.code === 'context-exceeded';
    if (isTooLong && question.plan.kind === 'repair') return null;
    throw error;
  }
}

function ask({ request, system, brief, plan, number, usualTokens }: Question): Promise<ModelReply> {
  const { model, limits, observer } = request;
  return model.generate(
    {
      purpose: `agent-b/${plan.kind}`,
      system,
      messages: renderMessages(brief, plan),
      maxOutputTokens: Math.min(limits.maxOutputTokens, longestReply(usualTokens)),
      temperature: plan.temperature,
      seed: number,
    },
    observer,
  );
}

/** A sample that is several times as long as usable code for the same task has lost its way, and is cut short. */
function longestReply(usualTokens: number | null): number {
  return usualTokens === null ? Number.POSITIVE_INFINITY : Math.max(600, 3 * usualTokens);
}

/** The brief stays first and unchanged, so that its evaluation is shared by all attempts. */
function renderMessages(brief: string, plan: AttemptPlan): ModelMessage[] {
  if (plan.kind === 'implement') {
    return [{ role: 'user', content: plan.advice === null ? brief : `${brief}\n\n${plan.advice}` }];
  }
  const feedback = `${plan.feedback}\n\nWrite the whole corrected module. Code only.`;
  return [
    { role: 'user', content: brief },
    { role: 'assistant', content: plan.of.reply },
    { role: 'user', content: feedback },
  ];
}
