import { availableParallelism } from 'node:os';
import { ModelError } from '../errors.ts';
import type { ChatHistoryItem, LlamaContext, LlamaContextSequence, Token } from './bindings.ts';
import { type LoadedModel, loadModelFile } from './loaded-model.ts';
import { renderGrammar } from './render-grammar.ts';
import { createStopFilter } from './stop-filter.ts';
import { createTokenDecoder } from './text-decoder.ts';

export interface EngineOptions {
  readonly modelPath: string;
  readonly runtimeDirectory: string;
  readonly contextTokens: number;
}

export interface Generation {
  readonly history: readonly ChatHistoryItem[];
  readonly maxOutputTokens: number;
  readonly temperature: number;
  readonly seed: number;
  readonly topP: number;
  readonly minP: number;
  readonly stopSequences: readonly string[];
  readonly jsonSchema?: Readonly<Record<string, unknown>>;
  readonly signal?: AbortSignal;
  onText(delta: string): void;
}

export interface GenerationResult {
  readonly finish: 'stop' | 'length';
  readonly inputTokens: number;
  readonly cachedInputTokens: number;
  readonly outputTokens: number;
}

/** One agent's conversation state over a loaded model. */
export interface Engine {
  countTokens(text: string): number;
  generate(generation: Generation): Promise<GenerationResult>;
  close(): Promise<void>;
}

// An abort is noticed within a second on two cores; measured, larger chunks are no faster.
const promptChunkTokens = 64;

/** Loads the model (or shares it) and gives the agent a context of its own. Throws ModelError. */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  const loaded = await loadModelFile(options);
  const context = await createContext(loaded, options);
  const sequence = context.getSequence();
  const grammars = new Map<string, Promise<object>>();

  function compileGrammar(jsonSchema: Readonly<Record<string, unknown>>): Promise<object> {
    const text = renderGrammar(jsonSchema);
    const compiled = grammars.get(text) ?? loaded.llama.createGrammar({ grammar: text });
    grammars.set(text, compiled);
    return compiled;
  }

  async function generate(generation: Generation): Promise<GenerationResult> {
    // Stopped while it waited its turn: what the sequence holds is left for the next.
    generation.signal?.throwIfAborted();
    const prompt = loaded.chat
      .generateContextState({ chatHistory: [...generation.history, { type: 'model', response: [''] }] })
      .contextText.tokenize(loaded.model.tokenizer);
    refuseOverflow(prompt.length, generation.maxOutputTokens, context.contextSize);
    const grammar = generation.jsonSchema && (await compileGrammar(generation.jsonSchema));
    const cached = await readPrompt(sequence, prompt, generation.signal);
    loaded.governor.reset();
    const written = await writeReply({ loaded, sequence, prompt, generation, grammar });
    return { ...written, inputTokens: prompt.length, cachedInputTokens: cached };
  }

  return {
    countTokens: (text) => loaded.model.tokenize(text).length,
    generate: (generation) => loaded.queue.add(() => generate(generation)) as Promise<GenerationResult>,
    async close() {
      await loaded.queue.onIdle();
      await context.dispose();
      await loaded.release();
    },
  };
}

async function createContext(loaded: LoadedModel, options: EngineOptions): Promise<LlamaContext> {
  try {
    return await loaded.model.createContext({
      contextSize: Math.min(options.contextTokens, loaded.model.trainContextSize),
      flashAttention: loaded.model.flashAttentionSupported,
      threads: availableParallelism(),
    });
  } catch (cause) {
    await loaded.release();
    throw new ModelError(
      'configuration',
      `Cannot give the model "${options.modelPath}" a context of ${options.contextTokens} tokens: not enough memory`,
      { cause, hint: 'Set a smaller llm.agent_a.context_tokens and llm.agent_b.context_tokens' },
    );
  }
}

function refuseOverflow(promptTokens: number, outputTokens: number, contextTokens: number): void {
  if (promptTokens + outputTokens <= contextTokens) return;
  throw new ModelError(
    'context-exceeded',
    `Cannot send ${promptTokens} tokens and ask for ${outputTokens}: the model's context holds ${contextTokens}`,
    { hint: 'Set a larger context_tokens or a smaller max_tokens for this agent under llm' },
  );
}

/** Evaluates what the sequence does not hold yet, all but the last token; gives the number of tokens reused. */
async function readPrompt(
  sequence: LlamaContextSequence,
  prompt: readonly Token[],
  signal: AbortSignal | undefined,
): Promise<number> {
  const { firstDifferentIndex } = sequence.compareContextTokens(prompt);
  // The last token is always evaluated again, because its output is where the reply begins.
  const shared = Math.min(firstDifferentIndex, prompt.length - 1);
  if (shared < sequence.nextTokenIndex) {
    await sequence.eraseContextTokenRanges([{ start: shared, end: sequence.nextTokenIndex }]);
  }
  // Erasing may take more than was asked for, on models that cannot rewind to any place.
  const reused = Math.min(sequence.nextTokenIndex, shared);
  for (let index = reused; index < prompt.length - 1; index += promptChunkTokens) {
    signal?.throwIfAborted();
    const chunk = prompt.slice(index, Math.min(index + promptChunkTokens, prompt.length - 1));
    await sequence.evaluateWithoutGeneratingNewTokens(chunk);
  }
  signal?.throwIfAborted();
  return reused;
}

async function writeReply(job: {
  readonly loaded: LoadedModel;
  readonly sequence: LlamaContextSequence;
  readonly prompt: readonly Token[];
  readonly generation: Generation;
  readonly grammar: object | undefined;
}): Promise<Pick<GenerationResult, 'finish' | 'outputTokens'>> {
  const { loaded, generation, grammar } = job;
  const decoder = createTokenDecoder(loaded.model);
  const filter = createStopFilter(generation.stopSequences);
  const { LlamaGrammarEvaluationState } = loaded.bindings;
  const tokens = job.sequence.evaluate(job.prompt.slice(-1), {
    temperature: generation.temperature,
    topP: generation.topP,
    minP: generation.minP,
    seed: generation.seed,
    yieldEogToken: true,
    ...(grammar && {
      grammarEvaluationState: new LlamaGrammarEvaluationState({ model: loaded.model, grammar }),
    }),
  });
  let outputTokens = 0;
  let finish: GenerationResult['finish'] = 'length';
  for await (const token of tokens) {
    generation.signal?.throwIfAborted();
    outputTokens += 1;
    loaded.governor.countToken();
    if (loaded.model.isEogToken(token)) {
      finish = 'stop';
      break;
    }
    const passed = filter.push(decoder.push(token));
    if (passed.text !== '') generation.onText(passed.text);
    if (passed.stopped) return { finish: 'stop', outputTokens };
    if (outputTokens >= generation.maxOutputTokens) break;
  }
  const rest = filter.push(decoder.end());
  const tail = rest.stopped ? rest.text : rest.text + filter.end();
  if (tail !== '') generation.onText(tail);
  return { finish: rest.stopped ? 'stop' : finish, outputTokens };
}
