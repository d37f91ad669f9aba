import { describe, expect, it } from 'vitest';
import { findTokens } from './highlight.ts';
import { cutLines, showUnseen } from './lines.ts';

const join = (tokens: ReturnType<typeof findTokens>) => tokens?.map(({ text }) => text).join('');

describe('findTokens()', () => {
  it.each([
    ['a.js', 'const a = [`x`, 1, "</script>"]; // <b>&amp;\n'],
    ['a.ts', 'type A<B> = { readonly c: B }\n'],
    ['a.py', 'def f(a):\n    """<img onerror=x>"""\n    return f"{a}"\n'],
    ['a.rs', "fn f<'a>(x: &'a str) -> u8 { 0x1f }\n"],
    ['a.go', 'package a\nfunc F() string { return `<` }\n'],
    ['a.json', '{"__proto__": [1, null]}\n'],
    ['a.md', '# <script>\n```js\nlet a = 1\n```\n[x](data:text/html,y)\n'],
  ])('loses no sign of %s and makes no HTML', (path, text) => {
    const tokens = findTokens(path, text);

    expect(join(tokens)).toBe(text);
    expect(new Set(tokens?.map(({ scope }) => scope)).size).toBeGreaterThan(1);
  });

  it('has no colours for a huge line, a huge file and another language', () => {
    expect([
      findTokens('a.js', 'x'.repeat(5000)),
      findTokens('a.js', 'x\n'.repeat(200_000)),
      findTokens('a.zig', 'x'),
    ]).toEqual([null, null, null]);
  });
});

describe('cutLines()', () => {
  it('keeps the scope of a token over lines', () => {
    const lines = cutLines([
      { text: '/* a\n b */', scope: 'comment' },
      { text: '\n', scope: '' },
    ]);

    expect(lines).toEqual([[{ text: '/* a', scope: 'comment' }], [{ text: ' b */', scope: 'comment' }]]);
  });
});

describe('showUnseen()', () => {
  it('writes direction marks and null bytes as numbers, and leaves tabs', () => {
    expect(showUnseen('a\u202eb\u0000\tc')).toBe('a⟨U+202E⟩b⟨U+0000⟩\tc');
  });
});
