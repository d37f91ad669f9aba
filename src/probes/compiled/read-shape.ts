import type { Code } from '../observe-call.ts';
import { type Spelling, scanTokens } from './spelling.ts';

const mostWords = 60;

/** What a call is given, by kind: two calls of one shape mostly part for one reason. */
export function readCodeShape(spelling: Spelling, { setup, expression }: Code): string {
  const words = scanTokens(`${setup}\n${expression}`, spelling).flatMap(({ kind, text }) => {
    if (kind === 'text') {
      const value = spelling.readText(text) ?? text;
      return [value === '' ? '""' : value.trim() === '' ? 'blank' : 'text'];
    }
    if (kind === 'sign') return ['sign'];
    if (kind === 'number') return [Number(text) === 0 ? '0' : /[.]/.test(text) ? 'fraction' : 'number'];
    return kind === 'word' ? [text.replace(/\d+$/, '')] : text === '-' ? ['minus'] : [];
  });
  return words
    .filter((word, index) => index === 0 || word !== words[index - 1])
    .slice(0, mostWords)
    .join(' ');
}
