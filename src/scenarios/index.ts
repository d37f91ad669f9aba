export { runScenarios } from './run-scenarios.ts';
export type {
  PackageFiles,
  ScenarioOutcome,
  ScenarioReport,
  ScenarioResult,
  ScenarioRun,
} from './types.ts';
