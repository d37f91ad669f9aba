import { describe, expect, it } from 'vitest';
import { compareTables } from './compare-tables.ts';
import type { AnswerNode } from './types.ts';

const text = (value: string): AnswerNode => ['string', value, []];
const mapOf = (...keys: string[]): AnswerNode[] => [
  ['map', '', keys.flatMap((_, index) => [2 * index + 1, 2 * index + 2])],
  ...keys.flatMap((key): AnswerNode[] => [text(key), ['integer', '1', []]]),
];

describe('compareTables()', () => {
  it.each<[string, AnswerNode[], AnswerNode[], string | null]>([
    ['equal texts', [text('a')], [text('a')], null],
    ['two texts', [text('a')], [text('b')], 'value'],
    ['kinds', [['list', '', []]], [['tuple', '', []]], 'value'],
    ['the order of keys', mapOf('a', 'b'), mapOf('b', 'a'), 'manner'],
    ['keys', mapOf('a', 'b'), mapOf('a', 'c'), 'value'],
    [
      'the order of a set, which it has not',
      [['set', '', [1, 2]], text('a'), text('b')],
      [['set', '', [1, 2]], text('b'), text('a')],
      null,
    ],
    [
      'how an object prints itself',
      [
        ['object', 'Tally', [1]],
        ['shown', 'one', []],
      ],
      [
        ['object', 'Tally', [1]],
        ['shown', 'other', []],
      ],
      'manner',
    ],
    ['a list that holds itself', [['list', '', [0]]], [['list', '', [0]]], null],
    [
      'a list that holds one that holds it',
      [['list', '', [0]]],
      [
        ['list', '', [1]],
        ['list', '', [0]],
      ],
      'value',
    ],
  ])('tells %s', (_, original, rebuilt, expected) => {
    expect(compareTables(original, rebuilt)).toBe(expected);
  });

  it('takes a value that is shared many times in time', () => {
    const table: AnswerNode[] = Array.from({ length: 60 }, (_, index) => [
      'list',
      '',
      [index + 1, index + 1],
    ]);
    const started = performance.now();

    expect(compareTables([['list', '', [1]], text('x')], [...table.slice(0, 12), text('x')])).toBe('value');
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
