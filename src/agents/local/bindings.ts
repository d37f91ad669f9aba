/**
 * What phalus uses of node-llama-cpp 3.22, which is fetched on first need and is therefore no dependency whose types
 * the compiler could read.
 */
export type Token = number;

export interface LlamaText {
  tokenize(tokenizer: unknown): Token[];
}

export type ChatHistoryItem =
  | { readonly type: 'system'; readonly text: string }
  | { readonly type: 'user'; readonly text: string }
  | { readonly type: 'model'; readonly response: readonly string[] };

export interface ChatWrapper {
  generateContextState(options: { readonly chatHistory: readonly ChatHistoryItem[] }): {
    readonly contextText: LlamaText;
  };
}

export interface EvaluateOptions {
  readonly temperature?: number;
  readonly topP?: number;
  readonly minP?: number;
  readonly topK?: number;
  readonly seed?: number;
  readonly yieldEogToken?: boolean;
  readonly grammarEvaluationState?: unknown;
}

export interface LlamaContextSequence {
  readonly nextTokenIndex: number;
  readonly contextTokens: readonly Token[];
  compareContextTokens(tokens: readonly Token[]): { readonly firstDifferentIndex: number };
  eraseContextTokenRanges(ranges: readonly { readonly start: number; readonly end: number }[]): Promise<void>;
  clearHistory(): Promise<void>;
  evaluate(tokens: readonly Token[], options?: EvaluateOptions): AsyncGenerator<Token, void, undefined>;
  evaluateWithoutGeneratingNewTokens(tokens: readonly Token[]): Promise<void>;
}

export interface LlamaContext {
  readonly contextSize: number;
  getSequence(): LlamaContextSequence;
  dispose(): Promise<void>;
}

export interface ContextOptions {
  readonly contextSize: number;
  readonly sequences?: number;
  readonly batchSize?: number;
  readonly flashAttention?: boolean | 'auto';
  readonly threads?: number;
  readonly experimentalKvCacheKeyType?: string;
  readonly experimentalKvCacheValueType?: string;
}

export interface LlamaModel {
  readonly tokenizer: unknown;
  readonly trainContextSize: number;
  readonly flashAttentionSupported: boolean;
  tokenize(text: string, specialTokens?: boolean): Token[];
  detokenize(tokens: readonly Token[], specialTokens?: boolean, lastTokens?: readonly Token[]): string;
  isEogToken(token: Token | undefined): boolean;
  createContext(options: ContextOptions): Promise<LlamaContext>;
  dispose(): Promise<void>;
}

export interface Llama {
  readonly gpu: string | false;
  maxThreads: number;
  loadModel(options: {
    readonly modelPath: string;
    readonly loadSignal?: AbortSignal;
    readonly useMmap?: boolean;
  }): Promise<LlamaModel>;
  createGrammar(options: { readonly grammar: string }): Promise<object>;
  dispose(): Promise<void>;
}

export interface LlamaBindings {
  getLlama(options: {
    readonly build: 'never';
    readonly skipDownload: true;
    readonly gpu: 'auto' | false;
    readonly logLevel: string;
    readonly logger?: (level: string, message: string) => void;
    readonly maxThreads?: number;
  }): Promise<Llama>;
  resolveChatWrapper(model: LlamaModel): ChatWrapper;
  readonly LlamaGrammarEvaluationState: new (options: {
    readonly model: LlamaModel;
    readonly grammar: object;
  }) => object;
}
