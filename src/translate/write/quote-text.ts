import type { Family } from '../model.ts';

const short: Readonly<Record<string, string>> = {
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\\': '\\\\',
  '"': '\\"',
};

/** A text as a literal: what cannot be seen is escaped, as each language spells it. */
export function quoteText(family: Family, text: string): string {
  const body = text.replace(/["\\]|[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => {
    const known = short[character];
    if (known !== undefined) return known;
    // Marks that join or vary what is seen belong to it.
    if (/^(?:\u200c|\u200d|[\u{e0020}-\u{e007f}])$/u.test(character)) return character;
    const code = (character.codePointAt(0) ?? 0).toString(16);
    if (family === 'rust' || (family === 'javascript' && code.length > 4)) return `\\u{${code}}`;
    return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`;
  });
  return `"${body}"`;
}

/** Bytes within a literal of Python, Rust or Go. */
export function quoteBytes(bytes: readonly number[]): string {
  return bytes
    .map((byte) =>
      byte >= 0x20 && byte < 0x7f && byte !== 0x22 && byte !== 0x5c
        ? String.fromCharCode(byte)
        : `\\x${byte.toString(16).padStart(2, '0')}`,
    )
    .join('');
}
