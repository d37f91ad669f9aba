import { describe, expect, it } from 'vitest';
import { createSpec } from '../spec.fake.ts';
import { findInvisibleCharacters } from './invisible.ts';

const findIn = (text: string) => findInvisibleCharacters(createSpec({ '01-overview.md': text }));

describe('findInvisibleCharacters()', () => {
  it.each([
    0x00, 0x08, 0x0b, 0x1b, 0x7f, 0x85, 0xad, 0x034f, 0x061c, 0x115f, 0x180e, 0x200b, 0x200e, 0x2028, 0x202e,
    0x2060, 0x2066, 0x3164, 0xfeff, 0xffa0, 0xfff9, 0x1d173, 0xe0001, 0xe0041, 0xe0100,
  ])('finds the character %i', (point) => {
    const findings = findIn(`fine\na${String.fromCodePoint(point)}b\n`);

    const name = `U+${point.toString(16).toUpperCase().padStart(4, '0')}`;
    expect(findings).toMatchObject([{ line: 2, reason: `holds the invisible character ${name}` }]);
  });

  it('finds rows of variation selectors and lone joiners', () => {
    expect(findIn('😀\ufe00\ufe01\ufe02')).toHaveLength(1);
    expect(findIn('a\u200db')).toHaveLength(1);
    expect(findIn('a lone \r return')).toHaveLength(1);
  });

  it('passes letters of all scripts, tabs, ends of line of both kinds and pictures', () => {
    expect(findIn('Größe 日本語 عربى हिन्दी\tx\r\n❤️ 👨‍👩‍👧 🏳️‍🌈 👩🏽‍💻\r\n')).toEqual([]);
  });

  it('reads what JSON escapes hide', () => {
    const metadata = createSpec().texts['10-metadata.json'].replace('Pads.', 'Pads\\u202e.');

    expect(findInvisibleCharacters(createSpec({ '10-metadata.json': metadata }))).toHaveLength(1);
  });
});
