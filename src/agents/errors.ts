import { PhalusError } from '../core/index.ts';

export type ModelErrorCode =
  /** Provider, model, key or address is missing or unknown; found before any request. */
  | 'configuration'
  | 'unauthorized'
  | 'rate-limited'
  | 'overloaded'
  | 'unreachable'
  | 'bad-response'
  /** The provider refuses the request itself; the same again would fail again. */
  | 'bad-request'
  | 'context-exceeded'
  | 'budget-exceeded'
  /** The local runtime or the model file is not on this machine. */
  | 'not-installed'
  /** No such name in the catalogue and no such file. */
  | 'unknown-model'
  /** Another process is fetching the same model. */
  | 'busy'
  | 'no-space'
  | 'digest-mismatch'
  /** The journal cannot be read or written; the run must stop. */
  | 'journal';

/** Every failure of this room. */
export class ModelError extends PhalusError<ModelErrorCode> {}
