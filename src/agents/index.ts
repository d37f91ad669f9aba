export { ModelError, type ModelErrorCode } from './errors.ts';
export { createLocalModel, type LocalModelOptions } from './local/create-local-model.ts';
export { findLocalRuntime, localRuntimeVersion } from './local/runtime.ts';
export type {
  Model,
  ModelMessage,
  ModelObserver,
  ModelReply,
  ModelRequest,
  ModelUsage,
} from './types.ts';
