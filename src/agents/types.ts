export interface ModelUsage {
  /** All input tokens, cached ones included. */
  readonly inputTokens: number;
  readonly cachedInputTokens: number;
  /** All output tokens, reasoning ones included. */
  readonly outputTokens: number;
  readonly reasoningTokens: number;
}

export interface ModelMessage {
  readonly role: 'user' | 'assistant';
  readonly content: string;
}

/** One request. Everything here is part of the journal's key, except what only observes. */
export interface ModelRequest {
  /** Which agent asks, and for what: `agent-a/statements`, `agent-b/implement`. For events, journal and budgets. */
  readonly purpose: string;
  readonly system: string;
  readonly messages: readonly ModelMessage[];
  readonly maxOutputTokens: number;
  /** 0 is greedy. */
  readonly temperature: number;
  /** Makes two otherwise equal requests different samples. */
  readonly seed: number;
  /** JSON Schema (draft 2020-12) that the reply must satisfy; constrains by grammar or structured output. */
  readonly jsonSchema?: Readonly<Record<string, unknown>>;
  /** Generation ends before any of these. */
  readonly stopSequences?: readonly string[];
}

export interface ModelObserver {
  /** Text as it arrives; for the terminal and the event stream only. */
  onText?(delta: string): void;
  /** A call failed and is made again after `delayMs`: the text starts anew. */
  onRetry?(failure: Error, delayMs: number): void;
  readonly signal?: AbortSignal;
}

export interface ModelReply {
  readonly text: string;
  readonly finish: 'stop' | 'length' | 'refusal' | 'other';
  readonly usage: ModelUsage;
  /** Provider and model that answered, e.g. `local/qwen2.5-coder-1.5b`. */
  readonly model: string;
  readonly durationMs: number;
  /** True when the journal had it: nothing was spent. */
  readonly replayed: boolean;
}

/**
 * The one contract of all models. Throws ModelError: `unauthorized`, `rate-limited`, `overloaded`, `unreachable`,
 * `bad-response`, `bad-request`, `context-exceeded`, `budget-exceeded`, `not-installed`, `journal`; the signal's reason
 * (an AbortError) when it fires.
 */
export interface Model {
  /** `provider/model`. */
  readonly name: string;
  /** Tokens of context, input and output together; null when the provider does not say. */
  readonly contextTokens: number | null;
  generate(request: ModelRequest, observer?: ModelObserver): Promise<ModelReply>;
  /**
   * What tells it from every other model, for keys: of a local one the name and the digest of its file, so that another
   * file under the same name is another model. Absent where `name` is all that is known.
   */
  readIdentity?(signal?: AbortSignal): Promise<string>;
  /** Tokens of a text by the model's own count, where the model can be asked without cost; absent for hosted ones. */
  countTokens?(text: string): Promise<number>;
  /** Frees what it holds; the model cannot be used after. */
  close(): Promise<void>;
}
