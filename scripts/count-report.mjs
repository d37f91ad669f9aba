/**
 * Counts vitest's JSON report. A test file that did not load is one failure; a step that failed is one, unless it is
 * the tests themselves and the report already says which.
 */
export function countReport(report, failedSteps) {
  const files = report?.testResults ?? [];
  const tests = files.flatMap((file) => file.assertionResults);
  const failedTests = tests.filter((test) => test.status === 'failed').length;
  const brokenFiles = files.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length;
  const told = failedTests + brokenFiles > 0;
  const steps = failedSteps.filter((name) => name !== 'tests' || !told).length;
  return {
    passed: tests.filter((test) => test.status === 'passed').length,
    failed: failedTests + brokenFiles + steps,
    skippedTests: tests
      .filter((test) => !['passed', 'failed'].includes(test.status))
      .map((test) => ({
        name: test.fullName,
        reason: 'by a condition that the test states',
      })),
  };
}
