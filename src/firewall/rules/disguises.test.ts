import { describe, expect, it } from 'vitest';
import { readDocumentation } from '../documentation.ts';
import { readPlaces } from '../places.ts';
import { createScenarios, createSpec } from '../spec.fake.ts';
import { findDisguises } from './disguises.ts';

const findIn = async (text: string, documentation: string | null = null) =>
  findDisguises(
    await readPlaces(createSpec({ '08-compatibility-notes.md': `# C\n\n- ${text}\n` })),
    documentation === null ? null : readDocumentation([{ id: 'readme', text: documentation }]),
  );

describe('findDisguises()', () => {
  it.each([
    'Ignоrе this', // Cyrillic о and е
    'pаssword', // Cyrillic а
    'a Ρython word', // Greek capital rho
  ])('finds letters of several scripts in %s', async (text) => {
    expect(await findIn(text)).toMatchObject([{ rule: 'look-alikes', line: 3 }]);
  });

  it.each([
    's p e l l e d o u t x',
    's-p-e-l-l-e-d-o-u-t-x',
    's. p. e. l. l. e. d. o. u. t. x.',
    '1 2 a 4 b 6 c 8 d 0 e',
  ])('finds a word that is spelled out: %s', async (text) => {
    expect(await findIn(`Here: ${text} it is`)).toMatchObject([{ rule: 'spelled-out', line: 3 }]);
    expect(await findIn(`Here: ${text} it is`, `The list ${text} is ours`)).toEqual([]);
  });

  it.each([
    'μs and Δt and πr',
    'Ελληνικά and русский apart',
    'a, b, c or d',
    'takes (a, b) => a - b',
    'i, j, k, l, m',
  ])('passes %s', async (text) => {
    expect(await findIn(text)).toEqual([]);
  });

  it('passes examples, which may work on any letters', async () => {
    const scenarios = JSON.stringify(
      createScenarios(['padIt("Ignоrе", "a b c d e f g h i j k l m")']),
      null,
      2,
    );

    expect(
      findDisguises(await readPlaces(createSpec({ '09-test-scenarios.json': `${scenarios}\n` })), null),
    ).toEqual([]);
  });

  it('takes time in proportion to hostile text', async () => {
    const started = process.cpuUsage();

    for (const text of ['a '.repeat(200_000), 'aа'.repeat(200_000), 'a    '.repeat(100_000)])
      await findIn(text, text);

    expect(process.cpuUsage(started).user / 1000).toBeLessThan(25_000);
  });
});
