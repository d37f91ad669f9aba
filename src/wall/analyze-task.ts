import type { RefusedStatement } from '../analyze/index.ts';
import type { DocSet, Document } from '../docs/types.ts';

/** What Agent A's program is told: to specify, or to say in other words what may not cross. */
export type AnalystTask = AnalyzeTask | MendTask;

/** The documents' texts are files, and `path` says where. */
export interface AnalyzeTask {
  readonly kind: 'analyze';
  readonly docSet: Omit<DocSet, 'documents'> & {
    readonly documents: readonly (Omit<Document, 'text'> & { readonly path: string })[];
  };
  readonly generatedAt: string;
  readonly maxOutputTokens: number;
}

/** The ten texts are files below `spec`. */
export interface MendTask {
  readonly kind: 'mend';
  readonly refused: readonly RefusedStatement[];
  readonly generatedAt: string;
  readonly maxOutputTokens: number;
}
