import type { Spelling } from '../compiled/spelling.ts';

const escapes: Readonly<Record<string, string>> = {
  ...{ n: '\n', t: '\t', r: '\r', 0: '\0', '\\': '\\', '"': '"', "'": "'" },
};

/** How Rust spells texts, signs and numbers; texts of bytes keep their mark. */
export const rustSpelling: Spelling = {
  token:
    /(?<comment>\/\/[^\n]*|\/\*[\s\S]*?\*\/)|(?<text>b?"(?:[^"\\]|\\[\s\S])*"|b?r(?<hash>#{0,4})"[\s\S]*?"\k<hash>)|(?<sign>b?'(?:[^'\\\n]|\\(?:x..|u\{[\da-fA-F]{1,6}\}|.))')|(?<number>0[xbo][\da-fA-F_]+(?:[iu](?:8|16|32|64|128|size))?|\d[\d_]*(?:\.\d[\d_]*)?(?:[eE][+-]?\d+)?(?:_?[iuf](?:8|16|32|64|128|size))?)|(?<word>'?[\p{L}_][\p{L}\p{N}_]*)|(?<mark>\S)/u,
  quoteText: quoteRust,
  readText(literal) {
    const raw = /^b?r(#*)"([\s\S]*)"\1$/.exec(literal);
    if (raw !== null) return raw[2] ?? '';
    return readEscapes(literal.replace(/^b/, '').slice(1, -1));
  },
  quoteSign: (sign) => `'${sign === '"' ? sign : sign === "'" ? "\\'" : quoteRust(sign).slice(1, -1)}'`,
  readSign: (literal) => readEscapes(literal.replace(/^b/, '').slice(1, -1)),
  opensList(tokens, index) {
    const [open, before] = [tokens[index], tokens[index - 1]];
    if (open?.text !== '[') return false;
    // `a[0]` is an index, `[u8; 4]` a type or a filled list, `#[...]` an attribute.
    if (before !== undefined && (/^[)\]#]$/.test(before.text) || before.kind === 'word')) return false;
    return tokens[index + 2]?.text !== ';' && before?.text !== ':' && before?.text !== '<';
  },
  odd: /\bNAN\b|\bINFINITY\b|::M(?:AX|IN)\b|[(,{[]\s*-\s*\d|\(-\d/,
};

/** A text as a literal. Half of a pair of surrogates is no text of Rust. */
export function quoteRust(text: string): string {
  return `"${text.replace(/\p{Cs}/gu, '\ufffd').replace(/["\\]|[^\P{C}]|\u2028|\u2029/gu, escapeRust)}"`;
}

function escapeRust(sign: string): string {
  const name = Object.entries(escapes).find(([key, value]) => value === sign && key !== "'")?.[0];
  return name !== undefined ? `\\${name}` : `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`;
}

function readEscapes(inner: string): string | null {
  if (/\\x[89a-fA-F]/.test(inner)) return null;
  return inner
    .replace(/\\\n\s*/g, '')
    .replace(/\\(?:x(..)|u\{([\da-fA-F]{1,6})\}|(.))/g, (_, byte?: string, long?: string, name?: string) => {
      if (name !== undefined) return escapes[name] ?? name;
      const code = Number.parseInt(byte ?? long ?? '', 16);
      return Number.isFinite(code) && code <= 0x10ffff ? String.fromCodePoint(code) : '';
    });
}
