import type { ScenarioReport } from '../../../scenarios/index.ts';
import type { Spec } from '../../../spec/index.ts';
import type { TargetFiles } from '../../types.ts';
import { wantedExports } from '../names.ts';
import { readTopLevel } from '../top-level.ts';

/** Documented names that the source declares, read without running it. */
export async function readExported(spec: Spec, files: TargetFiles): Promise<ScenarioReport['exported']> {
  const declared = new Map<string, { readonly isFunction: boolean; readonly parameters: number | null }>();
  for (const [path, text] of Object.entries(files)) {
    if (!path.endsWith('.go') || path.endsWith('_test.go')) continue;
    for (const found of (await readTopLevel(text)) ?? []) {
      declared.set(found.name, { isFunction: found.kind === 'function', parameters: found.parameters });
    }
  }
  return wantedExports(spec).flatMap(({ name }) => {
    const found = declared.get(name);
    if (found === undefined) return [];
    return [{ name, type: found.isFunction ? 'function' : 'object', length: found.parameters }];
  });
}
