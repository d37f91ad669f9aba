import {
  type Code,
  createGoCallMaker,
  createRandom,
  goSpelling,
  listGoOptions,
  readDocumentTexts,
} from '../../../../probes/index.ts';
import type { ScenarioBinding, Spec } from '../../../../spec/index.ts';
import { goPackageName, runGoCalls } from '../../../../targets/index.ts';
import { readSources } from '../compiled/read-sources.ts';
import { compiledLimitMs, createCompiledSession } from '../compiled/session.ts';
import type { BehaviourLanguage } from '../types.ts';
import { renderGo } from './render-go.ts';

/** How packages of Go are called beside their original. */
export const goBehaviour: BehaviourLanguage = {
  language: 'go',
  ecosystem: 'go',
  async open({ spec, original, rebuilt, sandbox, seed, signal }) {
    const packageName = goPackageName(spec);
    const maker = createGoCallMaker({
      ...{ spec, packageName, random: createRandom(seed), texts: readDocumentTexts(spec.texts) },
      code: readSources(rebuilt, /(?<!_test)\.go$/),
    });
    const called = { ...spec, scenarios: { ...spec.scenarios, bindings: [...maker.bindings] } };
    const files = { original, rebuilt };
    return createCompiledSession({
      ...{ maker, spelling: goSpelling, render: renderGo, listOptions: listGoOptions },
      bindings: nameExports(spec, packageName),
      accidents:
        /^runtime error: |^assignment to entry in nil map|^(?:reflect|strings|bytes|slices): |interface conversion: /,
      documented: listErrors(spec, packageName),
      run: (side: 'original' | 'rebuilt', calls: readonly Code[]) =>
        runGoCalls({
          ...{ files: files[side], spec: called, calls, sandbox, limitMs: compiledLimitMs },
          isOriginal: side === 'original',
          ...(signal && { signal }),
        }),
    });
  },
};

/** Exports as calls name them, behind the package's name. */
function nameExports({ surface }: Spec, packageName: string): readonly ScenarioBinding[] {
  const named = surface.exports
    .filter(({ name }) => /^\p{Lu}[\p{L}\p{N}_]*$/u.test(name))
    .map(({ name }) => ({ local: `${packageName}.${name}`, export: name }));
  return [...named, { local: packageName, export: '*' }];
}

/** Errors by which users tell one from another: documented values and types. */
function listErrors({ surface }: Spec, packageName: string): ReadonlySet<string> {
  return new Set(
    surface.exports.flatMap(({ name, kind, signature }) =>
      kind === 'constant' && /^var \w+ error\b/.test(signature)
        ? [name]
        : kind === 'class' || kind === 'type'
          ? [`${packageName}.${name}`]
          : [],
    ),
  );
}
