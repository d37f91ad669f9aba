import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import type { TestOutcome } from '../../scenarios/index.ts';
import { addCanaries } from './canaries.ts';
import { readHollowRun } from './find-empty-tests.ts';
import { hollowKinds, hollowOut } from './hollow-package.ts';

const test = "import { test } from 'node:test';\nimport main, { part as other } from '../src/index.js';\n";
const files = {
  'package.json': '{"name":"own","type":"module","main":"src/index.js"}',
  'src/index.js': 'export default 1; export const part = 2;',
  'src/old.cjs': 'module.exports = 1;',
  'test/index.test.js': test,
  'test/helper.js': 'export const help = 1;',
};
const outcome = (name: string, status: TestOutcome['status'], file?: string): TestOutcome => ({
  ...{ name, status, message: '' },
  ...(file !== undefined && { file }),
});

describe('addCanaries()', () => {
  it('goes into files of tests alone', () => {
    const canaries = addCanaries(files, 'nonce');

    expect(canaries.files['test/index.test.js']).toMatch(/^import .*nonce-0-a.*nonce-0-b/s);
    expect(canaries.files['test/helper.js']).toBe(files['test/helper.js']);
    expect(canaries.files['src/index.js']).toBe(files['src/index.js']);
  });

  it('reads a run: both have to be reported, and as failed', () => {
    const { read } = addCanaries(files, 'nonce');
    const [a, b] = [outcome('nonce-0-a', 'failed'), outcome('nonce-0-b', 'failed')];
    const own = outcome('mine', 'passed');

    expect(read([own, a, b])).toEqual({ tests: [own], unfinished: [], deceived: [] });
    expect(read([own, a])).toMatchObject({ unfinished: ['test/index.test.js'], deceived: [] });
    expect(read([a, outcome('nonce-0-b', 'passed')]).deceived).toEqual(['test/index.test.js']);
  });
});

describe('hollowOut()', () => {
  it('empties working code in each way and keeps tests and helpers', () => {
    const hollow = hollowOut(ts, files);

    for (const kind of hollowKinds) {
      expect(hollow[`${kind}/src/index.js`]).toContain('export { hollow as part };');
      expect(hollow[`${kind}/src/index.js`]).toContain('export default hollow;');
      expect(hollow[`${kind}/src/old.cjs`]).toContain('module.exports =');
      expect(hollow[`${kind}/test/index.test.js`]).toBe(test);
      expect(hollow[`${kind}/test/helper.js`]).toBe(files['test/helper.js']);
    }
  });
});

describe('readHollowRun()', () => {
  const run = (passing: readonly string[]) =>
    readHollowRun(
      [outcome('one', 'passed')],
      hollowKinds.map((kind) =>
        outcome('one', passing.includes(kind) ? 'passed' : 'failed', `${kind}/test/index.test.js`),
      ),
    ).empty;

  it.each([
    ['that only calls', ['silent', 'strange'], true],
    ['that does nothing', [...hollowKinds], true],
    ['that expects undefined', ['silent'], false],
    ['that expects an error', ['throwing', 'absent'], false],
    ['that looks at the kind of an export', ['silent', 'strange', 'throwing'], false],
    ['that expects a value', [], false],
  ] as const)('judges a test %s', (_, passing, isEmpty) => {
    expect(run(passing)).toEqual(isEmpty ? ['one'] : []);
  });

  it('names what was reported and is declared nowhere', () => {
    const real = [outcome('one', 'passed'), outcome('forged', 'passed')];

    expect(readHollowRun(real, [outcome('one', 'failed', 'silent/test/a.js')]).undeclared).toEqual([
      'forged',
    ]);
    expect(readHollowRun(real, []).undeclared).toEqual([]);
    const notLoaded = outcome('silent/test/a.js', 'failed', 'silent/test/a.js');
    expect(readHollowRun(real, [notLoaded]).undeclared).toEqual([]);
  });
});
