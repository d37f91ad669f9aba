import type { ScenarioReport } from '../scenarios/types.ts';
import type { TestScenarios } from '../spec/index.ts';
import { closenessOf } from './closeness.ts';

/** How far a candidate got. Contested scenarios and ones that are broken themselves do not count. */
export interface Score {
  readonly passed: number;
  readonly total: number;
  /** `passed`, and for each that failed how near it came, from 0 to 1. */
  readonly nearness: number;
  /** Everything there is to pass was passed, and there was something. */
  readonly isComplete: boolean;
}

export function scoreReport(report: ScenarioReport, scenarios: TestScenarios): Score {
  const contested = new Set(scenarios.scenarios.filter((entry) => entry.contested).map(({ id }) => id));
  const counted = report.results.filter(({ id, outcome }) => !contested.has(id) && outcome.kind !== 'broken');
  const passed = counted.filter(({ outcome }) => outcome.kind === 'passed').length;
  const total = report.loadError === null ? counted.length : countable(scenarios);
  const nearness = counted.reduce((sum, { outcome }) => sum + closenessOf(outcome), 0);
  return { passed, total, nearness, isComplete: report.loadError === null && total > 0 && passed === total };
}

/** Scenarios that can decide anything. */
export function countable(scenarios: TestScenarios): number {
  return scenarios.scenarios.filter(({ contested }) => !contested).length;
}
