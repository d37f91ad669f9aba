import type { TestOutcome } from '../../scenarios/index.ts';
import type { PackageFiles } from '../../scenarios/types.ts';

/** Names under which `node --test` takes a file for one of tests. */
const testFile = /(?:^|\/)(?:test\/.*|test(?:-[^/]*)?|[^/]+[.\-_]test)\.[cm]?js$|(?:^|\/)test\/.*\.[cm]?js$/;

export function isTestFile(path: string, text: string): boolean {
  return testFile.test(path) && !path.includes('node_modules/') && /['"`](?:node:)?test['"`]/.test(text);
}

/** Tests of our own at the end of each test file, which have to fail: who reports otherwise is not to be believed. */
export interface Canaries {
  readonly files: PackageFiles;
  /** What the run proves of itself, and its tests without ours. */
  read(tests: readonly TestOutcome[]): CanaryReading;
}

export interface CanaryReading {
  readonly tests: readonly TestOutcome[];
  /** Files whose last test was never reported. */
  readonly unfinished: readonly string[];
  /** Files in which a test that throws, or an assertion that does not hold, was reported as passed. */
  readonly deceived: readonly string[];
}

export function addCanaries(files: PackageFiles, nonce: string): Canaries {
  const paths = Object.keys(files).filter((path) => isTestFile(path, files[path] ?? ''));
  const added = paths.map((path, index) => [path, `${files[path]}\n${renderCanaries(`${nonce}-${index}`)}`]);
  return {
    files: { ...files, ...Object.fromEntries(added) },
    read(tests) {
      const isOurs = ({ name }: TestOutcome): boolean => name.startsWith(nonce);
      const ours = tests.filter(isOurs);
      const of = (index: number): TestOutcome[] =>
        ours.filter(({ name }) => name.startsWith(`${nonce}-${index}-`));
      return {
        tests: tests.filter((test) => !isOurs(test)),
        unfinished: paths.filter((_, index) => new Set(of(index).map(({ name }) => name)).size < 2),
        deceived: paths.filter((_, index) => of(index).some(({ status }) => status !== 'failed')),
      };
    },
  };
}

// The same text for both kinds of modules. One test throws; the other throws when every assertion still does its work.
function renderCanaries(name: string): string {
  return `;{
  const { test } = process.getBuiltinModule('node:test');
  const assert = process.getBuiltinModule('node:assert');
  test('${name}-a', () => { throw new Error('as it should'); });
  test('${name}-b', async () => {
    const wrong = { ok: [false], equal: [1, 2], strictEqual: [1, 2], notStrictEqual: [1, 1], deepEqual: [[1], [2]], deepStrictEqual: [[1], [2]], throws: [() => {}], rejects: [async () => {}], match: ['a', /b/] };
    for (const kind of [assert, assert.strict]) {
      for (const [name, values] of Object.entries(wrong)) {
        let held = true;
        try { await kind[name](...values); } catch { held = false; }
        if (held) return;
      }
    }
    throw new Error('as it should');
  });
}
`;
}
