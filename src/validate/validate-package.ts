import { isAbort, renderError } from '../core/index.ts';
import type { Sandbox } from '../sandbox/types.ts';
import type { ScenarioReport } from '../scenarios/types.ts';
import { checkApiSurface } from './api-surface/check-api-surface.ts';
import { checkBehaviour } from './behaviour/check-behaviour.ts';
import type { Check, CheckContext, Finding, ValidationRequest } from './check.ts';
import { decideVerdict } from './decide-verdict.ts';
import { findLanguage } from './language/find-language.ts';
import { checkLicense } from './license/check-license.ts';
import { checkSimilarity } from './similarity/check-similarity.ts';
import { checkSyntax } from './syntax/check-syntax.ts';
import { checkTests } from './tests/check-tests.ts';
import type { CheckResult, Verdict } from './types.ts';

/** In the order of the report. A check is one folder and one entry here. */
const checks: readonly Check[] = [
  checkSyntax,
  checkTests,
  checkApiSurface,
  checkBehaviour,
  checkLicense,
  checkSimilarity,
];

/**
 * Looks at a package as a sceptic would. Findings are in the verdict; it throws only when the signal aborts. A check
 * that breaks down is `skipped` with the reason, and skipped is not passed.
 */
export async function validatePackage(request: ValidationRequest): Promise<Verdict> {
  const context = await createContext(request);
  const results: CheckResult[] = [];
  const notApplicable = new Set<string>();
  for (const check of checks) {
    request.signal?.throwIfAborted();
    const started = performance.now();
    const finding = await runCheck(check, context);
    if (finding.notApplicable) notApplicable.add(check.name);
    results.push({
      name: check.name,
      status: finding.status,
      reason: finding.reason,
      detail: finding.detail,
      durationMs: Math.round(performance.now() - started),
    });
  }
  return decideVerdict(results, notApplicable);
}

async function createContext(request: ValidationRequest): Promise<CheckContext> {
  const language = await findLanguage(request.spec);
  let report: Promise<ScenarioReport> | null = null;
  return {
    ...request,
    language,
    runScenarios(sandbox: Sandbox) {
      report ??= language.runScenarios(request, sandbox);
      return report;
    },
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
