// Laid down by the lead so that the pipeline runs; helper T writes the real one over it.
import type { Spec } from '../spec/index.ts';
import type { SpecLanguage, Translation } from './types.ts';

export type { NameMapping, SpecLanguage, Translation, Untranslated } from './types.ts';

export async function translateSpec(spec: Spec, to: SpecLanguage): Promise<Translation> {
  const family = (language: SpecLanguage): string => (language === 'typescript' ? 'javascript' : language);
  if (family(spec.surface.language) !== family(to)) throw new Error(`no translation to ${to} yet`);
  return { spec, from: spec.surface.language, to, names: [], untranslated: [] };
}

export function renderNameMapping(translation: Translation): string {
  return translation.names.map(({ original, target }) => `${original} ${target}\n`).join('');
}
