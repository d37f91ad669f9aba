import { PhalusError } from '../core/index.ts';

export type PipelineErrorCode =
  | 'isolation-unavailable'
  | 'too-many-packages'
  | 'refused-by-firewall'
  | 'bad-license-file'
  | 'other-language'
  | 'original-not-pure'
  | 'paused';

/** A job or a package cannot go on. */
export class PipelineError extends PhalusError<PipelineErrorCode> {}
