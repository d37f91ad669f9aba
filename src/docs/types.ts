import type { Config } from '../config/schema.ts';
import type { Fetch } from '../core/index.ts';
import type { PackageRecord, Registry } from '../registry/types.ts';

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
  /** It is what a source file declares, without bodies: `origin` is that file. */
  readonly isOutline?: true;
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

export interface ResolvedAddress {
  readonly address: string;
  readonly family: number;
}

/** The way to the web, handed in by `cli` and `server`. */
export interface WebAccess {
  /** Its dispatcher should connect through `createPublicLookup`, so that a name cannot change between check and use. */
  readonly fetch: Fetch;
  /** Every address of a host name, as `dns.promises.lookup(name, { all: true })` gives them. */
  lookup(hostname: string): Promise<readonly ResolvedAddress[]>;
}

export type DocsSettings = Config['docs'];

export interface DocumentationRequest {
  readonly record: PackageRecord;
  readonly registry: Registry;
  readonly web: WebAccess;
  readonly settings: DocsSettings;
  readonly signal?: AbortSignal;
}

/** What one source gave, before the guard. */
export interface RawDocument {
  readonly kind: DocumentKind;
  /** Path in the archive, or URL. */
  readonly origin: string;
  readonly content: Uint8Array | string;
  /** It was taken out of a source file by an outliner. */
  readonly isOutline?: true;
}

/** What a source gave, and what it did not give and why. */
export interface SourceYield {
  readonly documents: readonly RawDocument[];
  readonly refusals: readonly Refusal[];
  readonly notes: readonly SourceNote[];
  readonly urls: readonly string[];
}
