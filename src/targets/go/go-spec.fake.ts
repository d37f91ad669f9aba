import { type ApiExport, parseSpec, type Scenario, type Spec, type SpecFilename } from '../../spec/index.ts';

export interface GivenGoSpec {
  readonly exports?: readonly (Partial<ApiExport> & Pick<ApiExport, 'name'>)[];
  readonly scenarios?: readonly (Partial<Scenario> & Pick<Scenario, 'expression'>)[];
  readonly importPath?: string;
  readonly texts?: Partial<Record<SpecFilename, string>>;
}

/** A whole specification of a package `pad` in Go, from what a test gives. */
export function createGoSpec({
  exports = [],
  scenarios = [],
  importPath = 'example.com/pad',
  texts = {},
}: GivenGoSpec = {}): Spec {
  const prose = '# Title\n\n- Pads. [readme:1]\n';
  const surface = {
    ...{ schema: 'phalus/api-surface/1', language: 'go', module: null, import_name: importPath },
    exports: exports.map((entry) => ({
      ...{
        local_name: entry.name,
        kind: 'function',
        signature: '',
        overloads: [],
        parameters: [],
        returns: null,
      },
      ...{ members: [], summary: '', evidence: 'declaration', source: null },
      ...entry,
    })),
  };
  const tests = {
    ...{ schema: 'phalus/test-scenarios/1', language: 'go', bindings: [{ local: 'pad', export: '*' }] },
    scenarios: scenarios.map((entry, index) => ({
      ...{
        id: `S${String(index + 1).padStart(3, '0')}`,
        title: `example ${index + 1}`,
        origin: 'example',
        setup: '',
      },
      ...{ expected: { kind: 'value', value: '"x"' }, source: null, contested: false, note: '' },
      ...entry,
    })),
  };
  const metadata = {
    ...{
      schema: 'phalus/metadata/1',
      ecosystem: 'go',
      package_name: 'example.com/pad',
      package_version: 'v1.2.3',
    },
    ...{
      description: 'Pads.',
      keywords: [],
      original_license: 'MIT',
      module: null,
      engine: null,
      documents: [],
    },
  };
  return parseSpec(
    {
      '01-overview.md': prose,
      '02-api-surface.json': JSON.stringify(surface),
      '03-behavior-spec.md': prose,
      '04-edge-cases.md': prose,
      '05-configuration.md': prose,
      '06-type-definitions.d.ts': '// In Go.\n\npackage pad\n',
      '07-error-catalog.md': prose,
      '08-compatibility-notes.md': prose,
      '09-test-scenarios.json': JSON.stringify(tests),
      '10-metadata.json': JSON.stringify(metadata),
      ...texts,
    },
    '2026-11-24T00:00:00.000Z',
  );
}
