import fc from 'fast-check';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { describe, expect, it } from 'vitest';
import { createProgram, createProse, createReadme, defaultSettings } from '../docs.fake.ts';
import { guardDocument } from './guard-document.ts';

const program = createProgram(500);
const indented = (text: string, by: string) => text.replace(/^/gm, by);
const syntaxes = {
  'backtick fence': `\`\`\`js\n${program}\n\`\`\``,
  'tilde fence': `~~~~\n${program}\n~~~~`,
  'unclosed fence': `\`\`\`js\n${program}`,
  'indented block': indented(program, '    '),
  'tab-indented block': indented(program, '\t'),
  'fence in a quote': indented(`\`\`\`js\n${program}\n\`\`\``, '> '),
  'fence in a list': `- item\n\n${indented(`\`\`\`js\n${program}\n\`\`\``, '  ')}`,
  'pre element': `<pre>\n${program}\n</pre>`,
  'pre and code elements with blank lines': `<pre lang="js"><code>${program.replaceAll(';\n', ';\n\n')}</code></pre>`,
  'pre element in a div': `<div>\n<pre>\n${program}\n</pre>\n</div>`,
  'unclosed pre element': `<PRE>\n${program}`,
  'no mark at all': program,
  'fences one after another': Array.from(
    { length: 50 },
    (_, index) => `\`\`\`js\n${createProgram(10)}\n// ${index}\n\`\`\``,
  ).join('\n\n'),
};

describe('guardDocument() on blocks of code', () => {
  for (const [name, block] of Object.entries(syntaxes)) {
    it(`cuts 500 lines in the syntax "${name}" and keeps the prose`, async () => {
      // Enough prose to be a document whatever the block holds: the program alone would be refused.
      const before = `# Title\n\n${Array.from({ length: 80 }, () => createProse(30)).join('\n\n')}`;
      const filler = `${before}\n\n${Array.from({ length: 600 }, () => createProse(8)).join('\n')}`;

      const result = await guardDocument(createReadme(`${filler}\n\n${block}\n`), defaultSettings);

      if (result.kind !== 'kept') throw new Error(result.reason);
      expect(result.text).toContain(filler);
      expect(result.text).not.toMatch(/total\d+ = add/);
      expect(result.text).toMatch(/\[cut: \d+ lines of code\]/);
      expect(result.cuts).toHaveLength(1);
    });
  }

  for (const opening of [
    'Example::',
    '.. code-block:: python',
    '.. code:: js\n   :number-lines:',
    '.. sourcecode:: c',
  ]) {
    it(`cuts a block of reStructuredText opened by "${opening}"`, async () => {
      const body = indented(Array.from({ length: 500 }, (_, line) => `call ${line}`).join('\n'), '   ');

      const text = `Title\n=====\n\n${createProse()}\n\n${opening}\n\n${body}\n\n${createProse()}\n`;
      const result = await guardDocument(createReadme(text, 'README.rst'), defaultSettings);

      if (result.kind !== 'kept') throw new Error(result.reason);
      expect(result.text).not.toContain('call 77');
      expect(result.text.endsWith(`${createProse()}\n`)).toBe(true);
      expect(result.cuts).toHaveLength(1);
    });
  }

  it('keeps a document with short blocks byte for byte', async () => {
    const text = `# Title\r\n\r\n${createProse()}\r\n\r\n\`\`\`js\r\n${createProgram(60)}\r\n\`\`\`\r\nand\t<b>more</b>  \r\n`;

    const result = await guardDocument(createReadme(text), defaultSettings);

    expect(result).toEqual({ kind: 'kept', text, cuts: [] });
  });

  it('names the lines of the original in each cut, in order', async () => {
    const long = `\`\`\`js\n${createProgram(70)}\n\`\`\``;
    const text = `${createProse(90)}\n\n${long}\n\n<!-- hidden -->\n\n${long}\n\n${createProse()}\n`;

    const result = await guardDocument(createReadme(text), defaultSettings);

    if (result.kind !== 'kept') throw new Error(result.reason);
    expect(result.cuts.map((cut) => cut.lines)).toEqual([
      [3, 74],
      [76, 76],
      [78, 149],
    ]);
  });

  it('leaves no block over the limit and never throws, whatever the Markdown', async () => {
    const settings = { ...defaultSettings, max_code_block_lines: 5 };
    const line = fc.constantFrom(
      '```',
      '~~~',
      '````js',
      '    code();',
      '\tcode();',
      '> ```',
      '>     x = 1;',
      '- item',
      '  ```',
      '1. a',
      '<pre>',
      '</pre>',
      '<!--',
      '-->',
      '<div>',
      '</div>',
      '',
      '',
      'prose that says something',
      'const a = b();',
      '::',
      '.. code::',
      '   body',
      '# Title',
      '[//]: # (x)',
      '`',
      '<script>',
      '</script>',
      '***',
      '| a | b |',
      '|---|---|',
      '[^1]: note',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof({ weight: 9, arbitrary: line }, fc.string({ unit: 'binary', maxLength: 30 })), {
          maxLength: 60,
        }),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.constantFrom('README.md', 'README.rst', 'notes.txt'),
        async (lines, ending, origin) => {
          const result = await guardDocument(createReadme(lines.join(ending), origin), settings);
          if (result.kind === 'kept') expect(longestBlock(result.text)).toBeLessThanOrEqual(5);
        },
      ),
      { numRuns: 250 },
    );
  });
});

interface Node {
  readonly type: string;
  readonly value?: string;
  readonly children?: readonly Node[];
}

/** Read by the whole parser with GFM, not by the guard's own cut-down one. */
function longestBlock(text: string): number {
  const measure = (node: Node): number =>
    Math.max(
      node.type === 'code' ? (node.value ?? '').split(/\r\n|\n|\r/).length : 0,
      ...(node.children ?? []).map(measure),
    );
  return measure(fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }) as Node);
}
