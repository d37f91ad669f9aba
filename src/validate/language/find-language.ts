import { runScenarios, runTests } from '../../scenarios/index.ts';
import type { Spec } from '../../spec/index.ts';
import { findTarget } from '../../targets/index.ts';
import { observePackage } from '../observation/observe-package.ts';
import { observePythonPackage } from '../observation/python/observe-python.ts';
import type { PackageLanguage } from './types.ts';

export async function findLanguage({ surface }: Spec): Promise<PackageLanguage> {
  const target = await findTarget(surface.language);
  if (target === null) return nodeLanguage;
  return {
    target,
    runScenarios: ({ files, spec, signal }, sandbox) =>
      target.runScenarios({ files, spec, sandbox, ...(signal && { signal }) }),
    runTests: ({ files, spec, signal, testTimeoutMs }, sandbox) =>
      target.runTests({ files, spec, sandbox, timeoutMs: testTimeoutMs, ...(signal && { signal }) }),
    observe:
      target.language === 'python' ? (run, sandbox) => observePythonPackage({ ...run, sandbox }) : null,
  };
}

const nodeLanguage: PackageLanguage = {
  target: null,
  runScenarios: ({ files, spec, signal }, sandbox) =>
    runScenarios({ files, scenarios: spec.scenarios, sandbox, ...(signal && { signal }) }),
  runTests: ({ files, signal, testTimeoutMs }, sandbox) =>
    runTests({ files, sandbox, timeoutMs: testTimeoutMs, ...(signal && { signal }) }),
  observe: (run, sandbox) => observePackage({ ...run, sandbox }),
};
