import { randomUUID } from 'node:crypto';
import type { Sandbox } from '../../sandbox/types.ts';
import type { ScenarioReport, TestReport } from '../../scenarios/index.ts';
import type { TestScenarios } from '../../spec/index.ts';
import { type Check, type CheckContext, count, type Finding } from '../check.ts';
import { findRunner } from '../language/require-toolchain.ts';
import { addCanaries, type CanaryReading } from './canaries.ts';
import { type HollowReading, readHollowRun } from './find-empty-tests.ts';
import { hollowOut } from './hollow-package.ts';

/**
 * The package's own tests are run and counted, and the scenarios are run once more in the way that a package cannot
 * forge: what `node --test` says comes from processes that the package's code shares. So each test file is given tests
 * that have to fail, and all of them are run once more over an empty package, where they have to fail as well.
 */
export const checkTests: Check = {
  name: 'tests',
  async run(context): Promise<Finding> {
    const runner = await findRunner(context);
    if ('finding' in runner) return runner.finding;
    const canaries = addCanaries(context.files, `phalus-${randomUUID()}`);
    const run = { ...context, files: canaries.files };
    const tests = await context.language.runTests(run, runner.sandbox);
    const proof = canaries.read(tests.tests);
    const own = withoutCanaries(tests, proof.tests);
    const report = await context.runScenarios(runner.sandbox);
    const scenarios = summariseScenarios(context.spec.scenarios, report);
    const finding = judge(own, scenarios, proof);
    if (finding.status !== 'passed' || context.language.target !== null) return finding;
    return judgeStrength(finding, await runHollow(context, runner.sandbox, own), own);
  },
};

/** What the runner counted, without the tests that have to fail. */
function withoutCanaries(report: TestReport, tests: TestReport['tests']): TestReport {
  const count = (status: string) => tests.filter((test) => test.status === status).length;
  return { ...report, tests, passed: count('passed'), failed: count('failed'), skipped: count('skipped') };
}

/** The same tests over a package that does nothing: what passes there as well asserts nothing. */
async function runHollow(context: CheckContext, sandbox: Sandbox, real: TestReport): Promise<HollowReading> {
  const { default: ts } = await import('typescript');
  const files = hollowOut(ts, context.files);
  const report = await context.language.runTests({ ...context, files }, sandbox);
  return readHollowRun(real.tests, report.tests);
}

function judgeStrength(
  finding: Finding,
  { empty, content, undeclared }: HollowReading,
  tests: TestReport,
): Finding {
  const detail = {
    ...finding.detail,
    assert_nothing: empty.slice(0, 50),
    content_with_anything: content.slice(0, 50),
    undeclared: undeclared.slice(0, 50),
  };
  const [first] = empty;
  if (first !== undefined && empty.length === tests.passed) {
    const reason = `none of its ${count(tests.passed, 'test')} looks at what the package gives back: they pass as well when an empty one stands in its place`;
    return { status: 'failed', reason, detail };
  }
  if (first !== undefined) {
    const reason = `${empty.length} of ${count(tests.passed, 'test')} assert nothing, for they pass as well when an empty package stands in its place: ${first}`;
    return { status: 'review', reason, detail };
  }
  if (content.length > 0 && content.length === tests.passed) {
    const reason = `its ${count(tests.passed, 'test')} would pass with any answer at all: they only ask what is exported, or whether something comes back`;
    return { status: 'review', reason, detail };
  }
  const [stranger] = undeclared;
  if (stranger !== undefined) {
    const reason = `tests were reported that no test file declares (${undeclared.length}): ${stranger}`;
    return { status: 'review', reason, detail };
  }
  if (tests.skipped > 0) {
    return {
      ...finding,
      status: 'review',
      reason: `of its own tests ${tests.skipped} ${tests.skipped === 1 ? 'is' : 'are'} skipped; ${finding.reason}`,
      detail,
    };
  }
  return { ...finding, detail };
}

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

function judge(tests: TestReport, scenarios: ScenarioSummary, proof: CanaryReading): Finding {
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
  const [deceived] = proof.deceived;
  if (deceived !== undefined) {
    return failed(
      `tests that have to fail pass in ${deceived}: the code changes the test runner or its assertions`,
    );
  }
  const [unfinished] = proof.unfinished;
  if (unfinished !== undefined) {
    return failed(`${unfinished} ended before its last test was reported, as process.exit() makes it`);
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
