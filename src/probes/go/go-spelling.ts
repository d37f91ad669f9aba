import type { Spelling } from '../compiled/spelling.ts';

const escapes: Readonly<Record<string, string>> = {
  ...{ n: '\n', t: '\t', r: '\r', a: '\x07', b: '\b', f: '\f', v: '\v', '\\': '\\', '"': '"', "'": "'" },
};

/** How Go spells texts, signs and numbers. */
export const goSpelling: Spelling = {
  token:
    /(?<comment>\/\/[^\n]*|\/\*[\s\S]*?\*\/)|(?<text>"(?:[^"\\\n]|\\.)*"|`[^`]*`)|(?<sign>'(?:[^'\\\n]|\\(?:x..|u....|U........|[0-7]{3}|.))')|(?<number>0[xXbBoO][\da-fA-F_]+|\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?<word>[\p{L}_][\p{L}\p{N}_]*)|(?<mark>\S)/u,
  quoteText: quoteGo,
  readText(literal) {
    if (literal.startsWith('`')) return literal.slice(1, -1).replaceAll('\r', '');
    return readEscapes(literal.slice(1, -1));
  },
  quoteSign: (sign) => `'${sign === '"' ? sign : sign === "'" ? "\\'" : quoteGo(sign).slice(1, -1)}'`,
  readSign: (literal) => readEscapes(literal.slice(1, -1)),
  opensList(tokens, index) {
    const [open, before] = [tokens[index], tokens[index - 1]];
    if (open?.text !== '{' || before === undefined) return false;
    // A struct has names and no list; a function has a block.
    const type = tokens.slice(Math.max(0, index - 12), index).map(({ text }) => text);
    const at = type.lastIndexOf(']');
    return at !== -1 && type.slice(at + 1).every((text) => /^[\w.*]+$/.test(text)) && !type.includes('func');
  },
  odd: /\bNaN\(|\bInf\(|\bnil\b|\(nil\)|[(,{[]\s*-\s*\d|\(-\d|\\x[89a-f]/,
};

/** A text as an interpreted literal. Half of a pair of surrogates is no text of Go. */
export function quoteGo(text: string): string {
  const plain = text.replace(/\p{Cs}/gu, '\ufffd');
  return `"${plain.replace(/["\\]|[^\P{C}]|\u2028|\u2029/gu, escapeGo)}"`;
}

function escapeGo(sign: string): string {
  const name = Object.entries(escapes).find(([key, value]) => value === sign && key !== "'")?.[0];
  if (name !== undefined) return `\\${name}`;
  const code = sign.codePointAt(0) ?? 0;
  return code > 0xffff
    ? `\\U${code.toString(16).padStart(8, '0')}`
    : `\\u${code.toString(16).padStart(4, '0')}`;
}

function readEscapes(inner: string): string | null {
  // Bytes that are no text are left as they are.
  if (/\\(?:x[89a-fA-F]|[2-3][0-7])/.test(inner)) return null;
  return inner.replace(
    /\\(?:x(..)|u(....)|U(........)|([0-7]{3})|(.))/g,
    (_, byte?: string, short?: string, long?: string, octal?: string, name?: string) => {
      if (name !== undefined) return escapes[name] ?? name;
      const code =
        octal === undefined ? Number.parseInt(byte ?? short ?? long ?? '', 16) : Number.parseInt(octal, 8);
      return Number.isFinite(code) && code <= 0x10ffff ? String.fromCodePoint(code) : '';
    },
  );
}
