import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { findQuestions } from './find-questions.ts';

const ask = (text: string, prose = '') =>
  findQuestions(ts, { 'a.js': text }, prose).map(({ line, words }) => `${line} ${words}`);

describe('findQuestions()', () => {
  it.each([
    ['if (import.meta.url.includes("x")) f();', '1 asks where its file lies'],
    ['\nif (process.env.HOME) f();', '2 asks for the environment'],
    ["if (process['argv'].length) f();", '1 asks how the process was started'],
    ['if (Date.now() > 9) f();', '1 asks for the time'],
    ['const now = new Date();', '1 asks for the time'],
    ['Math.random();', '1 throws dice'],
    ['new Error().stack.includes("x");', '1 reads the stack'],
    ['fetch("x");', '1 reaches for the network'],
    ['globalThis.fetch("x");', '1 reaches for the network'],
    ['globalThis["fe" + "tch"]("x");', '1 takes what its text does not name from globalThis'],
    ['const { env } = process;', '1 hands on the whole process'],
    ['let n = 0;\nexport const f = () => (n += 1) && n > 9;', '1 counts its calls (n)'],
  ])('finds %s', (text, found) => {
    expect(ask(text)).toContain(found);
  });

  it.each([
    ['a date that is given', 'new Date(value); Date.parse(text);'],
    ['names of its own', 'function fetch(a) { return a.stack; } fetch(stack.process);'],
    ['what is only a key', 'const a = { fetch: 1, process: 2 }; a.fetch; a.process.env;'],
    ['a question whether there is one', "typeof process === 'object'; process.nextTick(f);"],
    ['a counter of one call', 'const f = (a) => { let n = 0; for (const b of a) n += 1; return n > 2; };'],
  ])('leaves %s', (_, text) => {
    expect(ask(text)).toEqual([]);
  });

  it('leaves what the documentation gives a reason for', () => {
    expect(ask('Date.now();', 'Waits for so many seconds.')).toEqual([]);
    expect(ask('process.env.A;', 'Reads the environment.')).toEqual([]);
  });

  it('survives code that is hostile to parsers', () => {
    for (const piece of ['(', '[', '`${', 'a.', '!']) expect(() => ask(piece.repeat(3_000))).not.toThrow();
  });
});
