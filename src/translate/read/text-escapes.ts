import { Unsayable } from '../model.ts';

const plain: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  a: '\u0007',
  b: '\b',
  f: '\f',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
};

export interface EscapeRules {
  /** `\x` beyond 7F is a byte and no character: in Rust it is an error, in Go a byte of UTF-8. */
  readonly hexIsByte: boolean;
  /** An escape that the language does not have stays as it is written. */
  readonly keepsUnknown: boolean;
}

const escapes =
  /\\(?:x([\da-fA-F]{2})|u\{([\da-fA-F_]{1,8})\}|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([0-7]{1,3})|\r?\n([ \t\r\n]*)|([\s\S]))/gu;

/** The text that an escaped literal stands for. Throws Unsayable for what is no whole text. */
export function readEscapes(body: string, rules: EscapeRules): string {
  const text = body.replace(escapes, (whole, hex, braced, short, long, octal, _blank, other) => {
    const digits = hex ?? braced ?? short ?? long;
    if (digits !== undefined || octal !== undefined) {
      const code =
        octal === undefined ? Number.parseInt(digits.replaceAll('_', ''), 16) : Number.parseInt(octal, 8);
      if (code > 0x10ffff) throw new Unsayable('it holds a character that does not exist');
      if (rules.hexIsByte && (hex !== undefined || octal !== undefined) && code > 0x7f)
        throw new Unsayable('it holds bytes that are no text');
      return String.fromCodePoint(code);
    }
    if (other === undefined) return '';
    if (Object.hasOwn(plain, other)) return plain[other] ?? '';
    if (!rules.keepsUnknown || other === 'N') throw new Unsayable(`it holds the escape "${whole}"`);
    return whole;
  });
  if (/\p{Surrogate}/u.test(text)) throw new Unsayable('it holds half of a surrogate pair');
  return text;
}

/** Bytes of a literal such as `b"\xff\n"`: each character is one. */
export function readByteEscapes(body: string): number[] {
  const text = readEscapes(body, { hexIsByte: false, keepsUnknown: true });
  return Array.from(text, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (code > 255) throw new Unsayable('it holds bytes beyond 255');
    return code;
  });
}
