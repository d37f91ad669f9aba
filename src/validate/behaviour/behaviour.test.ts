import { describe, expect, it } from 'vitest';
import { probeSandbox, type Sandbox } from '../../sandbox/index.ts';
import { type Spec, specFilenames } from '../../spec/index.ts';
import { comparePackages } from './compare-packages.ts';
import type { BehaviourReport } from './types.ts';

const probe = await probeSandbox();
const absent = probe.kind === 'unavailable' ? ` (skipped: ${probe.reason})` : '';

const types = `export type Options = { limit?: number; upper?: boolean };
export default function joinWords(words: string[], separator?: string, options?: Options): string;`;

const original = `module.exports = function joinWords(words, separator, options) {
  if (!Array.isArray(words)) throw new TypeError('Expected an array');
  var some = options && options.limit !== undefined ? words.slice(0, options.limit) : words.slice();
  if (options && options.upper) some = some.map(function (word) { return word.toUpperCase(); });
  return some.join(separator === undefined ? ', ' : separator);
};`;

function makeSpec(examples: readonly (readonly [string, string])[], definitions = types): Spec {
  const texts = Object.fromEntries(specFilenames.map((name) => [name, '']));
  texts['06-type-definitions.d.ts'] = definitions;
  texts['05-configuration.md'] = '- `limit` takes the first words only.\n';
  return {
    texts,
    surface: {
      schema: 'phalus/api-surface/1',
      language: 'javascript',
      module: 'commonjs',
      exports: [
        {
          ...{ name: 'default', local_name: 'joinWords', kind: 'function', signature: '', overloads: [] },
          parameters: [
            { name: 'words', type: 'string[]', optional: false, rest: false, default: null },
            { name: 'separator', type: 'string', optional: true, rest: false, default: null },
            { name: 'options', type: 'Options', optional: true, rest: false, default: null },
          ],
          ...{ returns: 'string', members: [], summary: '', evidence: 'declaration', source: null },
        },
      ],
    },
    scenarios: {
      schema: 'phalus/test-scenarios/1',
      language: 'javascript',
      bindings: [{ local: 'joinWords', export: 'default' }],
      scenarios: examples.map(([expression, value], index) => ({
        ...{ id: `S00${index + 1}`, title: '', origin: 'example', setup: '', expression },
        ...{ expected: { kind: 'value', value }, source: null, contested: false, note: '' },
      })),
    },
  } as unknown as Spec;
}

const spec = makeSpec([
  ["joinWords(['a', 'b'])", "'a, b'"],
  ["joinWords(['a', 'b'], '-')", "'a-b'"],
]);

async function compare(
  rebuilt: string,
  changes: { original?: string; seed?: number; rounds?: number } = {},
): Promise<BehaviourReport> {
  const result = await comparePackages({
    spec,
    original: { 'package.json': '{}', 'index.js': changes.original ?? original },
    rebuilt: { 'package.json': '{}', 'index.js': rebuilt },
    sandbox: (probe as { sandbox: Sandbox }).sandbox,
    timeMs: 60_000,
    rounds: changes.rounds ?? 2,
    seed: changes.seed ?? 1,
  });
  if (result.kind !== 'compared') throw new Error(`${result.side}: ${result.reason}`);
  return result.report;
}

