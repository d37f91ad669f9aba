import type { Spec } from '../../../spec/index.ts';
import type { TargetDelivery, TargetFiles, UsableTargetCode } from '../../types.ts';
import { importPathOf, modulePathOf, sourcePathOf } from '../names.ts';
import { renderModuleFile } from './module-file.ts';
import { renderGoReadme } from './render-readme.ts';
import { renderGoTests } from './render-tests.ts';

/** What compiling needs: the module file and the code. */
export function renderGoCodeFiles(
  _spec: Spec,
  code: UsableTargetCode,
  delivery: TargetDelivery,
): TargetFiles {
  return { 'go.mod': renderModuleFile(modulePathOf(delivery)), ...code.sources };
}

export function goCodePaths(spec: Spec): readonly string[] {
  return [sourcePathOf(spec)];
}

/** All of the package that is no code. Go knows no licence field in go.mod: the file LICENSE and the headers say it. */
export function renderGoPapers(spec: Spec, delivery: TargetDelivery): TargetFiles {
  const header = delivery.headerLines.map((line) => `// ${line}`.trimEnd().concat('\n')).join('');
  const tests = renderGoTests(spec, importPathOf(spec, delivery), delivery.uncompiled);
  return {
    'go.mod': renderModuleFile(modulePathOf(delivery)),
    [sourcePathOf(spec).replace(/\.go$/, '_test.go')]: header === '' ? tests : `${header}\n${tests}`,
    'README.md': renderGoReadme(spec, delivery),
    LICENSE: delivery.licenseText,
  };
}
