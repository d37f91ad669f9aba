import type { Random } from '../random.ts';

const wide = ['é', 'ß', 'Ü', 'ñ', '日本', '語', '😀', 'a\u0301', 'İ', 'ǆ', '\u00a0', '\u200b', 'ﬁ', 'Ω'];

/** Beside plain letters: what takes more than one byte, changes its length with its case, or joins with what is before it. */
export function widenText(text: string, random: Random): string {
  const signs = [...text];
  const at = random.whole(signs.length + 1);
  const to = random.next() < 0.5 ? at : Math.min(signs.length, at + 1);
  return [...signs.slice(0, at), random.pick(wide), ...signs.slice(to)].join('');
}

/** How often a text is widened: code that counts bytes in place of characters shows nowhere else. */
export const wideShare = 0.15;
