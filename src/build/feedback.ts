import type { ScenarioReport } from '../scenarios/types.ts';
import type { Scenario, TestScenarios } from '../spec/index.ts';

const failuresShown = 3;
/** Of one failure, and of what a module said when it did not load. */
const maxCharacters = 1200;

/** What a builder can act on: why the module did not load, or its smallest failing examples with what came out. */
export function renderFeedback(
  report: ScenarioReport,
  scenarios: TestScenarios,
  renderExample: (scenario: Scenario) => string,
): string {
  if (report.loadError !== null) return cap(`The module did not load: ${report.loadError}`);
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
    .map(({ text }) => cap(text))
    .join('\n\n');
}

/** The end stays, for there it says what went wrong. */
function cap(text: string): string {
  if (text.length <= maxCharacters) return text;
  return `${text.slice(0, maxCharacters / 2)}\n...\n${text.slice(-maxCharacters / 2)}`;
}
