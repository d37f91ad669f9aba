/** `\x65`, `\u0065` and `\u{65}` as the letter that they stand for. */
export function undoEscapes(text: string): string {
  return text.replace(/\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|u\{([0-9a-f]{1,6})\})/gi, (whole, ...codes) => {
    const code = Number.parseInt(codes.slice(0, 3).find((one) => typeof one === 'string') ?? '', 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
