import type { Sandbox } from '../sandbox/types.ts';
import type { TestScenarios } from '../spec/index.ts';

/** Files of a package by relative path with `/`. */
export type PackageFiles = Readonly<Record<string, string>>;

/** Files that a guest is given; an original's may be bytes. */
export type GuestFiles = Readonly<Record<string, string | Uint8Array>>;

export type ScenarioOutcome =
  | { readonly kind: 'passed' }
  | {
      readonly kind: 'failed';
      /** What came out: a rendered value, an error's name and message, or output; at most 500 characters. */
      readonly actual: string;
      /** What was expected, rendered the same way. */
      readonly expected: string;
      /** A line a builder can act on, e.g. `leftPad("x", 3) returned undefined instead of "  x"`. */
      readonly message: string;
    }
  | { readonly kind: 'timed-out' }
  /** The scenario itself is at fault: it does not parse, or its expected side throws. */
  | { readonly kind: 'broken'; readonly message: string };

export interface ScenarioResult {
  readonly id: string;
  readonly outcome: ScenarioOutcome;
}

export interface ScenarioReport {
  /** Set when the package did not load at all; then no scenario ran. */
  readonly loadError: string | null;
  readonly results: readonly ScenarioResult[];
  /** Names the module really exports, `default` among them; with `typeof` and function length. */
  readonly exported: readonly {
    readonly name: string;
    readonly type: string;
    readonly length: number | null;
  }[];
  readonly durationMs: number;
  readonly enforced: Readonly<Record<string, string>>;
}

export interface ScenarioRun {
  readonly files: GuestFiles;
  readonly scenarios: TestScenarios;
  readonly sandbox: Sandbox;
  readonly signal?: AbortSignal;
}
