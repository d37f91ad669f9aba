import type { ClearedSpec } from '../firewall/types.ts';
import { renderScenarioTests } from '../scenarios/index.ts';
import type { MendedCode } from './mend/mend-code.ts';
import { renderModule } from './mend/render-module.ts';
import { layoutOf, renderPackageManifest } from './package-manifest.ts';
import { renderPackageReadme } from './package-readme.ts';
import type { Delivery } from './types.ts';

export type UsableCode = Extract<MendedCode, { kind: 'code' }>;

/** The files that running needs: manifest and code, without headers, tests and papers. */
export function renderCodeFiles(
  spec: ClearedSpec,
  code: UsableCode,
  delivery: Delivery,
): Record<string, string> {
  const layout = layoutOf(delivery.language);
  const header = renderHeader(delivery);
  const entry = renderModule({
    declarations: code.declarations,
    exports: code.exports,
    format: spec.surface.module,
  });
  const files: Record<string, string> = {
    'package.json': renderPackageManifest(spec, delivery),
    [layout.entry]: `${header}\n${entry}`,
  };
  if (code.typed !== null) {
    const source = renderModule({ declarations: code.typed, exports: code.exports, format: 'esm' });
    files[layout.source] = `${header}\n${source}`;
  }
  return files;
}

/** The whole package, code and papers. */
export function renderPackageFiles(
  spec: ClearedSpec,
  code: UsableCode,
  delivery: Delivery,
): Record<string, string> {
  return { ...renderCodeFiles(spec, code, delivery), ...renderPapers(spec, delivery) };
}

/** All of the package that is no code: from templates and the specification, without the model that wrote the code. */
export function renderPapers(spec: ClearedSpec, delivery: Delivery): Record<string, string> {
  const layout = layoutOf(delivery.language);
  const header = renderHeader(delivery);
  const types = spec.texts['06-type-definitions.d.ts'].trim();
  const tests = renderScenarioTests({
    scenarios: spec.scenarios,
    packageName: delivery.packageName,
    // The module is written as CommonJS unless the original is loaded as an ES module alone.
    module: spec.surface.module === 'esm' ? 'esm' : 'commonjs',
    entry: `../${layout.entry}`,
  });
  return {
    'package.json': renderPackageManifest(spec, delivery),
    ...(types === '' ? {} : { [layout.types]: `${header}\n${types}\n` }),
    [layout.test]: `${header}\n${tests}`,
    'README.md': renderPackageReadme(spec, delivery),
    LICENSE: delivery.licenseText,
  };
}

/** The licence's lines that open each source file. */
export function renderHeader({ headerLines }: Delivery): string {
  return headerLines.map((line) => `// ${line}\n`).join('');
}
