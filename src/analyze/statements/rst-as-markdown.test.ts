import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../../core/index.ts';
import { readFacts } from './read-facts.ts';
import { renderRstAsMarkdown } from './rst-as-markdown.ts';

const factsOf = (text: string) =>
  readFacts({
    ...{ id: 'readme', kind: 'readme', origin: 'README.rst', text, sha256: sha256Hex(text), cuts: [] },
  }).map(({ context, lines, text: fact }) => [context.join('/'), lines[0], fact]);

describe('renderRstAsMarkdown()', () => {
  it.each([
    ['code in two quotes', 'Give ``x`` to it.', 'Give `x` to it.'],
    ['a role', 'See :func:`~pack.pad` and :class:`.Padder`.', 'See `pack.pad` and `Padder`.'],
    [
      'a reference with a target',
      'See `the page <https://pads.example>`_ for more.',
      'See the page for more.',
    ],
    ['a reference that is a call', 'Use `pad()`_ here.', 'Use `pad()` here.'],
    ['a reference of one word', 'Made with natsort_ today.', 'Made with natsort today.'],
    ['a name that ends with a sign', 'Give lambda_ or a_b_ to it.', 'Give lambda or a_b_ to it.'],
    ['a substitution', 'Build: |badge| is here.', 'Build:  is here.'],
    ['a parameter', ':param int width: how wide it is.', '- `width`: how wide it is.'],
    ['what is raised', ':raises ValueError: when empty.', '- raises ValueError: when empty.'],
    ['an item of a list', '* one', '- one'],
    ['an image', '.. image:: https://pads.example/a.svg\n   :alt: pads\n\nText.', '\n\n\nText.'],
    ['a target', '.. _here: https://pads.example', ''],
    ['a comment', '.. nobody sees this\n   nor this', '\n'],
    ['code', 'Like::\n\n    pad(1)\n    pad(2)\n\nEnd.', 'Like:\n\n\n\n\nEnd.'],
    ['a block of code', '.. code-block:: python\n\n    pad(1)\n\nEnd.', '\n\n\n\nEnd.'],
    ['prompts', '>>> pad(1)\n2\n\nEnd.', '\n\n\nEnd.'],
    ['a note', '.. note:: Not in place.\n\n   It copies.', 'Not in place.\n\nIt copies.'],
    ['a function', '.. function:: pad(text, width=4)\n\n   Pads it.', '# `pad(text, width=4)`\n\nPads it.'],
    ['headings', 'One\n===\n\nTwo\n~~~\n\nThree\n===', '# One\n\n\n## Two\n\n\n# Three\n'],
    ['a heading between lines', '=====\n One\n=====', '\n# One\n'],
    [
      'a grid',
      '+---+---+\n| a | b |\n+===+===+\n| 1 | 2 |\n+---+---+',
      '\n| a | b |\n| --- | --- |\n| 1 | 2 |\n',
    ],
    [
      'a simple table',
      '==== ====\na    b\n==== ====\n1    2\n==== ====',
      '\n| a | b |\n| --- | --- |\n| 1 | 2 |\n',
    ],
  ])('writes %s', (_, text, wanted) => {
    expect(renderRstAsMarkdown(text)).toBe(wanted);
  });

  it('keeps every line in its place, whatever the text', () => {
    const text = [
      'A',
      '=',
      '',
      '.. note::',
      '   b',
      '',
      'c::',
      '',
      '  d',
      '+--+',
      '|',
      '>>> e',
      'f',
      '',
      '==== ====',
      'x',
    ].join('\n');

    expect(renderRstAsMarkdown(text).split('\n')).toHaveLength(text.split('\n').length);
  });

  it.each([
    ['borders', '+-'.repeat(50_000)],
    ['back quotes', '`'.repeat(100_000)],
    ['roles', ':a:`'.repeat(30_000)],
    ['pipes', '| '.repeat(60_000)],
    ['words with signs', 'a_'.repeat(60_000)],
    ['tables without an end', '==== ====\n'.repeat(5_000)],
    ['grids without an end', '+--+\n|  |\n'.repeat(5_000)],
    ['directives', '.. a::\n  b\n'.repeat(10_000)],
    ['angles', `\`${'<'.repeat(50_000)}\`_`],
  ])('ends in time on a flood of %s', (_, text) => {
    const started = performance.now();
    renderRstAsMarkdown(text);
    expect(performance.now() - started).toBeLessThan(3_000);
  });
});

describe('readFacts() of reStructuredText', () => {
  it('tells sentences, items and rows with their headings and lines', () => {
    const text = [
      'pads',
      '====',
      '',
      'Pads texts well. It never cuts.',
      '',
      'Options',
      '-------',
      '',
      '* ``width`` is how wide it gets.',
      '',
      '+--------+----------+',
      '| option | default  |',
      '+========+==========+',
      '| fill   | one zero |',
      '+--------+----------+',
      '',
      'Like this::',
      '',
      '    pad("never read as prose")',
    ].join('\n');

    expect(factsOf(text)).toEqual([
      ['', 4, 'Pads texts well.'],
      ['', 4, 'It never cuts.'],
      ['Options', 9, '`width` is how wide it gets.'],
      ['Options', 14, 'option: fill; default: one zero'],
    ]);
  });
});
