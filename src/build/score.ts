import type { ScenarioReport } from '../scenarios/types.ts';
import type { TestScenarios } from '../spec/index.ts';

/** How far a candidate got. Contested scenarios and ones that are broken themselves do not count. */
export interface Score {
  readonly passed: number;
  readonly total: number;
  /** Everything there is to pass was passed, and there was something. */
  readonly isComplete: boolean;
}

export function scoreReport(report: ScenarioReport, scenarios: TestScenarios): Score {
  const contested = new Set(scenarios.scenarios.filter((entry) => entry.contested).map(({ id }) => id));
  const counted = report.results.filter(({ id, outcome }) => !contested.has(id) && outcome.kind !== 'broken');
  const passed = counted.filter(({ outcome }) => outcome.kind === 'passed').length;
  const total = report.loadError === null ? counted.length : countable(scenarios);
  return { passed, total, isComplete: report.loadError === null && total > 0 && passed === total };
}

/** Scenarios that can decide anything. */
export function countable(scenarios: TestScenarios): number {
  return scenarios.scenarios.filter(({ contested }) => !contested).length;
}
