/** The first sentence of a comment on one line, without tags. */
export function firstSentence(text: string): string {
  const plain = (text.split(/^\s*[@:]\w/m)[0] ?? '').replace(/\s+/g, ' ').trim();
  return /^.{1,400}?[.!?](?=\s|$)/.exec(plain)?.[0] ?? plain.slice(0, 400);
}
