import { basename } from 'node:path';
import { ModelError } from '../errors.ts';
import { streamReply } from '../providers/stream-reply.ts';
import type { Model } from '../types.ts';
import { type Engine, openEngine } from './engine.ts';
import { createLocalLanguageModel } from './local-language-model.ts';

export interface LocalModelOptions {
  /** Path of a GGUF file. */
  readonly modelPath: string;
  /** Where `ensureLocalRuntime` installed node-llama-cpp. */
  readonly runtimeDirectory: string;
  /** Input and output together; 8192 when absent. */
  readonly contextTokens?: number;
  /** Name after `local/`; the file's name without its ending when absent. */
  readonly name?: string;
  /** SHA-256 of the file, for the model's identity. */
  readDigest?(signal?: AbortSignal): Promise<string>;
}

/**
 * A GGUF model inside this process. The file is loaded at the first call and shared with every other local model of
 * the same path; the conversation state is this model's own, so a prompt that begins like the last one is read only
 * from where they part. Throws ModelError `not-installed` at the first call when file or runtime are missing.
 */
export function createLocalModel(options: LocalModelOptions): Model {
  const contextTokens = options.contextTokens ?? 8192;
  const modelId = options.name ?? basename(options.modelPath).replace(/\.gguf$/i, '');
  let opening: Promise<Engine> | undefined;

  function open(): Promise<Engine> {
    opening ??= openEngine({ ...options, contextTokens }).catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    return opening;
  }

  const name = `local/${modelId}`;
  let identity: Promise<string> | undefined;

  // Once: what is loaded stays loaded, whatever becomes of the file.
  function readIdentity(signal?: AbortSignal): Promise<string> {
    identity ??= identify(signal).catch((error: unknown) => {
      identity = undefined;
      throw error;
    });
    return identity;
  }

  async function identify(signal?: AbortSignal): Promise<string> {
    return options.readDigest === undefined ? name : `${name}@sha256:${await options.readDigest(signal)}`;
  }

  const language = createLocalLanguageModel({ modelId, open });
  return {
    name,
    contextTokens,
    async generate(request, observer = {}) {
      try {
        return await streamReply({ language, name, idleTimeoutMs: null }, request, observer);
      } catch (error) {
        observer.signal?.throwIfAborted();
        throw error instanceof ModelError ? error : wrapFailure(name, error);
      }
    },
    readIdentity,
    countTokens: async (text) => (await open()).countTokens(text),
    async close() {
      const engine = await opening?.catch(() => undefined);
      opening = undefined;
      await engine?.close();
    },
  };
}

function wrapFailure(name: string, cause: unknown): ModelError {
  return new ModelError('bad-response', `Cannot get a reply from ${name}: the local runtime failed`, {
    cause,
    hint: 'Run again with --resume; if it stays, see "phalus doctor" or configure a hosted provider under llm',
  });
}
