import type { ScenarioReport, TestReport } from '../../scenarios/index.ts';
import type { TestScenarios } from '../../spec/index.ts';
import { type Check, count, type Finding } from '../check.ts';
import { findRunner } from '../language/require-toolchain.ts';

/**
 * The package's own tests are run and counted, and the scenarios are run once more in the way that a package cannot
 * forge: what `node --test` says comes from processes that the package's code shares.
 */
export const checkTests: Check = {
  name: 'tests',
  async run(context): Promise<Finding> {
    const runner = await findRunner(context);
    if ('finding' in runner) return runner.finding;
    const tests = await context.language.runTests(context, runner.sandbox);
    const report = await context.runScenarios(runner.sandbox);
    const scenarios = summariseScenarios(context.spec.scenarios, report);
    return judge(tests, scenarios);
  },
};

interface ScenarioSummary {
  readonly passed: number;
  readonly total: number;
  readonly broken: readonly string[];
  readonly failures: readonly string[];
  readonly contested: readonly { readonly id: string; readonly outcome: string }[];
  readonly loadError: string | null;
}

function summariseScenarios(scenarios: TestScenarios, report: ScenarioReport): ScenarioSummary {
  const outcomes = new Map(report.results.map((result) => [result.id, result.outcome]));
  const agreed = scenarios.scenarios.filter((scenario) => !scenario.contested);
  const isBroken = (id: string) => outcomes.get(id)?.kind === 'broken';
  const judged = agreed.filter(({ id }) => !isBroken(id));
  return {
    passed: judged.filter(({ id }) => outcomes.get(id)?.kind === 'passed').length,
    total: judged.length,
    broken: agreed.filter(({ id }) => isBroken(id)).map(({ id }) => id),
    failures: judged.flatMap(({ id, expression }) => {
      const outcome = outcomes.get(id);
      if (outcome?.kind === 'failed') return [`${id}: ${outcome.message}`];
      return outcome?.kind === 'timed-out' ? [`${id}: ${expression.slice(0, 100)} did not end`] : [];
    }),
    contested: scenarios.scenarios
      .filter((scenario) => scenario.contested)
      .map(({ id }) => ({ id, outcome: outcomes.get(id)?.kind ?? 'not run' })),
    loadError: report.loadError,
  };
}

function judge(tests: TestReport, scenarios: ScenarioSummary): Finding {
  const detail = {
    tests: { passed: tests.passed, failed: tests.failed, skipped: tests.skipped, timed_out: tests.timedOut },
    failed_tests: tests.tests.filter((test) => test.status === 'failed').slice(0, 50),
    scenarios: { passed: scenarios.passed, total: scenarios.total, broken: scenarios.broken },
    failed_scenarios: scenarios.failures.slice(0, 50),
    contested: scenarios.contested,
    enforced: tests.enforced,
  };
  const failed = (reason: string): Finding => ({ status: 'failed', reason, detail });
  if (scenarios.loadError !== null) {
    return failed(`the package does not load: ${scenarios.loadError.split('\n')[0]}`);
  }
  if (tests.timedOut) return failed('the tests did not end in the time they were given');
  if (!tests.complete) return failed('the test runner ended before it reported');
  const firstTest = tests.tests.find((test) => test.status === 'failed');
  if (scenarios.failures.length > 0) {
    return failed(
      `${scenarios.passed} of ${count(scenarios.total, 'scenario')} passed; ${scenarios.failures[0]}`,
    );
  }
  if (firstTest !== undefined) {
    return failed(
      `${count(tests.failed, 'test')} of ${tests.passed + tests.failed} failed; ${firstTest.name}: ${firstTest.message.split('\n')[0]}`,
    );
  }
  if (tests.passed === 0 && scenarios.total > 0)
    return failed('no test ran, although there are scenarios to test');
  if (scenarios.total === 0) {
    return {
      status: 'skipped',
      reason: `no usable scenario in the documentation: nothing to test with${tests.passed > 0 ? `; ${count(tests.passed, 'test')} of its own passed` : ''}`,
      detail,
    };
  }
  return {
    status: 'passed',
    reason: `${count(tests.passed, 'test')} and ${count(scenarios.passed, 'scenario')} passed${scenarios.broken.length === 0 ? '' : `; ${scenarios.broken.length} left out as faulty`}`,
    detail,
  };
}
