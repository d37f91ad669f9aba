import { PhalusError } from '../core/index.ts';

export type PipelineErrorCode =
  | 'isolation-unavailable'
  | 'unsupported-ecosystem'
  | 'too-many-packages'
  | 'refused-by-firewall'
  | 'bad-license-file';

/** A job or a package cannot go on. */
export class PipelineError extends PhalusError<PipelineErrorCode> {}
