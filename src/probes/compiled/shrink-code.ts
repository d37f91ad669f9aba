import type { Code } from '../observe-call.ts';
import { findGroups, type Spelling, scanTokens } from './spelling.ts';

const mostForms = 16;

/** Smaller forms of a call, the boldest first. What they still show is for others to see. */
export function listSmallerCode(spelling: Spelling, { setup, expression }: Code): Code[] {
  const lines = setup.split('\n');
  const dropped =
    lines.length > 1 || setup !== ''
      ? lines.map((_, at) => ({ setup: lines.filter((_line, index) => index !== at).join('\n'), expression }))
      : [];
  const forms = [
    ...dropped,
    ...simplify(spelling, expression).map((smaller) => ({ setup, expression: smaller })),
    ...(setup === '' ? [] : simplify(spelling, setup).map((smaller) => ({ setup: smaller, expression }))),
  ];
  return forms
    .filter((code) => code.setup.length + code.expression.length < setup.length + expression.length)
    .toSorted(
      (one, other) => one.setup.length + one.expression.length - other.setup.length - other.expression.length,
    )
    .slice(0, mostForms * 2);
}

function simplify(spelling: Spelling, code: string): string[] {
  const found = new Set<string>();
  const replace = (start: number, end: number, text: string): void => {
    if (text.length < end - start) found.add(code.slice(0, start) + text + code.slice(end));
  };
  const tokens = scanTokens(code, spelling);
  for (const { kind, text, start, end } of tokens) {
    if (kind === 'number') {
      const suffix = /[iuf]\w+$/.exec(text)?.[0] ?? '';
      for (const digit of ['0', '1', '2'])
        replace(start, end, `${digit}${/\./.test(text) ? '.0' : ''}${suffix}`);
    } else if (kind === 'text') {
      const value = spelling.readText(text);
      const prefix = text.startsWith('b') ? 'b' : '';
      for (const shorter of value === null ? [] : shorterTexts(value))
        replace(start, end, prefix + spelling.quoteText(shorter));
    }
  }
  for (const { open, start, end, items } of findGroups(tokens)) {
    if (!spelling.opensList(tokens, open)) continue;
    const texts = items.map((item) => code.slice(item.start, item.end));
    for (const at of texts.slice(0, 8).keys())
      replace(start, end, texts.filter((_, index) => index !== at).join(', '));
    if (texts.length > 2) replace(start, end, texts.slice(0, Math.ceil(texts.length / 2)).join(', '));
  }
  return [...found].sort((one, other) => one.length - other.length).slice(0, mostForms);
}

function shorterTexts(text: string): string[] {
  const signs = [...text];
  if (signs.length === 0) return [];
  const half = Math.ceil(signs.length / 2);
  const without = signs.slice(0, 8).map((_, at) => signs.filter((_sign, index) => index !== at).join(''));
  return ['', 'a', signs.slice(0, half).join(''), signs.slice(half).join(''), ...without];
}
