import type { AgentConfig } from '../config/schema.ts';
import type { Fetch, Now } from '../core/index.ts';
import { findModel } from './catalogue/find-model.ts';
import { readModelDigest } from './catalogue/model-digest.ts';
import { ModelError } from './errors.ts';
import { createLocalModel } from './local/create-local-model.ts';
import { classifyFailure } from './providers/failure.ts';
import { type HostedLanguageModel, hostedLanguageModels } from './providers/hosted-language-models.ts';
import { type RetryPolicy, retryCall } from './providers/retry-call.ts';
import { streamReply } from './providers/stream-reply.ts';
import type { Model, ModelRequest } from './types.ts';

export interface ModelOptions {
  readonly agent: AgentConfig;
  readonly retry: RetryPolicy;
  /** Silence after which a hosted reply counts as dead. */
  readonly idleTimeoutMs: number;
  readonly fetch: Fetch;
  /** For the dates in `Retry-After`. */
  readonly now: Now;
  /** Where models of the catalogue are kept. */
  readonly modelsDirectory: string;
  /** Where the local runtime is installed. */
  readonly runtimeDirectory: string;
  /** Between 0 and 1, for the jitter of retries. */
  readonly random?: () => number;
}

/**
 * The model an agent's configuration names. Throws ModelError `configuration` for an unknown provider or a setting
 * that it lacks, before any request is made; nothing is loaded or asked until the first `generate`.
 */
export function createModel(options: ModelOptions): Model {
  const { agent } = options;
  if (agent.provider === 'local') return createConfiguredLocalModel(options);
  if (!Object.hasOwn(hostedLanguageModels, agent.provider)) {
    const known = ['local', ...Object.keys(hostedLanguageModels)].join(', ');
    throw new ModelError('configuration', `Cannot use the provider "${agent.provider}": expected ${known}`, {
      hint: 'Set provider for the agent under llm in the configuration',
    });
  }
  return createHostedModel(hostedLanguageModels[agent.provider](agent, options.fetch), options);
}

function createConfiguredLocalModel({ agent, modelsDirectory, runtimeDirectory }: ModelOptions): Model {
  const found = findModel(agent.model, modelsDirectory);
  const contextTokens = agent.context_tokens || Math.min(found.contextTokens ?? 8192, 8192);
  return createLocalModel({
    modelPath: found.path,
    name: found.name,
    runtimeDirectory,
    contextTokens,
    readDigest: (signal) => readModelDigest(found.path, modelsDirectory, signal),
  });
}

function createHostedModel(hosted: HostedLanguageModel, options: ModelOptions): Model {
  const { agent, retry, idleTimeoutMs, now, random } = options;
  const name = `${agent.provider}/${agent.model}`;
  const secrets = [agent.api_key];
  return {
    name,
    contextTokens: hosted.contextTokens,
    async generate(request, observer = {}) {
      refuseOverflow(name, request, hosted.contextTokens);
      const providerOptions = hosted.renderOptions?.(request);
      const stream = {
        language: hosted.language,
        name,
        idleTimeoutMs,
        ...(providerOptions && { providerOptions }),
      };
      return retryCall(() => streamReply(stream, request, observer), {
        policy: retry,
        signal: observer.signal,
        classify: (thrown) => classifyFailure(thrown, { name, secrets, now }),
        onRetry: (failure, delayMs) => observer.onRetry?.(failure.error, delayMs),
        ...(random && { random }),
      });
    },
    close: async () => {},
  };
}

/** Refuses only what is too long by any tokenizer's count: no text has more than six characters a token on average. */
function refuseOverflow(name: string, request: ModelRequest, contextTokens: number | null): void {
  if (contextTokens === null) return;
  const characters = request.messages.reduce(
    (sum, message) => sum + message.content.length,
    request.system.length,
  );
  const least = Math.floor(characters / 6);
  if (least + request.maxOutputTokens <= contextTokens) return;
  throw new ModelError(
    'context-exceeded',
    `Cannot send at least ${least} tokens and ask ${name} for ${request.maxOutputTokens}: its context holds ${contextTokens}`,
    { hint: 'Set a larger context_tokens or a smaller max_tokens for this agent under llm' },
  );
}
