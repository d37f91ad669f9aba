import { describe, expect, it } from 'vitest';
import { createSpec } from '../spec.fake.ts';
import { measureVerbatim } from './verbatim.ts';

const wordsOf = (count: number, start = 0): string[] =>
  Array.from({ length: count }, (_, at) => `word${start + at}`);
const text = wordsOf(200).join(' ');
const measure = (prose: string, documentation = text, limit = 10) =>
  measureVerbatim(createSpec({ '07-error-catalog.md': prose }), {
    documentation: [{ id: 'readme', text: documentation }],
    limit,
  });

describe('measureVerbatim()', () => {
  it('lets a run as long as the limit pass and refuses one word more', () => {
    const atLimit = measure(wordsOf(10, 5).join(' '));
    const over = measure(wordsOf(11, 5).join(' '));

    expect(atLimit).toEqual({ findings: [], longestRun: 10 });
    expect(over).toMatchObject({ findings: [{ rule: 'verbatim-run', line: 1 }], longestRun: 11 });
  });

  it('follows a run across bullets, punctuation and case, and names every line of it', () => {
    const prose = `# E\n\n- ${wordsOf(6, 20).join(', ')}.\n- **${wordsOf(6, 26).join('** "').toUpperCase()}"\n- other\n`;

    const { findings, longestRun } = measure(prose);

    expect(longestRun).toBe(12);
    expect(findings.map(({ line }) => line)).toEqual([3, 4]);
  });

  it('compares what a reader sees: no emphasis, HTML or targets of links', () => {
    const marked =
      'The _first_ word of [the second](https://a.example/b/c) <b>line</b> is __kept__ as it was written';

    const { longestRun } = measure('the first word of the second line is kept as it was written', marked);

    expect(longestRun).toBe(13);
  });

  it('finds each of several runs, and a run in any of several documents', () => {
    const prose = `${wordsOf(12).join(' ')}\nx\n${wordsOf(15, 100).join(' ')}\ny\n${wordsOf(4, 50).join(' ')}`;

    const { findings } = measureVerbatim(createSpec({ '01-overview.md': prose }), {
      documentation: [
        { id: 'a', text: wordsOf(50).join(' ') },
        { id: 'b', text: wordsOf(150, 40).join(' ') },
      ],
      limit: 10,
    });

    expect(findings.map(({ document, line }) => [document, line])).toEqual([
      ['01-overview.md', 1],
      ['01-overview.md', 3],
    ]);
  });

  it('does not measure JSON and types, which are interface and examples', () => {
    const spec = createSpec({ '06-type-definitions.d.ts': `/** ${text} */\nexport type A = 1;\n` });

    const { findings } = measureVerbatim(spec, { documentation: [{ id: 'readme', text }], limit: 10 });

    expect(findings).toEqual([]);
  });

  it('says that it did not measure when there is nothing to compare with', () => {
    expect(measureVerbatim(createSpec(), { documentation: null, limit: 10 }).longestRun).toBeNull();
    expect(measure('', '').longestRun).toBe(0);
  });

  it('takes time in proportion to repetition', () => {
    const started = process.cpuUsage();

    measure('a '.repeat(50_000), 'a '.repeat(50_000));
    measure('a b c '.repeat(15_000), `${'a b c '.repeat(30)} d `.repeat(300), 1e9);
    measure(']('.repeat(200_000), '<a'.repeat(200_000));

    expect(process.cpuUsage(started).user / 1000).toBeLessThan(25_000);
  });
});
