import type { Model, ModelObserver } from '../agents/types.ts';
import type { Now } from '../core/index.ts';
import type { DocSet } from '../docs/types.ts';
import type { Spec, SpecFilename } from '../spec/index.ts';

/** Finished specifications by content: documents, prompts, schema and model. */
export interface SpecCache {
  read(key: string): Promise<CachedSpec | null>;
  write(key: string, value: CachedSpec): Promise<void>;
}

export interface CachedSpec {
  readonly generatedAt: string;
  readonly texts: Readonly<Record<SpecFilename, string>>;
  readonly evidence: AnalysisEvidence;
}

/** What Agent A left out, and what it could not read. */
export interface AnalysisEvidence {
  /** Restatements that did not stand for their fact. */
  readonly dropped: readonly { readonly text: string; readonly reason: string }[];
  /** Parts over the limit of one package, as `document:first-last`. */
  readonly unread: readonly string[];
  /** Statements taken over, of all kinds, and how many of them are in the documentation's own words. */
  readonly statements: number;
  readonly quoted: number;
  /** SHA-256 of the instructions that Agent A worked under. */
  readonly promptSha256: string;
  readonly model: string;
}

export interface Analysis {
  readonly spec: Spec;
  readonly evidence: AnalysisEvidence;
  readonly cacheHit: boolean;
  readonly cacheKey: string;
}

export interface AnalyzeRequest {
  readonly docSet: DocSet;
  readonly model: Model;
  readonly cache: SpecCache;
  readonly now: Now;
  readonly maxOutputTokens: number;
  readonly observer?: ModelObserver;
}
