import type { Fetch } from '../../core/index.ts';
import type { RetryPolicy } from '../providers/retry-call.ts';
import type { CatalogueEntry } from './models.ts';

export type PullRequest =
  | { readonly kind: 'catalogue'; readonly entry: CatalogueEntry }
  /** A GGUF file of the user's own; checked when a SHA-256 is given. */
  | { readonly kind: 'file'; readonly path: string; readonly sha256?: string }
  | { readonly kind: 'url'; readonly url: string; readonly sha256: string; readonly name?: string };

export interface PullProgress {
  readonly phase: 'fetching' | 'checking';
  readonly doneBytes: number;
  /** Null while the size is not known. */
  readonly totalBytes: number | null;
}

export interface PullOptions {
  readonly request: PullRequest;
  readonly modelsDirectory: string;
  readonly fetch: Fetch;
  /** Simple indexes, asked in this order; called only when a source needs them. */
  findIndexes(): Promise<readonly string[]>;
  onProgress(progress: PullProgress): void;
  /** Silence after which a download is tried again. */
  readonly idleTimeoutMs?: number;
  /** For each download of a part. */
  readonly retry?: RetryPolicy;
  readonly signal?: AbortSignal;
}

/** Where a pull gathers its bytes, and how large the whole may become. */
export interface PullTarget {
  readonly partialPath: string;
  readonly sizeBytes: number | null;
}
