import type { Sandbox } from '../../sandbox/types.ts';
import { runScenarios, runTests } from '../../scenarios/index.ts';
import type { Spec } from '../../spec/index.ts';
import { findTarget, type NativeLanguage } from '../../targets/index.ts';
import { observeGoPackage, observeRustPackage } from '../observation/compiled/observe-compiled.ts';
import { observePackage } from '../observation/observe-package.ts';
import { observePythonPackage } from '../observation/python/observe-python.ts';
import type { Observation } from '../observation/types.ts';
import type { PackageLanguage, PackageRun } from './types.ts';

type Observe = (request: PackageRun & { readonly sandbox: Sandbox }) => Promise<Observation>;

const observers: Readonly<Record<NativeLanguage, Observe>> = {
  python: observePythonPackage,
  rust: observeRustPackage,
  go: observeGoPackage,
};

export async function findLanguage({ surface }: Spec): Promise<PackageLanguage> {
  const target = await findTarget(surface.language);
  if (target === null) return nodeLanguage;
  return {
    target,
    runScenarios: ({ files, spec, signal }, sandbox) =>
      target.runScenarios({ files, spec, sandbox, ...(signal && { signal }) }),
    runTests: ({ files, spec, signal, testTimeoutMs }, sandbox) =>
      target.runTests({ files, spec, sandbox, timeoutMs: testTimeoutMs, ...(signal && { signal }) }),
    observe: (run, sandbox) => observers[target.language]({ ...run, sandbox }),
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
