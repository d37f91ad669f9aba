import type { BuildRequest } from '../build/types.ts';
import type { DocSet, Document } from '../docs/types.ts';

/** What Agent B's program is told beside the ten documents. */
export interface BuildTask {
  readonly generatedAt: string;
  readonly delivery: BuildRequest['delivery'];
  readonly limits: BuildRequest['limits'];
}

/** What Agent A's program is told: the documents' texts are files, and `path` says where. */
export interface AnalyzeTask {
  readonly docSet: Omit<DocSet, 'documents'> & {
    readonly documents: readonly (Omit<Document, 'text'> & { readonly path: string })[];
  };
  readonly generatedAt: string;
  readonly maxOutputTokens: number;
}
