import type { Edit } from './tracked-text.ts';

export type DecodedText =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'refused'; readonly reason: string };

/** UTF-8 without a byte order mark; anything else is refused, because what cannot be read cannot be judged. */
export function decodeText(content: Uint8Array | string): DecodedText {
  let text: string;
  try {
    text = typeof content === 'string' ? content : new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    return { kind: 'refused', reason: 'not UTF-8 text' };
  }
  if (text.includes('\0')) return { kind: 'refused', reason: 'holds NUL bytes, so it is no text' };
  return { kind: 'text', text: text.replace(/\p{Surrogate}/gu, '\uFFFD') };
}

// What a person does not see but a model reads: format and bidirectional controls, tag characters, fillers, private use.
const invisible =
  /[\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\p{Cf}\p{Co}\p{Cc}\u2028\u2029\u3164\uFFA0]+/gu;
const emojiBefore =
  /(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\uFE0F|\u20E3|[#*0-9])$/u;

/** Edits that take out characters a reader cannot see; those that emoji are made of stay. */
export function findInvisibleCharacters(text: string): Edit[] {
  const edits: Edit[] = [];
  for (const match of text.matchAll(invisible)) {
    let offset = match.index;
    for (const character of match[0]) {
      if (!isWanted(text, offset, character)) pushStretch(edits, offset, character.length);
      offset += character.length;
    }
  }
  return edits;
}

function isWanted(text: string, offset: number, character: string): boolean {
  if (character === '\n' || character === '\r' || character === '\t' || character === '\f') return true;
  if (character !== '\u200D' && character !== '\uFE0F' && character !== '\uFE0E') return false;
  return emojiBefore.test(text.slice(Math.max(0, offset - 2), offset));
}

function pushStretch(edits: Edit[], offset: number, length: number): void {
  const previous = edits.at(-1);
  if (previous?.end === offset) edits[edits.length - 1] = { ...previous, end: offset + length };
  else edits.push({ start: offset, end: offset + length, replacement: '', reason: 'invisible characters' });
}
