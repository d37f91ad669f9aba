import fc from 'fast-check';
import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { describe, expect, it } from 'vitest';
import { parseInSlices } from './parse-in-slices.ts';

const told = new Set(['code', 'html', 'definition', 'paragraph', 'heading', 'thematicBreak', 'inlineCode']);

/** Every block of a tree but containers, with its place in the whole text; blanks at its end do not count. */
function listBlocks(root: Nodes, text: string, offset = 0): string[] {
  const start = offset + (root.position?.start.offset ?? 0);
  const content = text.slice(start, offset + (root.position?.end.offset ?? 0)).trimEnd();
  const own = told.has(root.type) ? [`${root.type} ${start} ${content}`] : [];
  return 'children' in root
    ? [...own, ...root.children.flatMap((child) => listBlocks(child, text, offset))]
    : own;
}

describe('parseInSlices()', () => {
  it('finds the blocks that the whole text has, wherever it is sliced', () => {
    const line = fc.constantFrom(
      ...[
        '',
        '',
        '',
        '```',
        '~~~~',
        '    code();',
        '\tcode();',
        '> ```',
        '> quoted',
        '- item',
        '  ```',
        '  x',
      ],
      ...['1. a', '2) b', '<!--', '-->', '<pre>', '</pre>', '<div>', '</div>', '<?', '?>', 'text', '# Title'],
      // No item without text: the parser itself takes one after indented code for a paragraph, unless it comes first.
      ...['===', '---', '[a]: b', '[a]: b "', '`', '``', '| a |', ' ', '   y', '+ z', '\\', '&amp;', 'x'],
    );
    const ending = fc.constantFrom('\n', '\r\n', '\r');

    fc.assert(
      fc.property(fc.array(fc.tuple(line, ending), { maxLength: 40 }), fc.nat(30), (lines, characters) => {
        const text = lines.map((each) => each.join('')).join('');

        const slices = [...parseInSlices(text, {}, characters)];

        const blocks = slices.flatMap(({ tree, offset }) => listBlocks(tree, text, offset));
        expect(blocks).toEqual(listBlocks(fromMarkdown(text), text));
      }),
      { numRuns: 600 },
    );
  });

  it('slices at the first border after so many characters', () => {
    const text = '> - a quoted item\n\n'.repeat(1000);

    const offsets = [...parseInSlices(text, {}, 190)].map(({ offset }) => offset);

    expect(offsets).toEqual(Array.from({ length: 100 }, (_, index) => index * 190));
  });

  it('parses an open fence in few goes, each twice as long', () => {
    const text = `\`\`\`\n${'a\n\n'.repeat(10_000)}`;
    const goes: number[] = [];
    const counting = { transforms: [(tree: Nodes) => void goes.push(tree.position?.end.offset ?? 0)] };

    const slices = [...parseInSlices(text, { mdastExtensions: [counting] }, 100)];

    expect(slices.map(({ tree }) => tree.children.map(({ type }) => type))).toEqual([['code']]);
    expect(goes.reduce((sum, each) => sum + each, 0)).toBeLessThan(text.length * 3.1);
  });
});
