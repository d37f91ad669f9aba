import { isAbort, renderError } from '../core/index.ts';
import type { Sandbox } from '../sandbox/types.ts';
import type { ScenarioReport } from '../scenarios/types.ts';
import { checkApiSurface } from './api-surface/check-api-surface.ts';
import { checkBehaviour } from './behaviour/check-behaviour.ts';
import { checkBeyondExamples } from './beyond-examples/check-beyond-examples.ts';
import type { Check, CheckContext, Finding, ValidationRequest } from './check.ts';
import { decideVerdict } from './decide-verdict.ts';
import { checkDependencies } from './dependencies/check-dependencies.ts';
import { findLanguage } from './language/find-language.ts';
import { checkLicense } from './license/check-license.ts';
import type { Observation } from './observation/types.ts';
import { checkSecrets } from './secrets/check-secrets.ts';
import { checkSideEffects } from './side-effects/check-side-effects.ts';
import { checkSimilarity } from './similarity/check-similarity.ts';
import { checkSyntax } from './syntax/check-syntax.ts';
import { checkTests } from './tests/check-tests.ts';
import type { CheckName, CheckResult, Verdict } from './types.ts';

/** In the order of the report. A check is one folder and one entry here. */
const checks: readonly Check[] = [
  checkSyntax,
  checkTests,
  checkApiSurface,
  checkBehaviour,
  checkBeyondExamples,
  checkSideEffects,
  checkDependencies,
  checkSecrets,
  checkLicense,
  checkSimilarity,
];

/**
 * Looks at a package as a sceptic would. Findings are in the verdict; it throws only when the signal aborts. A check
 * that breaks down is `skipped` with the reason, and skipped is not passed.
 */
export async function validatePackage(request: ValidationRequest): Promise<Verdict> {
  const earlier = new Map<CheckName, CheckResult>();
  const context = await createContext(request, earlier);
  const results: CheckResult[] = [];
  for (const check of checks) {
    request.signal?.throwIfAborted();
    const started = performance.now();
    const finding = await runCheck(check, context);
    const durationMs = Math.round(performance.now() - started);
    const result: CheckResult = { name: check.name, ...finding, durationMs };
    results.push(result);
    earlier.set(check.name, result);
  }
  return decideVerdict(results);
}

async function createContext(
  request: ValidationRequest,
  earlier: CheckContext['earlier'],
): Promise<CheckContext> {
  const language = await findLanguage(request.spec);
  let report: Promise<ScenarioReport> | null = null;
  let observation: Promise<Observation> | null = null;
  return {
    ...request,
    language,
    runScenarios(sandbox: Sandbox) {
      report ??= language.runScenarios(request, sandbox);
      return report;
    },
    observe(sandbox: Sandbox) {
      observation ??= language.observe(request, sandbox);
      return observation;
    },
    earlier,
  };
}

async function runCheck(check: Check, context: CheckContext): Promise<Finding> {
  try {
    return await check.run(context);
  } catch (error) {
    context.signal?.throwIfAborted();
    if (isAbort(error)) throw error;
    return { status: 'skipped', reason: `could not be run: ${renderError(error)}`, detail: {} };
  }
}
