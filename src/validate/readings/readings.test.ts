import { describe, expect, it } from 'vitest';
import { foldLetters } from './fold-letters.ts';
import { joinTexts } from './join-texts.ts';
import { readLine } from './read-line.ts';

describe('readLine()', () => {
  it.each([
    ['escapes', String.raw`'code\x2eexample\u002fa'`],
    ['percent signs', 'https%3A%2F%2Fcode.example%2Fa'],
    ['base64', Buffer.from('see https://code.example/a').toString('base64')],
    ['a joined list', "['code.example', 'a'].join('/')"],
    ['marks of no width', 'code.\u200bexam\u200dple/a'],
    ['letters of another alphabet', 'сode.exаmple/a'],
  ])('undoes %s', (_, line) => {
    expect(readLine(line).some((reading) => reading.includes('code.example/a'))).toBe(true);
  });

  it('ends soon on long hostile lines', () => {
    const started = performance.now();
    for (const piece of ['[', ".join('", '\\u', '%', 'A', "'+'", '"', 'а']) readLine(piece.repeat(20_000));

    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

describe('joinTexts()', () => {
  it('makes one text of a sum, and knows where each line began', () => {
    const { text, lines } = joinTexts("a;\nconst b = 'code.' +\n  'example' + '/a';\nc;\n");

    expect(text).toBe("a;\nconst b = 'code.example/a';\nc;\n");
    expect(lines).toEqual([1, 2, 4, 5]);
  });

  it('ends soon on long hostile texts', () => {
    const started = performance.now();
    for (const piece of ["'+'", "'", "' +", ' ', '\n"']) joinTexts(piece.repeat(200_000));

    expect(performance.now() - started).toBeLessThan(20_000);
  });
});

it('foldLetters() gives a text as a person sees it', () => {
  expect(foldLetters('Cоpyright\u200b (c) Ｊane')).toBe('Copyright (c) Jane');
  expect(foldLetters('日本 é')).toBe('日本 é');
});
