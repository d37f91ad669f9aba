import type { Sandbox, ToolchainName } from '../sandbox/types.ts';
import type { ScenarioReport, TestReport } from '../scenarios/index.ts';
import type { Scenario, Spec } from '../spec/index.ts';

/** Languages that are written and run with a tool chain of their own; JavaScript and TypeScript are `build`'s own. */
export type NativeLanguage = ToolchainName;

/** Files of a package by relative path with `/`. */
export type TargetFiles = Readonly<Record<string, string>>;

/** What is done to a reply before it is judged; recorded. */
export interface TargetMend {
  readonly kind: string;
  readonly detail: string;
}

/** Code of one reply, mended and parsed, or why it cannot be used. */
export type TargetCode =
  | {
      readonly kind: 'code';
      /** The one module or several, by path in the package, without licence headers. */
      readonly sources: TargetFiles;
      /** Documented exports that the code does not declare. */
      readonly missing: readonly string[];
      /** Names that the code uses and that neither it nor the language's standard library declares; empty when unknown. */
      readonly undeclared: readonly string[];
      readonly mends: readonly TargetMend[];
    }
  | { readonly kind: 'unusable'; readonly problem: string };

export type UsableTargetCode = Extract<TargetCode, { kind: 'code' }>;

/** What goes into the package beside the code; the same as build's Delivery. */
export interface TargetDelivery {
  /** Name and version to publish under, as the original has them. */
  readonly packageName: string;
  readonly packageVersion: string;
  /** An SPDX expression, or `SEE LICENSE IN LICENSE`. */
  readonly licenseExpression: string;
  readonly licenseText: string;
  /** Comment lines that open each source file, without comment marks. */
  readonly headerLines: readonly string[];
  /** Scenarios that do not compile: in a compiled language one would take all tests with it. */
  readonly uncompiled?: readonly string[];
}

export interface TargetRun {
  /** The whole package, or the files that running needs. */
  readonly files: TargetFiles;
  readonly spec: Spec;
  readonly sandbox: Sandbox;
  readonly signal?: AbortSignal;
}

export interface TargetProblem {
  readonly path: string;
  readonly message: string;
}

/**
 * A target language: what Agent B is told, what is made of its reply, and how the result is run and judged. `spec` is
 * always one in this language (`translate/` made it so). All running is done in the sandbox with `toolchain`.
 */
export interface Target {
  readonly language: NativeLanguage;
  readonly toolchain: ToolchainName;
  /** The mark that opens a line of comment. */
  readonly comment: '#' | '//';

  /** The instructions of Agent B: a stable prefix, the same for every package of the language. */
  readonly systemPrompt: string;
  /** The interface as a list for the brief: names, parameters, types, defaults, comments; not as declarations to echo. */
  renderInterface(spec: Spec): Promise<string>;
  /** What the module has to declare, name by name: the last part of the brief. */
  renderWanted(spec: Spec): string;
  /** One example as a person would write it in a comment of this language. */
  renderExample(scenario: Scenario): string;

  /** Finds the code of a reply, drops what does not belong in a library (examples, main, prints), adds what can be mended. */
  mendCode(reply: string, spec: Spec): Promise<TargetCode>;
  /** The files that running needs, without headers and papers: manifest and code. */
  renderCodeFiles(spec: Spec, code: UsableTargetCode, delivery: TargetDelivery): TargetFiles;
  /** Paths of the package at which `renderCodeFiles` lays what Agent B wrote, and nothing else. */
  codePaths(spec: Spec, delivery: TargetDelivery): readonly string[];
  /** All of the package that is no code, from templates and specification: manifest, tests, README, LICENSE, types. */
  renderPapers(spec: Spec, delivery: TargetDelivery): TargetFiles;
  /** The code by the language's formatter; unchanged, with the reason, where there is none. */
  format(files: TargetFiles, sandbox: Sandbox, signal?: AbortSignal): Promise<FormattedFiles>;

  /** Runs every scenario of 09; a package that hangs or crashes loses the scenario at hand only. Throws SandboxError. */
  runScenarios(run: TargetRun): Promise<ScenarioReport>;
  /** The package's own tests with the language's own runner, counted one by one. Throws SandboxError. */
  runTests(run: TargetRun & { readonly timeoutMs?: number }): Promise<TestReport>;
  /** Parses and type-checks with the real tool chain. Throws SandboxError. */
  checkSyntax(run: TargetRun): Promise<SyntaxReport>;
}

export interface FormattedFiles {
  readonly files: TargetFiles;
  /** Name and version of the formatter; null when none was there, and `reason` says why. */
  readonly formatter: string | null;
  readonly reason: string | null;
}

export interface SyntaxReport {
  /** For example `rustc 1.95.0`. */
  readonly tool: string;
  readonly checked: readonly string[];
  readonly problems: readonly TargetProblem[];
}
