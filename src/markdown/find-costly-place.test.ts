import fc from 'fast-check';
import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { describe, expect, it } from 'vitest';
import { findCostlyPlace } from './find-costly-place.ts';
import type { MarkdownDialect } from './types.ts';

const dialects: readonly MarkdownDialect[] = ['blocks', 'gfm'];
const example = '```js\nconst a = `b`; // <!-- [x]: (\n```';
const ordinary: Readonly<Record<string, string>> = {
  'a README': `# Title\n\nText with \`code\`, *stress* and [a link](#a).\n\n${example}\n\n- item\n  - item\n`,
  'many examples': `${example}\n\n`.repeat(800),
  'a long table': `| name | what |\n|---|---|\n${'| `get_all_of(a_b)` | *reads* [all](#b) `<b>` |\n'.repeat(800)}`,
  'a long list': '- `name` (*optional*): what it is &mdash; see [there](#a)\n'.repeat(1500),
  'links of a changelog': Array.from({ length: 900 }, (_, at) => `[1.${at}.0]: /compare/${at} (a)\n`).join(
    '',
  ),
  'quotes and lists within them': '> - a\n>   - b\n\n> > c\n\n'.repeat(900),
  rulers: `${'- '.repeat(60)}\n\nText\n${'-'.repeat(90)}\n\n${'* '.repeat(60)}\n\n${'*'.repeat(90)}\n`,
  'code far to the right': `\`\`\`\n${' '.repeat(70)}* text\n\`\`\`\n`,
  'a long line': 'call(a[b], c); '.repeat(60),
};

describe('findCostlyPlace()', () => {
  describe.each(dialects)('for %s', (dialect) => {
    it.each(Object.keys(ordinary))('is null for %s', (name) => {
      expect(findCostlyPlace(ordinary[name] ?? '', dialect)).toBeNull();
    });

    it.each([
      ['code', 'a `c` '],
      ['backticks', '`a'],
      ['escaped backticks', '\\``a '],
      ['tags', 'a <b> '],
      ['comments', 'a <!--'],
      ['instructions', 'a <?'],
      ['declarations', 'a <!a '],
      ['references', 'a &amp; '],
      ['escapes', '\\* '],
    ])('is where a paragraph with too many %s begins', (_, part) => {
      const before = '# Title\n\n> - ';

      const place = findCostlyPlace(`${before}a ${part.repeat(10_100)}\n`, dialect);

      expect(place).toEqual({ offset: before.length, reason: expect.stringMatching(/^paragraph with/) });
    });

    it('is where a paragraph with too many lengths of backtick runs begins', () => {
      const runs = Array.from({ length: 60 }, (_, length) => '`'.repeat(length)).join(' ');

      expect(findCostlyPlace(`Text\n\na ${runs}\n`, dialect)?.offset).toBe(6);
    });

    it('is where a paragraph of definitions with open titles begins', () => {
      expect(findCostlyPlace(`# a\n\n${'[a]: b (\\)\n'.repeat(200)}`, dialect)?.offset).toBe(5);
      expect(findCostlyPlace(`# a\n\n${'[a]: b\n(c\n'.repeat(200)}`, dialect)?.offset).toBe(5);
    });

    it.each([
      ['quotes', '>', 12],
      ['lists', '+ ', 24],
      ['numbers', '1. ', 36],
      ['indented lists', `${' '.repeat(84)}- `, 84],
      ['tabs', `${'\t'.repeat(20)}- `, 20],
      ['tabs in quotes', `>${'\t'.repeat(20)}- `, 21],
    ])('is where a line nests %s too deeply', (_, opening, deep) => {
      const place = findCostlyPlace(`Text\r\n\r\n${opening.repeat(40)}x\r\n`, dialect);

      expect(place).toEqual({ offset: 8 + deep, reason: 'lines nested too deeply' });
    });

    it('is where all lines together have opened too many blocks within others', () => {
      const place = findCostlyPlace('> 1. 1. a\n'.repeat(5000), dialect);

      expect(place).toEqual({ offset: 20_000, reason: 'lines nested too deeply' });
    });

    it('leaves no more marks in a paragraph, nor blocks in a block, than the bounds allow', () => {
      const part = fc.constantFrom(
        ...[
          '`',
          '``',
          '`a` ',
          '\\`',
          '\\',
          '<',
          '<b>',
          '<!--',
          '<?',
          '&lt;',
          'text ',
          '\n',
          '\n\n',
          '\n```\n',
        ],
        ...['> ', '- ', '1. ', '\t', '    ', '| ', '\n|-|-|\n', '[a]: b (', '# ', '\n===\n'],
      );
      const stretch = fc.tuple(
        fc.array(part, { minLength: 1, maxLength: 4 }),
        fc.constantFrom(1, 5, 60, 2_000),
      );

      fc.assert(
        fc.property(fc.array(stretch, { minLength: 1, maxLength: 5 }), (stretches) => {
          const text = stretches.map(([parts, times]) => parts.join('').repeat(times)).join('');

          const kept = text.slice(0, findCostlyPlace(text, dialect)?.offset);

          for (const { depth, content } of listParagraphs(fromMarkdown(kept), kept)) {
            expect(depth).toBeLessThanOrEqual(60);
            expect(content.match(/`+|<|&|\\/g)?.length ?? 0).toBeLessThanOrEqual(10_000);
            expect(content.match(/<[!?]|\\`/g)?.length ?? 0).toBeLessThanOrEqual(50);
          }
        }),
        { numRuns: 10 },
      );
    });
  });

  it.each([
    ['emphasis', '*a_'],
    ['strikethrough', '~a'],
    ['brackets', 'a]'],
  ])('counts %s for "gfm" alone', (_, part) => {
    expect(findCostlyPlace(part.repeat(4000), 'gfm')).toMatchObject({ offset: 0 });
    expect(findCostlyPlace(part.repeat(4000), 'blocks')).toBeNull();
  });
});

interface Paragraph {
  readonly depth: number;
  readonly content: string;
}

/** Read by the whole parser, so that what it takes for a paragraph is what is looked at. */
function listParagraphs(node: Nodes, text: string, depth = 0): Paragraph[] {
  if (node.type === 'paragraph' || node.type === 'heading') {
    const { start, end } = node.position ?? {};
    return [{ depth, content: text.slice(start?.offset, end?.offset) }];
  }
  return 'children' in node ? node.children.flatMap((child) => listParagraphs(child, text, depth + 1)) : [];
}
