export { compareDescriptions } from './compare.ts';
export type { Answer } from './judge.ts';
export { renderExpression } from './render-expression.ts';
export { renderScenarioTests, type ScenarioTestFile } from './render-tests.ts';
export { type Call, type CallReport, type CallRun, runCalls } from './run-calls.ts';
export { runScenarios } from './run-scenarios.ts';
export { runTests, type TestOutcome, type TestReport, type TestRun } from './run-tests.ts';
export { type DescribedNode, type Description, parseLines } from './schema.ts';
export type {
  GuestFiles,
  PackageFiles,
  ScenarioOutcome,
  ScenarioReport,
  ScenarioResult,
  ScenarioRun,
} from './types.ts';
