import { createAnthropic } from '@ai-sdk/anthropic';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { createOllama } from 'ollama-ai-provider-v2';
import type { AgentConfig } from '../../config/schema.ts';
import type { Fetch } from '../../core/index.ts';
import { ModelError } from '../errors.ts';
import type { ModelRequest } from '../types.ts';
import type { CallOptions, LanguageModelObject } from './language-model.ts';

export interface HostedLanguageModel {
  readonly language: LanguageModelObject;
  readonly contextTokens: number | null;
  /** What this provider's adapter needs beside the common options. */
  renderOptions?(request: ModelRequest): CallOptions['providerOptions'];
}

type HostedProvider = Exclude<AgentConfig['provider'], 'local'>;

// Ollama's own default is small and cuts prompts without saying so.
const ollamaContextTokens = 8192;

/** One entry per hosted provider. Each checks its settings and throws ModelError `configuration`; none asks the net. */
export const hostedLanguageModels = {
  anthropic(agent, fetch) {
    const provider = createAnthropic({
      apiKey: requireSetting(agent, 'api_key'),
      // Given always: the adapter would else read an address from the environment.
      baseURL: readBaseUrl(agent, 'https://api.anthropic.com/v1', '/v1'),
      fetch: adaptFetch(fetch),
    });
    const language = asObject(provider.languageModel(requireSetting(agent, 'model')));
    return { language, contextTokens: agent.context_tokens || null };
  },

  'openai-compatible'(agent, fetch) {
    requireSetting(agent, 'base_url');
    const provider = createOpenAICompatible({
      name: 'openai-compatible',
      baseURL: readBaseUrl(agent, '', ''),
      includeUsage: true,
      supportsStructuredOutputs: true,
      fetch: adaptFetch(fetch),
      ...(agent.api_key !== '' && { apiKey: agent.api_key }),
    });
    const language = asObject(provider.languageModel(requireSetting(agent, 'model')));
    return { language, contextTokens: agent.context_tokens || null };
  },

  ollama(agent, fetch) {
    const provider = createOllama({
      baseURL: readBaseUrl(agent, 'http://127.0.0.1:11434/api', '/api'),
      fetch: adaptFetch(fetch),
      ...(agent.api_key !== '' && { headers: { Authorization: `Bearer ${agent.api_key}` } }),
    });
    const contextTokens = agent.context_tokens || ollamaContextTokens;
    return {
      language: asObject(provider.languageModel(requireSetting(agent, 'model'))),
      contextTokens,
      // The adapter writes these beside `options`, where Ollama does not read them.
      renderOptions: (request) => ({
        ollama: {
          options: {
            num_ctx: contextTokens,
            num_predict: request.maxOutputTokens,
            temperature: request.temperature,
            seed: request.seed,
            ...(request.stopSequences && { stop: [...request.stopSequences] }),
          },
        },
      }),
    };
  },
} as const satisfies Record<HostedProvider, (agent: AgentConfig, fetch: Fetch) => HostedLanguageModel>;

function requireSetting(agent: AgentConfig, key: 'api_key' | 'model' | 'base_url'): string {
  const value = agent[key];
  if (value !== '') return value;
  throw new ModelError('configuration', `Cannot use the provider "${agent.provider}": it needs ${key}`, {
    hint: `Set ${key} for the agent under llm in the configuration, or in PHALUS_LLM__AGENT_A__${key.toUpperCase()}`,
  });
}

/** `route` is what the provider's address ends with when a person names only the host. */
function readBaseUrl(agent: AgentConfig, standard: string, route: string): string {
  const text = agent.base_url === '' ? standard : agent.base_url;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new ModelError(
      'configuration',
      `Cannot use the provider "${agent.provider}": base_url "${text}" should be an http or https address`,
      { hint: 'Write, for example, https://models.example/v1' },
    );
  }
  const bare = url.pathname === '/' && url.search === '';
  return bare ? `${url.origin}${route}` : text.replace(/\/+$/, '');
}

function adaptFetch(fetch: Fetch): typeof globalThis.fetch {
  // Node's own fetch is undici's; only the declared types of the two differ.
  return fetch as unknown as typeof globalThis.fetch;
}

function asObject(model: unknown): LanguageModelObject {
  return model as LanguageModelObject;
}
