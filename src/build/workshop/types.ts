import type { ClearedSpec } from '../../firewall/types.ts';
import type { Sandbox } from '../../sandbox/types.ts';
import type { ScenarioReport } from '../../scenarios/types.ts';
import type { Scenario } from '../../spec/index.ts';
import type { UsableTargetCode } from '../../targets/index.ts';
import type { BriefLimits } from '../brief.ts';
import type { UsableCode } from '../package-files.ts';
import type { Delivery } from '../types.ts';

/** Code of one reply that can be run, in whatever language. */
export interface WorkedCode {
  readonly kind: 'code';
  /** Documented exports that it does not declare. */
  readonly missing: readonly string[];
  /** Names that it uses and nothing declares. */
  readonly undeclared: readonly string[];
  readonly mends: readonly { readonly kind: string; readonly detail: string }[];
  /** As the language's own parts hold it. */
  readonly held: UsableCode | UsableTargetCode;
}

export type WorkedReply = WorkedCode | { readonly kind: 'unusable'; readonly problem: string };

/** What is different between the languages that Agent B writes; everything else of its loop is the same. */
export interface Workshop {
  /** As people write it: `JavaScript`, `Python`. */
  readonly languageName: string;
  readonly systemPrompt: string;
  renderBrief(spec: ClearedSpec, limits: BriefLimits): Promise<string>;
  renderExample(scenario: Scenario): string;
  mendReply(reply: string, spec: ClearedSpec): Promise<WorkedReply>;
  /** The files that running needs. */
  renderCodeFiles(spec: ClearedSpec, code: WorkedCode, delivery: Delivery): Readonly<Record<string, string>>;
  /** Throws SandboxError. */
  runScenarios(run: {
    readonly files: Readonly<Record<string, string>>;
    readonly spec: ClearedSpec;
    readonly sandbox: Sandbox;
    readonly signal?: AbortSignal;
  }): Promise<ScenarioReport>;
  /** The whole package, and what was done to the code on the way. */
  deliver(request: {
    readonly spec: ClearedSpec;
    readonly code: WorkedCode;
    readonly delivery: Delivery;
    readonly sandbox: Sandbox | null;
  }): Promise<{
    readonly files: Readonly<Record<string, string>>;
    readonly mends: readonly { readonly kind: string; readonly detail: string }[];
  }>;
  /** Paths of the package that hold what Agent B wrote. */
  codePaths(spec: ClearedSpec, delivery: Delivery): readonly string[];
  /** Manifest, types, tests, README, licence. */
  renderPapers(spec: ClearedSpec, delivery: Delivery): Readonly<Record<string, string>>;
  renderHeader(delivery: Delivery): string;
  /** Further inputs can be made and answers compared. */
  readonly hasOpinions: boolean;
}
