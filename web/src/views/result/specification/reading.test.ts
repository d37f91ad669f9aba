import { describe, expect, it } from 'vitest';
import { findLines } from './find-lines.ts';
import { parseLines } from './parse-lines.ts';

const asDocument = (content: string) => [{ filename: '01-overview.md', content, content_hash: '' }];

describe('parseLines()', () => {
  it('keeps the numbers of lines, by which statements are found', () => {
    const lines = parseLines('# Title\n\n## Part\n- one\ntext\n```js\na();\n\nb();\n```\nend');

    expect(lines.map(({ number, kind, text }) => [number, kind, text])).toEqual([
      [1, 'title', 'Title'],
      [3, 'heading', 'Part'],
      [4, 'item', 'one'],
      [5, 'text', 'text'],
      [7, 'code', 'a();\n\nb();'],
      [11, 'text', 'end'],
    ]);
  });

  it('loses nothing of a block that is never closed', () => {
    expect(parseLines('```\nleft open').map(({ text }) => text)).toEqual(['left open']);
  });

  it('takes a moment for a line of a million signs', () => {
    const before = performance.now();

    parseLines(`${' '.repeat(1_000_000)}x\n- ${'*'.repeat(1_000_000)}`);

    expect(performance.now() - before).toBeLessThan(1000);
  });
});

describe('findLines()', () => {
  it('finds text in whatever case, and shows it as it was written', () => {
    const [found] = findLines(asDocument('one\nThe Width is two'), ' width ').lines;

    expect(found).toMatchObject({ line: 2, before: 'The ', match: 'Width', after: ' is two' });
  });

  it('says that it left some out', () => {
    expect(findLines(asDocument('a\n'.repeat(500)), 'a')).toMatchObject({ isCut: true });
    expect(findLines(asDocument('a\n'), ' ').lines).toEqual([]);
  });
});
