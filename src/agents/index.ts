export { type FoundModel, findModel, listModels } from './catalogue/find-model.ts';
export { type CatalogueEntry, defaultModelName, models } from './catalogue/models.ts';
export { type PulledModel, pullModel } from './catalogue/pull-model.ts';
export type { PullOptions, PullProgress, PullRequest } from './catalogue/pull-options.ts';
export { createJournaledModel, type JournaledOptions } from './create-journaled-model.ts';
export { createModel, type ModelOptions } from './create-model.ts';
export { ModelError, type ModelErrorCode } from './errors.ts';
export { type Journal, openJournal } from './journal.ts';
export { createLocalModel, type LocalModelOptions } from './local/create-local-model.ts';
export { type EnsureRuntimeOptions, ensureLocalRuntime } from './local/ensure-runtime.ts';
export { findLocalRuntime, localRuntimeVersion } from './local/runtime.ts';
export {
  createMeter,
  type Meter,
  type MeterLabels,
  type MeterTotals,
  type ModelPrice,
  priceUsage,
} from './meter.ts';
export type {
  Model,
  ModelMessage,
  ModelObserver,
  ModelReply,
  ModelRequest,
  ModelUsage,
} from './types.ts';
