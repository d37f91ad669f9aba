import {
  type ApiExport,
  type ApiMember,
  parseSpec,
  type Scenario,
  type Spec,
  type SpecFilename,
} from '../../spec/index.ts';
import type { TargetDelivery } from '../types.ts';

export interface GivenRustSpec {
  /** Declarations, as document 06 has them; the surface is made from names and kinds in `exports`. */
  readonly types?: string;
  readonly exports?: readonly (Partial<ApiExport> & Pick<ApiExport, 'name' | 'kind'>)[];
  readonly scenarios?: readonly (Partial<Scenario> & Pick<Scenario, 'expression'>)[];
  readonly bindings?: Spec['scenarios']['bindings'];
  readonly importName?: string;
  readonly description?: string;
  readonly keywords?: readonly string[];
}

export function member(name: string, changes: Partial<ApiMember> = {}): ApiMember {
  return { name, kind: 'method', static: false, optional: false, signature: '', summary: '', ...changes };
}

/** A specification of a crate: by default of one function that pads. */
export function createRustSpec(given: GivenRustSpec = {}): Spec {
  const exports = (
    given.exports ?? [
      { name: 'pad', kind: 'function', signature: 'pub fn pad(text: &str, width: usize) -> String' },
    ]
  ).map(
    (entry): ApiExport => ({
      local_name: entry.name.split('::').at(-1) ?? entry.name,
      signature: '',
      overloads: [],
      parameters: [],
      returns: null,
      members: [],
      summary: '',
      evidence: 'declaration',
      source: null,
      ...entry,
    }),
  );
  const scenarios = (given.scenarios ?? []).map(
    (changes, index): Scenario => ({
      id: `S${String(index + 1).padStart(3, '0')}`,
      title: `example ${index + 1}`,
      origin: 'example',
      setup: '',
      expected: { kind: 'value', value: '"a "' },
      source: null,
      contested: false,
      note: '',
      ...changes,
    }),
  );
  const bindings = given.bindings ?? exports.map(({ name, local_name: local }) => ({ local, export: name }));
  const prose = '# Title\n\n- Pads texts on the right. [readme:1]\n';
  const texts: Record<SpecFilename, string> = {
    '01-overview.md': prose,
    '02-api-surface.json': JSON.stringify({
      schema: 'phalus/api-surface/1',
      language: 'rust',
      module: null,
      import_name: given.importName ?? 'pad_it',
      exports,
    }),
    '03-behavior-spec.md': prose,
    '04-edge-cases.md': prose,
    '05-configuration.md': prose,
    '06-type-definitions.d.ts':
      given.types ??
      '// Declarations of the crate in Rust.\n\n/// Pads a text.\npub fn pad(text: &str, width: usize) -> String;\n',
    '07-error-catalog.md': prose,
    '08-compatibility-notes.md': prose,
    '09-test-scenarios.json': JSON.stringify({
      schema: 'phalus/test-scenarios/1',
      language: 'rust',
      bindings,
      scenarios,
    }),
    '10-metadata.json': JSON.stringify({
      schema: 'phalus/metadata/1',
      ecosystem: 'crates',
      package_name: 'pad-it',
      package_version: '1.2.3',
      description: given.description ?? 'Pads.',
      keywords: given.keywords ?? [],
      original_license: 'MIT',
      module: null,
      engine: null,
      documents: [],
    }),
  };
  return parseSpec(texts, '2026-11-24T00:00:00.000Z');
}

export const delivery: TargetDelivery = {
  packageName: 'pad-it',
  packageVersion: '1.2.3',
  licenseExpression: 'MIT',
  licenseText: 'All may use it.\n',
  headerLines: ['SPDX-License-Identifier: MIT'],
};

/** Code as Agent B hands it in. */
export function fenced(code: string): string {
  return `\`\`\`rust\n${code}\n\`\`\`\n`;
}
