export { renderScenarioTests, type ScenarioTestFile } from './render-tests.ts';
export { runScenarios } from './run-scenarios.ts';
export { runTests, type TestOutcome, type TestReport, type TestRun } from './run-tests.ts';
export type {
  PackageFiles,
  ScenarioOutcome,
  ScenarioReport,
  ScenarioResult,
  ScenarioRun,
} from './types.ts';