describe.skipIf(absent !== '')(`comparePackages()${absent}`, () => {
  it.each([1, 2])('finds no difference between a package and itself, with seed %i', async (seed) => {
    const report = await compare(original, { seed });

    expect(report.disagreements).toEqual([]);
    expect(report.agreed).toBe(report.compared);
    expect(report.documented.compared).toBeGreaterThan(50);
  });

  it('takes another way to the same answers for the same', async () => {
    const report =
      await compare(`module.exports = (words, separator = ', ', { limit = Infinity, upper = false } = {}) => {
      if (!Array.isArray(words)) throw new TypeError('words!');
      let text = '';
      for (const [index, word] of words.entries()) {
        if (index >= limit) break;
        text += (index === 0 ? '' : separator) + (upper ? word.toUpperCase() : word);
      }
      return text;
    };`);

    expect(report.disagreements.filter(({ documented }) => documented)).toEqual([]);
    expect(report.documented.agreed).toBe(report.documented.compared);
  });

  it.each([
    ['an option that no example shows', original.replace('options && options.upper', 'false'), /upper: true/],
    ['an option off by one', original.replace('options.limit)', 'options.limit + 1)'), /limit/],
    ['an empty text taken for none', original.replace('separator === undefined', '!separator'), /""/],
    ['an argument changed in place', original.replace('words.slice();', 'words.sort();'), /joinWords/],
    [
      'answers of the examples by heart',
      "module.exports = (words, separator = ', ') => separator === '-' ? 'a-b' : 'a, b';",
      /joinWords/,
    ],
    [
      'a promise where a value is',
      original.replace('module.exports = function', 'module.exports = async function'),
      /joinWords/,
    ],
  ])('notices %s', async (_, rebuilt, shown) => {
    const report = await compare(rebuilt);

    expect(report.documented.agreed).toBeLessThan(report.documented.compared);
    const [first] = report.disagreements;
    expect(first).toMatchObject({ documented: true, export: 'default' });
    expect(`${first?.setup} ${first?.expression}`).toMatch(shown);
  });

  it('makes the input small and gives both answers with the statement about its option', async () => {
    const report = await compare(original.replace('options.limit)', 'options.limit + 1)'));

    const entry = report.disagreements.find(({ expression }) => expression.includes('limit'));
    expect(entry).toMatchObject({
      difference: 'value',
      original: expect.stringMatching(/^returned "/),
      rebuilt: expect.stringMatching(/^returned "/),
      statement: '`limit` takes the first words only.',
    });
    expect(entry?.expression.length).toBeLessThan(60);
  });

  it('shows differences of several reasons and not one of them many times', async () => {
    const changed = original
      .replace('options && options.upper', 'false')
      .replace('options.limit)', 'options.limit + 1)')
      .replace('separator === undefined', '!separator');
    const { disagreements } = await compare(changed);

    const first = disagreements.filter(({ documented }) => documented).slice(0, 5);
    const text = first.map(({ setup, expression }) => `${setup} ${expression}`).join('\n');
    expect(text).toMatch(/upper/);
    expect(text).toMatch(/limit/);
    expect(text).toMatch(/""/);
  });

  it('keeps what has not the declared types apart from what is documented', async () => {
    const report = await compare(original.replace("throw new TypeError('Expected an array')", 'return null'));

    expect(report.documented.agreed).toBe(report.documented.compared);
    expect(report.undocumented.agreed).toBeLessThan(report.undocumented.compared);
    expect(report.disagreements[0]).toMatchObject({ documented: false });
  });

  it.each([
    ['-0 from 0', '() => -0', '() => 0'],
    ['a class from an ordinary object', 'class A {}; module.exports = () => new A()', '() => ({})'],
    ['no prototype from one', '() => Object.create(null)', '() => ({})'],
    ['what an iterator gives', 'function* () { yield 1; yield 2; }', 'function* () { yield 1; }'],
    ['a hole from undefined', '() => [, 1]', '() => [undefined, 1]'],
    ['a symbol key', '() => ({ [Symbol.for("x")]: 1 })', '() => ({})'],
    ['bytes', '() => new Uint8Array([1])', '() => new Uint8Array([2])'],
    [
      'an error of another class',
      '() => { throw new RangeError("a"); }',
      '() => { throw new TypeError("a"); }',
    ],
    ['what is printed', '() => { console.log("a"); }', '() => { console.log("b"); }'],
  ])('tells %s', async (_, first, second) => {
    const wrap = (code: string) => (code.includes('module.exports') ? code : `module.exports = ${code}`);
    const differing = await compare(wrap(second), { original: wrap(first), rounds: 1 });

    expect(differing.agreed).toBe(0);
  });

  it('leaves out what the original answers in two ways, and what it does not answer', async () => {
    const unsteady = 'module.exports = (words) => words.length > 1 ? Math.random() : words.length;';

    const report = await compare('module.exports = (words) => words.length > 1 ? 0.5 : words.length;', {
      original: unsteady,
    });

    expect(report.excluded.unstable).toBeGreaterThan(0);
    expect(report.documented.agreed).toBe(report.documented.compared);
  });

  it('says which side does not load', async () => {
    const run = (side: 'original' | 'rebuilt') =>
      comparePackages({
        spec,
        ...{ original: { 'package.json': '{}', 'index.js': side === 'original' ? 'throw 1' : original } },
        ...{ rebuilt: { 'package.json': '{}', 'index.js': side === 'rebuilt' ? 'throw 1' : original } },
        ...{ sandbox: (probe as { sandbox: Sandbox }).sandbox, timeMs: 1, seed: 1 },
      });

    expect(await run('original')).toMatchObject({ kind: 'not-loaded', side: 'original' });
    expect(await run('rebuilt')).toMatchObject({ kind: 'not-loaded', side: 'rebuilt' });
  });
});
