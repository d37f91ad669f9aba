import { parseSpec, type Spec, type SpecFilename, specFilenames } from '../spec/index.ts';

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** A whole specification that holds nothing of note, with the texts that a test gives in place of its own. */
export function createTexts(
  changes: Partial<Record<SpecFilename, string>> = {},
): Record<SpecFilename, string> {
  const texts = Object.fromEntries(specFilenames.map((name) => [name, '# Title\n\n- Pads. [readme:1]\n']));
  return {
    ...texts,
    '02-api-surface.json': json({
      schema: 'phalus/api-surface/1',
      language: 'javascript',
      module: 'commonjs',
      exports: [],
    }),
    '06-type-definitions.d.ts': 'export default function padIt(text: string): string;\n',
    '09-test-scenarios.json': json(createScenarios([])),
    '10-metadata.json': json({
      schema: 'phalus/metadata/1',
      ecosystem: 'npm',
      package_name: 'pad-it',
      package_version: '1.0.0',
      description: 'Pads.',
      keywords: [],
      original_license: 'MIT',
      module: 'commonjs',
      engine: null,
      documents: [],
    }),
    ...changes,
  } as Record<SpecFilename, string>;
}

export function createSpec(changes: Partial<Record<SpecFilename, string>> = {}): Spec {
  return parseSpec(createTexts(changes), '2026-11-24T00:00:00.000Z');
}

/** 09 with one scenario for each expression. */
export function createScenarios(expressions: readonly string[]): Spec['scenarios'] {
  return {
    schema: 'phalus/test-scenarios/1',
    language: 'javascript',
    bindings: [{ local: 'padIt', export: 'default' }],
    scenarios: expressions.map((expression, index) => ({
      id: `S${String(index + 1).padStart(3, '0')}`,
      title: 'holds',
      origin: 'example',
      setup: '',
      expression,
      expected: { kind: 'value', value: '1' },
      source: null,
      contested: false,
      note: '',
    })),
  };
}
