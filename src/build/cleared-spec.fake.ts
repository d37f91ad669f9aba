import { type ClearedSpec, clearSpec } from '../firewall/index.ts';
import {
  type ApiSurface,
  parseSpec,
  type Scenario,
  type SpecFilename,
  type TestScenarios,
} from '../spec/index.ts';
import { createSurface } from './surface.fake.ts';
import type { Delivery } from './types.ts';

export interface GivenSpec {
  readonly surface?: ApiSurface;
  /** Expression and expected value of each scenario. */
  readonly scenarios?: readonly (readonly [expression: string, value: string])[];
  readonly bindings?: TestScenarios['bindings'];
  readonly description?: string;
  readonly contested?: boolean;
  readonly texts?: Partial<Record<SpecFilename, string>>;
}

/** A specification that really passed the firewall. */
export async function createClearedSpec(given: GivenSpec = {}): Promise<ClearedSpec> {
  const surface = given.surface ?? createSurface(['default:padIt']);
  const scenarios: TestScenarios = {
    schema: 'phalus/test-scenarios/1',
    language: 'javascript',
    bindings: given.bindings ?? [{ local: 'padIt', export: 'default' }],
    scenarios: (given.scenarios ?? []).map(
      ([expression, value], index): Scenario => ({
        id: `S${String(index + 1).padStart(3, '0')}`,
        title: `example ${index + 1}`,
        origin: 'example',
        setup: '',
        expression,
        expected: { kind: 'value', value },
        source: null,
        contested: given.contested ?? false,
        note: '',
      }),
    ),
  };
  const prose = '# Title\n\n- Pads. [readme:1]\n';
  const texts: Record<SpecFilename, string> = {
    '01-overview.md': prose,
    '02-api-surface.json': JSON.stringify(surface),
    '03-behavior-spec.md': prose,
    '04-edge-cases.md': prose,
    '05-configuration.md': prose,
    '06-type-definitions.d.ts': 'export default function padIt(text: string, length?: number): string;\n',
    '07-error-catalog.md': prose,
    '08-compatibility-notes.md': prose,
    '09-test-scenarios.json': JSON.stringify(scenarios),
    '10-metadata.json': JSON.stringify({
      schema: 'phalus/metadata/1',
      ecosystem: 'npm',
      package_name: 'pad-it',
      package_version: '1.2.3',
      description: given.description ?? 'Pads.',
      keywords: [],
      original_license: 'MIT',
      module: surface.module,
      engine: '>=18',
      documents: [],
    }),
    ...given.texts,
  };
  const verdict = await clearSpec(parseSpec(texts, '2026-11-24T00:00:00.000Z'), {
    documentation: null,
    links: [],
  });
  if (verdict.kind === 'refused')
    throw new Error(`the firewall refused: ${JSON.stringify(verdict.findings)}`);
  return verdict.spec;
}

export function createDelivery(changes: Partial<Delivery> = {}): Delivery {
  return {
    language: 'javascript',
    packageName: 'pad-it',
    packageVersion: '1.2.3',
    licenseExpression: 'MIT',
    licenseText: 'All may use it.\n',
    headerLines: ['SPDX-License-Identifier: MIT'],
    ...changes,
  };
}
