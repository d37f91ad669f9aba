import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findUnreadLines } from './bounded-markdown.ts';
import { groupFacts } from './group-facts.ts';
import { type Fact, readFacts } from './read-facts.ts';
import { readOption } from './read-options.ts';

const read = (text: string): Fact[] =>
  readFacts({ id: 'readme', kind: 'readme', origin: 'README.md', text, sha256: '0'.repeat(64), cuts: [] });
const texts = (text: string): string[] => read(text).map((fact) => fact.text);

describe('readFacts()', () => {
  it('reads sentences with their place and headings, without the title', () => {
    const facts = read(
      '# pad-it\n\nPads a text well. Takes `a. B` and e.g. Unicode too.\n\n## API\n\n### pad(text)\n\nGives the\npadded text.\n',
    );

    expect(facts).toEqual([
      { document: 'readme', lines: [3, 3], context: [], text: 'Pads a text well.' },
      { document: 'readme', lines: [3, 3], context: [], text: 'Takes `a. B` and e.g. Unicode too.' },
      { document: 'readme', lines: [9, 10], context: ['API', 'pad(text)'], text: 'Gives the padded text.' },
    ]);
  });

  it('knows underlined headings and headings that go back up', () => {
    const facts = read(
      'Title\n=====\n\nOne thing is said.\n\nPart\n----\n\nTwo things are said.\n\n### Deep\n\nThree things are said.\n\n## Other\n\nFour things are said.\n',
    );

    expect(facts.map(({ context }) => context.join('/'))).toEqual(['', 'Part', 'Part/Deep', 'Other']);
  });

  it('reads tables by their heads and leaves empty cells out', () => {
    const table =
      '| Name | Default | What |\n|---|:-:|---|\n| `size` | `3` | How *long* it is |\n| `fill` | | What to [fill](https://a.example) with |\n';

    expect(texts(table)).toEqual([
      'Name: `size`; Default: `3`; What: How long it is',
      'Name: `fill`; What: What to fill with',
    ]);
  });

  it('reads nested lists, quotes and loose items', () => {
    const list =
      '- The first item stands here.\n  - A nested item stands here.\n\n    With a second paragraph here.\n1. A numbered item here.\n\n> A quoted thing is said.\n> > And one more inside.\n';

    expect(texts(list)).toHaveLength(6);
  });

  it('leaves out code, HTML, pictures, definitions, footnotes and what describes no behaviour', () => {
    const noise = [
      '# Title',
      '```js\nThis is code and no fact.\n```',
      '    This is indented code too.',
      '<div align="center">This is HTML and no fact.</div>',
      '![This is a picture of it](a.png) [![badge of the build](b)](c)',
      '[this]: https://a.example "A title of a link"',
      '## Installation\n\nRun the installer to have it.\n\n### On Windows\n\nThis is left out as well.',
      '## License\n\nYou may use all of it.',
      '## Usage\n\nSee the documentation for more.\n\nPads it with <b>great</b> care[^1].\n\n[^1]: A note at the foot.',
    ].join('\n\n');

    expect(texts(noise)).toEqual(['Pads it with great care.']);
  });

  it('joins attributes under one heading with what is said next', () => {
    const [fact, ...rest] = read(
      '## Options\n\n##### size\n\nType: `number`\\\nDefault: `3`\n\nHow long the text becomes. It is never cut.\n',
    );

    expect(fact?.text).toBe('Type: `number` Default: `3`; How long the text becomes; It is never cut.');
    expect(rest).toEqual([]);
  });

  it('splits what has no full stop into pieces that fit a request, and loses no word', () => {
    const words = Array.from({ length: 600 }, (_, at) => `word${at}${at % 9 === 0 ? ',' : ''}`);

    const pieces = texts(words.join(' '));

    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThanOrEqual(700);
    expect(pieces.join(' ').split(' ')).toEqual(words);
  });

  it('reads any text', () => {
    const marks = fc.constantFrom(
      '*',
      '_',
      '`',
      '[',
      '](',
      ')',
      '\n',
      '\n\n',
      '|',
      '-',
      '> ',
      '    ',
      '1. ',
      '#',
      '<',
      'Word. ',
      '~~',
      '[^a]',
      ': ',
      '&#',
      '\r',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(marks, { maxLength: 60 }).map((parts) => parts.join('')),
    );

    fc.assert(
      fc.property(text, (given) => {
        for (const { lines } of read(given)) {
          expect(lines[0]).toBeGreaterThan(0);
          expect(lines[1]).toBeLessThanOrEqual(given.split(/\r\n|\r|\n/).length);
        }
      }),
      { numRuns: 150 },
    );
  });

  it.each([
    ['emphasis', '*a_'],
    ['opened brackets', '[a](b'],
    ['footnotes', '[^a]'],
    ['quotes', '>'],
    ['numbers', '1. '],
    ['open code', '`` a. `'],
    ['addresses', 'a@b.'],
  ])('reads a megabyte of hostile %s in bounded time', (_, part) => {
    const started = process.cpuUsage();

    read(part.repeat(1_000_000 / part.length));

    expect(process.cpuUsage(started).user / 1000).toBeLessThan(40_000);
  });

  it.each([
    ['marks', '*a_'.repeat(2000)],
    ['nesting', `${'> '.repeat(200)}x`],
    ['length', createProse()],
    ['lines', 'a\n'.repeat(5000)],
  ])('stops at hostile %s, and findUnreadLines() says from where', (_, hostile) => {
    const text = `Pads *all* texts.\n\n${hostile}\n\nReads *no* more.\n`;

    const facts = read(text);

    const [first, last] = findUnreadLines(text) ?? [0, 0];
    expect(facts[0]).toMatchObject({ lines: [1, 1], text: 'Pads all texts.' });
    expect(facts.every(({ lines }) => lines[0] <= first)).toBe(true);
    expect(JSON.stringify(facts)).not.toContain('Reads no more');
    expect(last).toBe(text.trimEnd().split('\n').length);
  });
});

