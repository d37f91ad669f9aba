import type { ScenarioReport } from '../scenarios/types.ts';
import type { TestScenarios } from '../spec/index.ts';
import { renderExample } from './brief.ts';

const failuresShown = 3;

/** What a builder can act on: why the module did not load, or its smallest failing examples with what came out. */
export function renderFeedback(report: ScenarioReport, scenarios: TestScenarios): string {
  if (report.loadError !== null) return `The module did not load: ${report.loadError}`;
  const byId = new Map(scenarios.scenarios.map((scenario) => [scenario.id, scenario]));
  const lines = report.results.flatMap(({ id, outcome }) => {
    const scenario = byId.get(id);
    if (scenario === undefined || scenario.contested) return [];
    if (outcome.kind === 'timed-out')
      return [{ size: 0, text: `${renderExample(scenario)}\nIt did not end in time.` }];
    if (outcome.kind !== 'failed') return [];
    const text = `${renderExample(scenario)}\nBut: ${outcome.message}`;
    return [{ size: text.length, text }];
  });
  return lines
    .sort((first, second) => first.size - second.size)
    .slice(0, failuresShown)
    .map(({ text }) => text)
    .join('\n\n');
}
