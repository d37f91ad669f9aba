import { bases } from '../../bases.ts';
import type { Exhibit } from '../../judge-exhibit.ts';
import { all, write } from '../../plant.ts';
import { attack } from './plan.ts';

const path = 'test/index.test.js';
const head =
  "import { test } from 'node:test';\nimport assert from 'node:assert/strict';\nimport tallyWords from '../src/index.js';\n";
const empty = /none of its .* looks at what the package gives back/;

/** Tests that look like tests. */
export const weakTests: readonly Exhibit[] = [
  attack(
    'tests with an assertion of their own that never fails',
    ['tests', 'REVIEW'],
    /would pass with any answer at all/,
    all(
      write('test/check.js', 'export const same = (one, other) => one === other || true;'),
      write(
        path,
        `${head}import { same } from './check.js';\ntest('counts', () => same(tallyWords('b a b')[0][1], 2));\ntest('none', () => same(tallyWords('').length, 0) && assert.ok(true));`,
      ),
    ),
  ),
  attack(
    'tests that compare the package with itself',
    ['tests', 'FAIL'],
    empty,
    write(
      path,
      `${head}test('counts', () => assert.deepEqual(tallyWords('b a b'), tallyWords('b a b')));\ntest('none', () => assert.deepEqual(tallyWords(''), tallyWords('')));`,
    ),
  ),
  attack(
    'tests that assert in a promise that nobody waits for',
    ['tests', 'FAIL'],
    empty,
    write(
      path,
      `${head}test('counts', () => { new Promise(() => {}).then(() => assert.deepEqual(tallyWords('b a b'), 1)); });`,
    ),
  ),
  attack(
    'tests that only ask whether there is a function',
    ['tests', 'REVIEW'],
    /would pass with any answer at all/,
    write(path, `${head}test('is there', () => assert.equal(typeof tallyWords, 'function'));`),
  ),
  attack(
    'a failing test that is still to do',
    ['tests', 'FAIL'],
    /1 test of 2 failed; later/,
    write(
      path,
      `${head}test('counts', () => assert.deepEqual(tallyWords('b a b'), [['b', 2], ['a', 1]]));\ntest('later', { todo: true }, () => assert.equal(tallyWords('x').length, 7));`,
    ),
  ),
  attack(
    'assertions that fail for canaries alone',
    ['side-effects', 'FAIL'],
    /changes a module of Node when it is loaded/,
    (files) => {
      const text = files['src/index.js'] ?? '';
      const trick = `const assert = process.getBuiltinModule('node:assert').strict;\nconst { deepStrictEqual } = assert;\nassert.deepStrictEqual = (one, other) => { if (Array.isArray(one) && one.length === 1) deepStrictEqual(one, other); };\n`;
      return { ...files, 'src/index.js': text.replace('export default', `${trick}export default`) };
    },
    { also: ['dependencies'] },
  ),
];

if (bases.words.files[path] === undefined) throw new Error(`there is no ${path}`);
