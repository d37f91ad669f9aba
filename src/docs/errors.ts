import { PhalusError } from '../core/index.ts';

/** `no-documentation`: nothing that may be read is left, so there is nothing to specify from. */
export type DocsErrorCode = 'no-documentation';

export class DocsError extends PhalusError<DocsErrorCode> {}
