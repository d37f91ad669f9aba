import type { ApiExport, Scenario, Spec, TestScenarios } from '../../spec/index.ts';
import type { TargetDelivery } from '../types.ts';

type Expected = Scenario['expected'];

export interface GivenSpec {
  readonly exports?: readonly Partial<ApiExport>[];
  /** Setup, expression, and the value or another outcome. */
  readonly scenarios?: readonly (readonly [setup: string, expression: string, expected: string | Expected])[];
  readonly bindings?: TestScenarios['bindings'];
  readonly importName?: string;
  readonly types?: string;
}

/** A specification of a Python package as far as the target reads it. */
export function createPythonSpec(given: GivenSpec = {}): Spec {
  const exports = (given.exports ?? [{ name: 'pad' }]).map(createExport);
  const scenarios = (given.scenarios ?? []).map(
    ([setup, expression, expected], index): Scenario => ({
      id: `S${String(index + 1).padStart(3, '0')}`,
      ...{
        title: `example ${index + 1}`,
        origin: 'example',
        setup,
        expression,
        source: null,
        contested: false,
        note: '',
      },
      expected: typeof expected === 'string' ? { kind: 'value', value: expected } : expected,
    }),
  );
  return {
    packageName: 'pad-it',
    surface: {
      ...{ schema: 'phalus/api-surface/1', language: 'python', module: null },
      import_name: given.importName ?? 'pad_it',
      exports,
    },
    scenarios: {
      ...{ schema: 'phalus/test-scenarios/1', language: 'python', scenarios },
      bindings:
        given.bindings ?? exports.map(({ name, local_name }) => ({ local: local_name, export: name })),
    },
    metadata: { ecosystem: 'pypi', description: 'Pads <b>texts</b>.', engine: '>=3.9' },
    texts: { '06-type-definitions.d.ts': given.types ?? '' },
  } as unknown as Spec;
}

function createExport(given: Partial<ApiExport>): ApiExport {
  const name = given.name ?? 'pad';
  return {
    ...{ name, kind: 'function', signature: '', overloads: [], parameters: [], returns: null, members: [] },
    ...{ summary: '', evidence: 'declaration', source: null, local_name: name.split('.').at(-1) ?? name },
    ...given,
  };
}

export const delivery: TargetDelivery = {
  packageName: 'pad-it',
  packageVersion: '1.2.3',
  licenseExpression: 'MIT',
  licenseText: 'All may use it.\n',
  headerLines: ['SPDX-License-Identifier: MIT'],
};

export function fenced(code: string): string {
  return `Here it is:\n\n\`\`\`python\n${code}\n\`\`\`\n`;
}
