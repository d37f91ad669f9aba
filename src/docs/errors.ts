import { PhalusError } from '../core/index.ts';
import type { DocSet } from './types.ts';

/** `no-documentation`: nothing that may be read is left, so there is nothing to specify from. */
export type DocsErrorCode = 'no-documentation';

export class DocsError extends PhalusError<DocsErrorCode> {
  /** What was asked and refused all the same: it belongs in the audit. */
  readonly tried: Pick<DocSet, 'urlsAccessed' | 'notes' | 'refusals'>;

  constructor(code: DocsErrorCode, message: string, options: { hint: string; tried: DocsError['tried'] }) {
    super(code, message, options);
    this.tried = options.tried;
  }
}
