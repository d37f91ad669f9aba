import type { DocSet, Document } from '../docs/types.ts';

/** What Agent A's program is told: the documents' texts are files, and `path` says where. */
export interface AnalyzeTask {
  readonly docSet: Omit<DocSet, 'documents'> & {
    readonly documents: readonly (Omit<Document, 'text'> & { readonly path: string })[];
  };
  readonly generatedAt: string;
  readonly maxOutputTokens: number;
}
