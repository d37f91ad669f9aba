import type { ModelUsage } from '../agents/types.ts';
import type { Spec, SpecFilename } from '../spec/index.ts';

/** Content by relative path with `/`. */
export type FileTree = Readonly<Record<string, string | Uint8Array>>;

export interface PackageWrite {
  /** `<output>/<package>`: replaced as a whole when phalus wrote it, refused when it is anybody else's. */
  readonly directory: string;
  /** The package itself. None of its paths reaches into `.cleanroom` or out of the folder. */
  readonly files: FileTree;
  /** What goes into `.cleanroom`: `manifest.json`, `csp/...`, `validation.json`, `evidence.json`, `cost.json`. */
  readonly evidence: FileTree;
}

/** A specification on disk. */
export interface SpecFolder {
  /** The folder that holds the ten documents. */
  readonly directory: string;
  readonly spec: Spec;
  /** Documents whose text is not what `manifest.json` recorded: a person edited them. */
  readonly edited: readonly SpecFilename[];
}

/** What one package took: `cost.json`. */
export interface PackageCost {
  readonly usage: ModelUsage;
  /** Calls that were paid for, and calls that the journal answered. */
  readonly calls: number;
  readonly replayedCalls: number;
  /** Null when the price is unknown; 0 for a model on this machine. */
  readonly money: number | null;
  readonly durationMs: number;
}
