import type { PackageRecord } from '../registry/types.ts';

export type DocumentKind = 'readme' | 'declaration' | 'changelog' | 'guide' | 'api-page';

/** A part of a document that was not shown to the agent. */
export interface Cut {
  /** Lines of the original document, from 1, inclusive. */
  readonly lines: readonly [number, number];
  readonly reason: string;
}

/** One document after the source guard: `text` is exactly what an agent may see. */
export interface Document {
  /** Short and stable: `readme`, `types`, `types-2`, `changelog`, `guide-1`, `page-1`. */
  readonly id: string;
  readonly kind: DocumentKind;
  /** Path in the archive, or URL. */
  readonly origin: string;
  readonly text: string;
  /** SHA-256 of `text`. */
  readonly sha256: string;
  readonly cuts: readonly Cut[];
}

/** The source guard refused a file or page: the audit's `source_code_blocked`. */
export interface Refusal {
  readonly path: string;
  readonly reason: string;
  readonly sizeBytes: number;
}

/** A source of documentation that gave nothing, and why; not a failure. */
export interface SourceNote {
  readonly source: string;
  readonly note: string;
}

export interface DocSet {
  readonly record: PackageRecord;
  readonly documents: readonly Document[];
  readonly refusals: readonly Refusal[];
  readonly notes: readonly SourceNote[];
  /** URLs that were read, in order. */
  readonly urlsAccessed: readonly string[];
}
