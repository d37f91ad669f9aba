export { renderNameMapping } from './render-name-mapping.ts';
export { translateSpec } from './translate-spec.ts';
export type { NameMapping, SpecLanguage, Translation, Untranslated } from './types.ts';
