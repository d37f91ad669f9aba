import type { ClearedSpec } from '../firewall/types.ts';
import { renderScenarioTests } from '../scenarios/index.ts';
import { renderTypeScriptConfig } from '../typecheck/index.ts';
import type { MendedCode } from './mend/mend-code.ts';
import { renderModule } from './mend/render-module.ts';
import { annotateModule, type TypedModule } from './mend/types/annotate-module.ts';
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
  const entry = renderModule({
    declarations: code.declarations,
    exports: code.exports,
    format: spec.surface.module,
  });
  return {
    'package.json': renderPackageManifest(spec, delivery),
    [layoutOf(delivery.language).entry]: `${renderHeader(delivery)}\n${entry}`,
  };
}

/** The source that a compiler takes; nothing for JavaScript, which runs as it is written. */
function renderTypedFiles(typed: TypedModule | null, delivery: Delivery): Record<string, string> {
  if (typed === null) return {};
  const { source, ambient } = layoutOf(delivery.language);
  const header = renderHeader(delivery);
  return {
    [source]: `${header}\n${typed.source}`,
    ...(typed.ambient === null || ambient === null ? {} : { [ambient]: `${header}\n${typed.ambient}` }),
  };
}

/** The types of a candidate that is delivered; null for JavaScript. */
export async function annotateCode(spec: ClearedSpec, code: UsableCode): Promise<TypedModule | null> {
  if (code.typed === null) return null;
  return annotateModule({
    declarations: code.typed,
    exports: code.exports,
    surface: spec.surface,
    definitions: spec.texts['06-type-definitions.d.ts'],
  });
}

/** The whole package, code and papers. `typed` is what `annotateCode` made of the code. */
export function renderPackageFiles(
  spec: ClearedSpec,
  code: UsableCode,
  delivery: Delivery,
  typed: TypedModule | null = null,
): Record<string, string> {
  return {
    ...renderCodeFiles(spec, code, delivery),
    ...renderTypedFiles(typed, delivery),
    ...renderPapers(spec, delivery),
  };
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
    ...(delivery.language === 'typescript' ? { 'tsconfig.json': renderTypeScriptConfig() } : {}),
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
