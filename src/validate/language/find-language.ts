import type { Sandbox } from '../../sandbox/types.ts';
import { runScenarios, runTests, type ScenarioReport, type TestReport } from '../../scenarios/index.ts';
import type { Spec } from '../../spec/index.ts';
import { findTarget, type Target } from '../../targets/index.ts';
import type { ValidationRequest } from '../check.ts';

/** How packages of one language are run and counted, whatever language that is. */
export interface PackageLanguage {
  /** Null for JavaScript and TypeScript, which Node runs. */
  readonly target: Target | null;
  runScenarios(request: ValidationRequest, sandbox: Sandbox): Promise<ScenarioReport>;
  runTests(request: ValidationRequest, sandbox: Sandbox): Promise<TestReport>;
}

export async function findLanguage({ surface }: Spec): Promise<PackageLanguage> {
  const target = await findTarget(surface.language);
  if (target === null) return nodeLanguage;
  return {
    target,
    runScenarios: ({ files, spec, signal }, sandbox) =>
      target.runScenarios({ files, spec, sandbox, ...(signal && { signal }) }),
    runTests: ({ files, spec, signal, testTimeoutMs }, sandbox) =>
      target.runTests({ files, spec, sandbox, timeoutMs: testTimeoutMs, ...(signal && { signal }) }),
  };
}

const nodeLanguage: PackageLanguage = {
  target: null,
  runScenarios: ({ files, spec, signal }, sandbox) =>
    runScenarios({ files, scenarios: spec.scenarios, sandbox, ...(signal && { signal }) }),
  runTests: ({ files, signal, testTimeoutMs }, sandbox) =>
    runTests({ files, sandbox, timeoutMs: testTimeoutMs, ...(signal && { signal }) }),
};
