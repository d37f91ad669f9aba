import type { Sandbox } from '../../sandbox/types.ts';
import type { PackageFiles, ScenarioReport, TestReport } from '../../scenarios/index.ts';
import type { Spec } from '../../spec/index.ts';
import type { Target } from '../../targets/index.ts';
import type { Observation } from '../observation/types.ts';

export interface PackageRun {
  readonly files: PackageFiles;
  readonly spec: Spec;
  readonly testTimeoutMs: number;
  readonly signal?: AbortSignal;
}

/** How packages of one language are run and counted, whatever language that is. */
export interface PackageLanguage {
  /** Null for JavaScript and TypeScript, which Node runs. */
  readonly target: Target | null;
  runScenarios(run: PackageRun, sandbox: Sandbox): Promise<ScenarioReport>;
  runTests(run: PackageRun, sandbox: Sandbox): Promise<TestReport>;
  /** Loads and calls a package under observation, as far as its language lets one see. */
  readonly observe: (run: PackageRun, sandbox: Sandbox) => Promise<Observation>;
}
