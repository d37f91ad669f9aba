import { type Expectation, evaluateExpected } from './expected.ts';
import { judgeScenario } from './judge.ts';
import { type CallReport, maximumLosses, runCalls } from './run-calls.ts';
import type { ScenarioReport, ScenarioResult, ScenarioRun } from './types.ts';

/**
 * Runs every scenario against the package inside the sandbox, mostly in one process. A package that hangs, exits or
 * crashes loses the scenario at hand only. Throws what the sandbox throws, and when the signal aborts.
 */
export async function runScenarios(run: ScenarioRun): Promise<ScenarioReport> {
  const started = performance.now();
  const { files, scenarios, sandbox, signal } = run;
  const [expectations, report] = await Promise.all([
    evaluateExpected(scenarios, sandbox, signal),
    runCalls({
      ...{ files, sandbox, bindings: scenarios.bindings, calls: scenarios.scenarios },
      ...(signal && { signal }),
    }),
  ]);
  return {
    loadError: report.loadError,
    results: report.loadError === null ? judgeAll(run, expectations, report) : [],
    exported: report.exported,
    durationMs: performance.now() - started,
    enforced: report.enforced,
  };
}

function judgeAll(
  run: ScenarioRun,
  expectations: readonly Expectation[],
  report: CallReport,
): ScenarioResult[] {
  return run.scenarios.scenarios.map((scenario, index) => ({
    id: scenario.id,
    outcome: judgeScenario({
      scenario,
      expectation: expectations[index] as Expectation,
      ...(report.answers.get(index) ?? notRun),
    }),
  }));
}

const notRun = {
  answer: ['gone', `was not run: ${maximumLosses} scenarios before it hung or ended the process`] as const,
  printed: [],
};
