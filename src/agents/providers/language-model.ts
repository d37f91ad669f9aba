import type { LanguageModel } from 'ai';

/** A model object of the AI SDK. Never its string form: a bare string goes to a vendor's gateway. */
export type LanguageModelObject = Extract<
  Exclude<LanguageModel, string>,
  { readonly specificationVersion: 'v3' }
>;
export type CallOptions = Parameters<LanguageModelObject['doStream']>[0];
export type StreamResult = Awaited<ReturnType<LanguageModelObject['doStream']>>;
export type StreamPart = StreamResult['stream'] extends ReadableStream<infer Part> ? Part : never;
