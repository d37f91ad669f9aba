import type { Spec, SpecFilename } from '../../spec/index.ts';

/** The documents that a model wrote in its own words; the others are interface, examples and figures. */
export const proseDocuments = [
  '01-overview.md',
  '03-behavior-spec.md',
  '04-edge-cases.md',
  '05-configuration.md',
  '07-error-catalog.md',
  '08-compatibility-notes.md',
] as const satisfies readonly SpecFilename[];

/** Calls `visit` with every line of every document. */
export function forEachLine(
  spec: Spec,
  visit: (place: { document: SpecFilename; line: number; text: string }) => void,
): void {
  for (const [document, text] of Object.entries(spec.texts) as [SpecFilename, string][]) {
    text.split('\n').forEach((line, index) => {
      visit({ document, line: index + 1, text: line });
    });
  }
}
