import { PhalusError } from '../core/index.ts';

export type AnalyzeErrorCode = 'nothing-specified';

/** Agent A could not make a specification. */
export class AnalyzeError extends PhalusError<AnalyzeErrorCode> {}
