import { docSet } from '../../src/analyze/compiler/doc-set.fake.ts';
import { compileDocumentation } from '../../src/analyze/compiler/index.ts';
import { renderHeader, renderLicense } from '../../src/license/index.ts';
import { renderScenarioTests } from '../../src/scenarios/index.ts';
import { parseSpec, type Spec } from '../../src/spec/index.ts';
import { renderTypeScriptConfig } from '../../src/typecheck/index.ts';

export type Files = Readonly<Record<string, string>>;

/** The licence of all packages in the gallery. */
export const license = {
  choice: { kind: 'template', id: 'mit' },
  parties: { year: 2026, holder: 'Ada Byron' },
} as const;
export const header = renderHeader(license.choice, license.parties, 'line');

/** An honest package, its documentation, and the original that it was rebuilt from. */
export interface Base {
  readonly name: string;
  readonly files: Files;
  readonly spec: Spec;
  readonly original: Files;
  /** Where the original is at home. */
  readonly links: readonly string[];
}

export interface BaseTexts {
  readonly name: string;
  readonly module: 'esm' | 'commonjs';
  readonly readme: string;
  readonly types: string;
  /** The rebuilt code, without its header. */
  readonly source: string;
  /** The same with types, for a package that is delivered in TypeScript. */
  readonly typed?: string;
  readonly original: string;
}

/** The package as phalus lays it out, with the specification that the documentation compiler makes. */
export async function createBase(texts: BaseTexts): Promise<Base> {
  const { name, module, readme, types, source, typed, original } = texts;
  const entryPoints = module === 'esm' ? { type: 'module' } : {};
  const compiled = await compileDocumentation(
    docSet({ name, readme, types: { 'index.d.ts': types }, entryPoints }),
  );
  const prose = readme.replace(/```[\s\S]*?```/g, '');
  const spec = parseSpec(
    {
      '01-overview.md': `# Overview\n\n${prose}`,
      '02-api-surface.json': JSON.stringify(compiled.surface),
      '03-behavior-spec.md': `# Behaviour\n\n${prose}`,
      '04-edge-cases.md': '# Edge cases\n',
      '05-configuration.md': '# Configuration\n',
      '06-type-definitions.d.ts': compiled.types,
      '07-error-catalog.md': '# Errors\n',
      '08-compatibility-notes.md': '# Compatibility\n',
      '09-test-scenarios.json': JSON.stringify(compiled.scenarios),
      '10-metadata.json': JSON.stringify(compiled.metadata),
    },
    '2026-11-24T00:00:00Z',
  );
  const entry = typed === undefined ? 'src/index.js' : 'dist/index.js';
  const declarations = typed === undefined ? 'types/index.d.ts' : 'dist/index.d.ts';
  const tests = renderScenarioTests({
    ...{ scenarios: spec.scenarios, packageName: name, module, entry: `../${entry}` },
  });
  return {
    ...{ name, spec },
    links: [
      `https://code.example/${ownerOf(name)}/${name}`,
      `git+https://code.example/${ownerOf(name)}/${name}.git`,
    ],
    original: {
      'package.json': JSON.stringify({ name, version: '1.0.0', main: 'index.js', ...entryPoints }),
      'index.js': original,
    },
    files: {
      'package.json': renderManifest({ name, module, entry, declarations, isTyped: typed !== undefined }),
      LICENSE: renderLicense(license.choice, license.parties),
      'README.md': `# ${name}\n\nAn independent implementation.\n\n## Licence\n\nMIT, see LICENSE.\n`,
      [entry]: `${header}\n${source}`,
      ...(typed === undefined
        ? {}
        : { 'src/index.ts': `${header}\n${typed}`, 'tsconfig.json': renderTypeScriptConfig() }),
      [declarations]: `${header}\n${spec.texts['06-type-definitions.d.ts'].trim()}\n`,
      'test/index.test.js': `${header}\n${tests}`,
    },
  };
}

/** Nobody's real name. */
export function ownerOf(name: string): string {
  return `${name}-maker`;
}

function renderManifest(manifest: {
  readonly name: string;
  readonly module: BaseTexts['module'];
  readonly entry: string;
  readonly declarations: string;
  readonly isTyped: boolean;
}): string {
  const { name, module, entry, declarations, isTyped } = manifest;
  const text = {
    ...{ name, version: '1.0.0', license: 'MIT' },
    type: module === 'esm' ? 'module' : 'commonjs',
    main: `./${entry}`,
    types: `./${declarations}`,
    exports: {
      '.': { types: `./${declarations}`, default: `./${entry}` },
      './package.json': './package.json',
    },
    files: [...new Set([entry, declarations].map((path) => path.split('/')[0]))],
    ...(isTyped
      ? { scripts: { build: 'tsc', test: 'node --test' }, devDependencies: { typescript: '^6.0.0' } }
      : { scripts: { test: 'node --test' } }),
  };
  return `${JSON.stringify(text, null, 2)}\n`;
}
