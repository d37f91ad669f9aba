import type { Token } from './emitter.ts';

/** Cuts tokens at the ends of lines. */
export function cutLines(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const lines: Token[][] = [[]];
  for (const { text, scope } of tokens) {
    for (const [index, part] of text.split('\n').entries()) {
      if (index > 0) lines.push([]);
      if (part !== '') lines.at(-1)?.push({ text: part, scope });
    }
  }
  // A file ends with the end of a line, not with an empty one.
  if (lines.length > 1 && lines.at(-1)?.length === 0) lines.pop();
  return lines;
}

/** Signs that change what a reader sees without being seen: direction marks and control characters. */
const unseen = /(?![\n\t])[\p{Cc}\p{Cf}]/gu;

/** Writes what could deceive the reader as its number. */
export function showUnseen(text: string): string {
  return text.replace(
    unseen,
    (sign) => `⟨U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`,
  );
}
