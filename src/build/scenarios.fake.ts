import type { Scenario, TestScenarios } from '../spec/index.ts';

export type GivenScenario = Pick<Scenario, 'expression'> & Partial<Scenario>;

/** Scenarios that are complete, numbered, and expect the text "x" where nothing else is given. */
export function createScenarios(
  given: readonly GivenScenario[],
  bindings: TestScenarios['bindings'] = [{ local: 'padIt', export: 'default' }],
): TestScenarios {
  return {
    schema: 'phalus/test-scenarios/1',
    language: 'javascript',
    bindings,
    scenarios: given.map((changes, index) => ({
      id: `S${String(index + 1).padStart(3, '0')}`,
      title: `example ${index + 1}`,
      origin: 'example',
      setup: '',
      expected: { kind: 'value', value: '"x"' },
      source: null,
      contested: false,
      note: '',
      ...changes,
    })),
  };
}
