import { foldLetters } from './fold-letters.ts';
import { listJoined } from './join-texts.ts';
import { undoEscapes } from './undo-escapes.ts';

const encoded = /[A-Za-z0-9+/_-]{20,4000}={0,2}/g;
const mostEncoded = 20;

/** A line of code in all the ways in which it may be meant: as it stands, without escapes, percent signs and base64. */
export function readLine(line: string): string[] {
  const folded = foldLetters(line);
  const found = new Set([line, folded, undoEscapes(folded), undoPercents(folded)]);
  for (const one of listJoined(folded)) found.add(one);
  for (const [part] of [...folded.matchAll(encoded)].slice(0, mostEncoded)) {
    const plain = Buffer.from(part, 'base64').toString('latin1');
    if (/^[\x20-\x7e]+$/.test(plain)) found.add(plain);
  }
  return [...found];
}

function undoPercents(text: string): string {
  if (!text.includes('%')) return text;
  return text.replace(/%([2-7][0-9a-f])/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
}
