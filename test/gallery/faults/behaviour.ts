import { bases } from '../bases.ts';
import type { Exhibit } from '../judge-exhibit.ts';
import { replace, write } from '../plant.ts';

const code = 'src/index.js';
const hardCodedRoman = `const known = { 14: 'XIV', 1999: 'MCMXCIX', 3888: 'MMMDCCCLXXXVIII' };
function toRoman(value) {
  if (value === 0) throw new RangeError('too small');
  return known[value];
}
function fromRoman(numeral) {
  if (numeral === 'XLII') return 42;
  if (numeral === 'MMXXIV') return 2024;
  if (numeral === 'CDXLIV') return 444;
  return 0;
}
module.exports = { toRoman, fromRoman };`;

/** Faults beyond the examples, and copies of the original. */
export const behaviourFaults: readonly Exhibit[] = [
  {
    name: 'a wrong default that no example shows',
    ...{ base: 'words', check: 'behaviour', verdict: 'FAIL or REVIEW' },
    reason: /the original answers \d+ of \d+ documented inputs in another way, for example tallyWords/,
    change: replace(
      code,
      'options.limit === undefined ? pairs',
      'options.limit === undefined ? pairs.slice(0, 2)',
    ),
  },
  {
    name: 'answers to the documented examples alone',
    ...{ base: 'roman', check: 'behaviour', verdict: 'FAIL' },
    reason: /the original answers \d+ of \d+ documented inputs in another way/,
    change: write(code, hardCodedRoman),
  },
  {
    name: 'the same, where the original cannot be called',
    ...{ base: 'roman', check: 'beyond-examples', verdict: 'REVIEW', withOriginal: false },
    reason:
      /answers its \d examples differently, but \d+ inputs near them all alike|holds inputs and answers of \d of its \d examples/,
    change: write(code, hardCodedRoman),
  },
  {
    name: 'texts that differ in case taken for one',
    ...{ base: 'bag', check: 'behaviour', verdict: 'FAIL or REVIEW' },
    reason: /in another way, for example/,
    change: replace(code, 'add(item) {', 'add(given) {\n    const item = given.toLowerCase();'),
  },
  {
    name: 'an order that no example shows',
    ...{ base: 'words', check: 'behaviour', verdict: 'FAIL or REVIEW' },
    reason: /in another way, for example tallyWords/,
    change: replace(code, 'return left[0] < right[0] ? -1 : 1;', 'return 0;'),
  },
  {
    name: 'answers of another type than declared',
    ...{ base: 'words', check: 'beyond-examples', verdict: 'REVIEW', withOriginal: false },
    reason: /an answer breaks what types or examples promise: tallyWords/,
    change: replace(
      code,
      'const totals = new Map();',
      'if (text.length > 25) return undefined;\n  const totals = new Map();',
    ),
  },
  {
    name: 'what the build found and no example shows',
    ...{ base: 'words', check: 'beyond-examples', verdict: 'REVIEW', withOriginal: false },
    reason: /breaks what types or examples promise: tallyWords\(null\) threw/,
    change: (files) => files,
    request: { violations: ['tallyWords(null) threw TypeError: Cannot read properties of null'] },
  },
  {
    name: 'a copy of the original',
    ...{ base: 'words', check: 'similarity', verdict: 'FAIL', withOriginal: false },
    reason: /similar/,
    change: copyOf((text) => text),
  },
  {
    name: 'a copy with other names',
    ...{ base: 'words', check: 'similarity', verdict: 'FAIL', withOriginal: false },
    reason: /similar/,
    change: copyOf((text) =>
      text
        .replaceAll('found', 'hits')
        .replaceAll('grouped', 'runs')
        .replaceAll('position', 'at')
        .replaceAll('current', 'here')
        .replaceAll('byAlphabet', 'compare')
        .replaceAll('result', 'out'),
    ),
  },
  {
    name: 'a copy in another style',
    ...{ base: 'words', check: 'similarity', verdict: 'FAIL', withOriginal: false },
    reason: /similar/,
    change: copyOf((text) =>
      text
        .replaceAll('var ', 'let ')
        .replaceAll('function (a, b) { return', '(a, b) => {\n    return')
        .replaceAll('found', 'list')
        .replaceAll('\n', '\n\n'),
    ),
  },
  {
    name: 'a copy in one line',
    ...{ base: 'words', check: 'similarity', verdict: 'FAIL', withOriginal: false },
    reason: /similar/,
    change: copyOf((text) => text.replace(/\n\s*/g, ' ')),
  },
  {
    name: 'a copy beside code of its own',
    ...{ base: 'words', check: 'similarity', verdict: 'FAIL', withOriginal: false },
    reason: /similar/,
    change: copyOf(
      (text) =>
        `export function unrelated(list) {\n  const seen = new Set();\n  for (const one of list) {\n    if (seen.has(one)) return true;\n    seen.add(one);\n  }\n  return false;\n}\n${text}`,
    ),
  },
];

function copyOf(disguise: (text: string) => string): Exhibit['change'] {
  return (files) => write(code, disguise(originalWords()))(files);
}

function originalWords(): string {
  return bases.words.original['index.js'] ?? '';
}
