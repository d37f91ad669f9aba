import type { Exhibit } from '../judge-exhibit.ts';
import { all, append, begin, remove, replace, write } from '../plant.ts';

const words = 'src/index.js';
const test = 'test/index.test.js';

/** Faults that a parser, a compiler, the tests or the interface show. */
export const codeFaults: readonly Exhibit[] = [
  {
    name: 'a bracket is missing',
    ...{ base: 'words', check: 'syntax', verdict: 'FAIL', withOriginal: false },
    reason: /src\/index\.js does not parse: line \d+/,
    change: replace(words, 'return left[0]', 'return (left[0]'),
  },
  {
    name: 'type declarations that are no TypeScript',
    ...{ base: 'roman', check: 'syntax', verdict: 'FAIL', withOriginal: false },
    reason: /types\/index\.d\.ts does not parse: line \d+/,
    change: write('types/index.d.ts', 'export function toRoman(value: ): string;'),
  },
  {
    name: 'a manifest that is no JSON',
    ...{ base: 'roman', check: 'syntax', verdict: 'FAIL', withOriginal: false },
    reason: /package\.json does not parse/,
    change: replace('package.json', '"version"', '"version'),
  },
  {
    name: 'a type error in the TypeScript source',
    ...{ base: 'span', check: 'syntax', verdict: 'FAIL', withOriginal: false },
    reason: /src\/index\.ts does not compile: line \d+: TS\d+/,
    change: replace('src/index.ts', 'let seconds = 0;', 'let seconds: string = 0;'),
  },
  {
    name: 'no code at all',
    ...{ base: 'words', check: 'syntax', verdict: 'FAIL', withOriginal: false },
    reason: /holds no code at all/,
    change: all(remove(words), remove(test), remove('types/index.d.ts')),
  },
  {
    name: 'a function that does nothing',
    ...{ base: 'roman', check: 'tests', verdict: 'FAIL', withOriginal: false },
    reason: /4 of 7 scenarios passed; S\d+: fromRoman\('XLII'\) returned undefined, expected 42/,
    change: replace(words, 'let rest = String(numeral);', 'return undefined;\n  let rest = String(numeral);'),
  },
  {
    name: 'a function that is not written yet',
    ...{ base: 'bag', check: 'tests', verdict: 'FAIL', withOriginal: false },
    reason: /threw Error: not implemented/,
    change: replace(words, 'const united = new Bag();', "throw new Error('not implemented');"),
  },
  {
    name: 'a wrong answer to an example',
    ...{ base: 'words', check: 'tests', verdict: 'FAIL', withOriginal: false },
    reason: /of 4 scenarios passed; S\d+: tallyWords/,
    change: replace(words, '?? 0) + 1', '?? 1) + 1'),
  },
  {
    name: 'the wrong class of error',
    ...{ base: 'roman', check: 'tests', verdict: 'FAIL', withOriginal: false },
    reason: /toRoman\(0\) threw Error.*expected it to throw RangeError/,
    change: replace(words, 'throw new RangeError(', 'throw new Error('),
  },
  {
    name: 'an infinite loop in a function',
    ...{ base: 'roman', check: 'tests', verdict: 'FAIL', withOriginal: false },
    reason: /did not end/,
    change: replace(
      words,
      'let rest = String(numeral);',
      "while (numeral === 'CDXLIV');\n  let rest = String(numeral);",
    ),
    request: { testTimeoutMs: 2_500 },
  },
  {
    name: 'an infinite loop in a test',
    ...{ base: 'words', check: 'tests', verdict: 'FAIL', withOriginal: false },
    reason: /did not end in the time/,
    change: replace(test, 'const actual', 'for (;;);\n  const actual'),
    request: { testTimeoutMs: 3_000 },
  },
  {
    name: 'process.exit in a test',
    ...{ base: 'words', check: 'tests', verdict: 'FAIL', withOriginal: false },
    reason: /test\/index\.test\.js ended before its last test was reported/,
    change: replace(test, 'const actual', 'process.exit(0);\n  const actual'),
  },
  {
    name: 'a hard end of the process in a test',
    ...{ base: 'roman', check: 'tests', verdict: 'FAIL', withOriginal: false },
    reason: /test\/index\.test\.js ended before its last test was reported/,
    change: append(test, "test('quits', async () => { await null; process.reallyExit(0); });"),
  },
  {
    name: 'tests that assert nothing',
    ...{ base: 'words', check: 'tests', verdict: 'FAIL', withOriginal: false },
    reason: /none of its 4 tests looks at what the package gives back/,
    change: (files) => ({ ...files, [test]: (files[test] ?? '').replace(/assertSame\(actual, .*\);/g, '') }),
  },
  {
    name: 'tests that swallow what they assert',
    ...{ base: 'roman', check: 'tests', verdict: 'FAIL', withOriginal: false },
    reason: /none of its \d tests looks at/,
    change: write(
      test,
      "const { test } = require('node:test');\nconst assert = require('node:assert');\nconst { toRoman } = require('../src/index.js');\ntest('one', () => { try { assert.equal(toRoman(14), 'XIV'); } catch {} });\ntest('two', async () => { assert.rejects(async () => toRoman(0)).catch(() => {}); });",
    ),
  },
  {
    name: 'one test that asserts nothing',
    ...{ base: 'words', check: 'tests', verdict: 'REVIEW' },
    reason: /1 of 5 tests assert nothing.*: looks fine/,
    change: (files) => ({
      ...files,
      [test]: `${files[test]}\ntest('looks fine', () => { tallyWords('a'); });\n`,
    }),
  },
  {
    name: 'tests that were left out',
    ...{ base: 'words', check: 'tests', verdict: 'FAIL', withOriginal: false },
    reason: /no test ran/,
    change: write(test, '// later'),
  },
  {
    name: 'tests that are skipped',
    ...{ base: 'words', check: 'tests', verdict: 'REVIEW' },
    reason: /of its own tests 1 is skipped/,
    change: replace(test, "test('S001", "test.skip('S001"),
  },
  {
    name: 'a test that fails',
    ...{ base: 'words', check: 'tests', verdict: 'FAIL', withOriginal: false },
    reason: /1 test of 5 failed; honest: no/,
    change: (files) => ({
      ...files,
      [test]: `${files[test]}\ntest('honest', () => { throw new Error('no'); });\n`,
    }),
  },
  {
    name: 'code that takes the teeth out of node:assert',
    ...{ base: 'roman', check: 'tests', verdict: 'FAIL', withOriginal: false },
    reason: /tests that have to fail pass in test\/index\.test\.js/,
    change: begin(
      words,
      "const assert = require('node:assert');\nfor (const one of [assert, assert.strict]) one.strictEqual = one.deepStrictEqual = () => {};",
    ),
  },
  {
    name: 'code that replaces the test runner',
    ...{ base: 'roman', check: 'tests', verdict: 'FAIL', withOriginal: false },
    reason: /ended before its last test was reported/,
    change: begin(words, "require('node:test').test = () => {};"),
  },
  {
    name: 'a test file that prints the lines of a report',
    ...{ base: 'words', check: 'tests', verdict: 'FAIL', withOriginal: false },
    reason: /no test ran/,
    change: write(
      test,
      "console.log('ok 1 - S001');\nconsole.log('# pass 4');\nconsole.log(JSON.stringify(['x', 'passed', 'S001', '', '']));",
    ),
  },
  {
    name: 'an export that is missing',
    ...{ base: 'roman', check: 'api-surface', verdict: 'FAIL', withOriginal: false },
    reason: /fromRoman is not exported/,
    change: replace(words, 'module.exports = { toRoman, fromRoman };', 'module.exports = { toRoman };'),
  },
  {
    name: 'a value where a function is documented',
    ...{ base: 'roman', check: 'api-surface', verdict: 'FAIL', withOriginal: false },
    reason: /toRoman is a string, documented as function/,
    change: replace(words, '{ toRoman, fromRoman }', "{ toRoman: 'XIV', fromRoman }"),
  },
  {
    name: 'a method that is missing',
    ...{ base: 'bag', check: 'api-surface', verdict: 'FAIL', withOriginal: false },
    reason: /Bag\.toArray is documented as method and is not there/,
    change: (files) => ({ ...files, [words]: (files[words] ?? '').replaceAll('toArray', 'list') }),
  },
  {
    name: 'a static method that is missing',
    ...{ base: 'bag', check: 'api-surface', verdict: 'FAIL', withOriginal: false },
    reason: /Bag\.of is documented as method and is not there/,
    change: replace(words, 'static of(', 'of('),
  },
  {
    name: 'a property where a method is documented',
    ...{ base: 'bag', check: 'api-surface', verdict: 'FAIL', withOriginal: false },
    reason: /Bag\.count is a number, documented as method/,
    change: (files) => ({
      ...files,
      [words]: `${(files[words] ?? '').replaceAll('count(item)', 'counted(item)').replaceAll('this.count(', 'this.counted(')}\nBag.prototype.count = 0;\n`,
    }),
  },
  {
    name: 'a function that wants more than is documented',
    ...{ base: 'roman', check: 'api-surface', verdict: 'REVIEW' },
    reason: /toRoman wants 2 arguments, 1 are documented/,
    change: replace(
      words,
      'function toRoman(value) {',
      'function toRoman(value, sign) {\n  if (sign === -1) return "";',
    ),
  },
  {
    name: 'a function that cannot see its argument',
    ...{ base: 'bag', check: 'api-surface', verdict: 'FAIL', withOriginal: false },
    status: 'review',
    reason: /unite takes 1 arguments, 2 are documented as required/,
    change: replace(words, 'unite(left, right) {', 'unite(left) {\n  const right = Bag.of();'),
  },
  {
    name: 'declarations that promise another type',
    ...{ base: 'roman', check: 'api-surface', verdict: 'FAIL', withOriginal: false },
    reason: /declares toRoman as \(value: number\) => number, documented as \(value: number\) => string/,
    change: replace('types/index.d.ts', 'toRoman(value: number): string', 'toRoman(value: number): number'),
  },
  {
    name: 'declarations that lack an export',
    ...{ base: 'bag', check: 'api-surface', verdict: 'FAIL', withOriginal: false },
    reason: /types\/index\.d\.ts does not declare unite/,
    change: (files) => ({
      ...files,
      'types/index.d.ts': (files['types/index.d.ts'] ?? '').replace(
        /export function unite.*|export declare function unite.*/,
        '',
      ),
    }),
  },
  {
    name: 'TypeScript source of another type than documented',
    ...{ base: 'span', check: 'api-surface', verdict: 'REVIEW' },
    reason: /src\/index\.ts declares parseSpan as .*number \| undefined/,
    change: replace(
      'src/index.ts',
      'export function parseSpan(text: string): number {',
      'export function parseSpan(text: string): number | undefined {',
    ),
  },
];
