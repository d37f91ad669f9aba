import type TypeScript from 'typescript';
import type { ClearedSpec } from '../../firewall/types.ts';
import { changeCode } from '../../probes/index.ts';
import type { ScenarioReport } from '../../scenarios/types.ts';
import type { Scenario, TestScenarios } from '../../spec/index.ts';
import { isSameCode, type ObservedArgument, readObservedArgument } from '../observed-argument.ts';

/** Of one example: enough to tell a rule that holds from one that holds by chance. */
const changesOfOne = 16;

/**
 * What an example shows about its argument, asked again of other arguments: that it stays as it was, or that it holds
 * the result. Unlike a probe, such a scenario says what is right.
 */
export async function renderRelations({ scenarios }: ClearedSpec): Promise<TestScenarios> {
  const ts = (await import('typescript')).default;
  const locals = new Map(scenarios.bindings.map(({ local, export: name }) => [local, name]));
  const related: Scenario[] = [];
  for (const scenario of scenarios.scenarios) {
    const seen = scenario.contested ? null : readObservedArgument(ts, scenario, locals);
    if (seen === null || scenario.expected.kind !== 'value') continue;
    const render = chooseRelation(seen, scenario.expected.value, scenarios.scenarios);
    if (render === null) continue;
    for (const changed of changeArgument(ts, scenario, locals))
      related.push({ ...scenario, ...render(changed) });
  }
  const numbered = related.map((entry, index) => ({
    ...entry,
    id: `S${String(index + 1).padStart(3, '0')}`,
  }));
  return { ...scenarios, scenarios: numbered };
}

type RenderRelation = (
  seen: ObservedArgument,
) => Pick<Scenario, 'title' | 'setup' | 'expression' | 'expected'>;

function chooseRelation(
  seen: ObservedArgument,
  after: string,
  scenarios: readonly Scenario[],
): RenderRelation | null {
  if (isSameCode(seen.before, after)) {
    return ({ otherSetup, call, variable, before }) => ({
      title: `${variable} = ${before}; ${call}; afterwards ${variable} must be as it was`,
      setup: `${otherSetup}\n${call};`,
      expression: variable,
      expected: { kind: 'value', value: before },
    });
  }
  const isResult = scenarios.some(
    ({ expression, expected, contested }) =>
      !contested &&
      isSameCode(expression, seen.call) &&
      expected.kind === 'value' &&
      isSameCode(expected.value, after),
  );
  if (!isResult) return null;
  return ({ otherSetup, call, variable, before }) => ({
    title: `${variable} = ${before}; ${call}; afterwards ${variable} itself must hold what the call returned`,
    setup: otherSetup,
    expression: `((result) => JSON.stringify([${variable}]) === JSON.stringify([result]))(${call})`,
    expected: { kind: 'value', value: 'true' },
  });
}

function changeArgument(
  ts: typeof TypeScript,
  scenario: Scenario,
  locals: ReadonlyMap<string, string>,
): ObservedArgument[] {
  return changeCode(ts, scenario.setup)
    .slice(0, changesOfOne)
    .map((setup) => readObservedArgument(ts, { ...scenario, setup }, locals))
    .filter((seen) => seen !== null);
}

/** The relations that do not hold, in words. */
export function readBrokenRelations(report: ScenarioReport, { scenarios }: TestScenarios): string[] {
  const titles = new Map(scenarios.map(({ id, title }) => [id, title]));
  return report.results.flatMap(({ id, outcome }) =>
    outcome.kind === 'failed' ? [`${titles.get(id)}, but ${outcome.actual}`] : [],
  );
}
