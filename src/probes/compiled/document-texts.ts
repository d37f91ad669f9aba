import type { Spec } from '../../spec/index.ts';

const mostTexts = 200;
const documents = [
  '03-behavior-spec.md',
  '04-edge-cases.md',
  '05-configuration.md',
  '06-type-definitions.d.ts',
  '07-error-catalog.md',
] as const;

/** Short texts in quotes or as code in the documents: what they speak of is worth trying as input. */
export function readDocumentTexts(texts: Spec['texts']): readonly string[] {
  const found = documents.flatMap((name) =>
    Array.from(
      (texts[name] ?? '').matchAll(/"([^"\n]{1,40})"|`([^`\n]{1,40})`/g),
      ([, quoted, code]) => quoted ?? code ?? '',
    ),
  );
  return [...new Set(found)].slice(0, mostTexts);
}