/** Sentences over the limit of characters. */
function createProse(): string {
  return 'It counts the words of a line.\n'.repeat(4500);
}

describe('readOption()', () => {
  const option = (text: string, heading = 'size') =>
    readOption({ document: 'readme', lines: [1, 2], context: ['Options', heading], text });

  it.each([
    ['Type: `number` Default: `3`; How long it is.', '`size` (`number`, default `3`): How long it is.'],
    ['Type: `number`; How long it is.', '`size` (`number`): How long it is.'],
    ['type : string', '`size` (string)'],
    ['Type: `boolean`\nDefault: `false`', '`size` (`boolean`, default `false`)'],
  ])('reads %s', (text, wanted) => {
    expect(option(text)).toMatchObject({ kind: 'option', text: wanted, isQuoted: true, subject: 'size' });
  });

  it('keeps back quotes of a heading out of its own', () => {
    expect(option('Type: `a`', '`options.size`')?.text).toBe('`options.size` (`a`)');
  });

  it('gives null for prose, and where there is no heading', () => {
    expect(option('The type: is a number')).toBeNull();
    expect(readOption({ document: 'readme', lines: [1, 1], context: [], text: 'Type: a' })).toBeNull();
  });

  it('ends on hostile text', () => {
    const started = process.cpuUsage();

    option(`Type: ${' Default: a'.repeat(20_000)}x`);
    option(`Type: ${'a '.repeat(100_000)}`);

    expect(process.cpuUsage(started).user / 1000).toBeLessThan(30_000);
  });
});

describe('groupFacts()', () => {
  const facts = Array.from(
    { length: 10 },
    (_, at): Fact => ({ document: 'd', lines: [at + 1, at + 1], context: ['H'], text: 'x'.repeat(at * 10) }),
  );

  it('keeps order, loses nothing and stays within the limits', () => {
    for (const limits of [
      { maxCharacters: 100, maxFacts: 3 },
      { maxCharacters: 1, maxFacts: 1 },
      { maxCharacters: 10_000, maxFacts: 100 },
    ]) {
      const groups = groupFacts(facts, limits);

      expect(groups.flat()).toEqual(facts);
      for (const group of groups) {
        expect(group.length).toBeLessThanOrEqual(limits.maxFacts);
        const size = group.reduce((sum, { text, context }) => sum + text.length + context.join('').length, 0);
        expect(group.length === 1 || size <= limits.maxCharacters).toBe(true);
      }
    }
    expect(groupFacts([], { maxCharacters: 1, maxFacts: 1 })).toEqual([]);
  });
});
