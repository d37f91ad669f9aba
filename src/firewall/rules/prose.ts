import { type Spec, type SpecFilename, specFilenames } from '../../spec/index.ts';

/** The documents that a model wrote in its own words; the others are interface, examples and figures. */
export const proseDocuments = [
  '01-overview.md',
  '03-behavior-spec.md',
  '04-edge-cases.md',
  '05-configuration.md',
  '07-error-catalog.md',
  '08-compatibility-notes.md',
] as const satisfies readonly SpecFilename[];

export function isProse(document: SpecFilename): boolean {
  return proseDocuments.some((name) => name === document);
}

/** Calls `visit` with every line of every document as its reader sees it: JSON without its escapes. */
export function forEachLine(
  spec: Spec,
  visit: (place: { document: SpecFilename; line: number; text: string }) => void,
): void {
  for (const document of specFilenames) {
    splitLines(spec.texts[document]).forEach((line, index) => {
      const text = document.endsWith('.json') ? decodeEscapes(line) : line;
      visit({ document, line: index + 1, text });
    });
  }
}

export function splitLines(text: string): string[] {
  return text.split(/\r?\n/);
}

/** `\u0068ttp:\/\/` in JSON is a link for whoever parses it; blanks in another spelling stay blanks. */
function decodeEscapes(line: string): string {
  return line.replace(/\\(?:u([0-9a-f]{4})|([^u]))/gi, (_, hex: string | undefined, character: string) => {
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16)).replace(/[\t\n\r]/, ' ');
    return /[bfnrt]/.test(character) ? ' ' : character;
  });
}
