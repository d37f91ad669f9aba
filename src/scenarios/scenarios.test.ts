import { describe, expect, it } from 'vitest';
import { probeSandbox, type Sandbox } from '../sandbox/index.ts';
import type { Scenario, TestScenarios } from '../spec/index.ts';
import { type PackageFiles, renderScenarioTests, runScenarios, runTests } from './index.ts';

const probe = await probeSandbox();
const absent = probe.kind === 'unavailable' ? ` (skipped: ${probe.reason})` : '';
const sandbox = (probe.kind === 'available' ? probe.sandbox : null) as Sandbox;

type Given = readonly [expression: string, expected: string | Scenario['expected'], setup?: string];

function makeScenarios(...given: readonly Given[]): TestScenarios {
  return {
    schema: 'phalus/test-scenarios/1',
    language: 'javascript',
    bindings: [
      { local: 'main', export: 'default' },
      { local: 'named', export: 'named' },
      { local: 'whole', export: '*' },
    ],
    scenarios: given.map(([expression, expected, setup], index) => ({
      id: `S${String(index + 1).padStart(3, '0')}`,
      title: 'does what its documentation says',
      origin: 'example' as const,
      setup: setup ?? '',
      expression,
      expected: typeof expected === 'string' ? { kind: 'value' as const, value: expected } : expected,
      source: null,
      contested: false,
      note: '',
    })),
  };
}

const module = (source: string): PackageFiles => ({
  'package.json': '{"name":"thing","type":"module","exports":"./src/index.js"}',
  'src/index.js': source,
});
const commonJs = (source: string): PackageFiles => ({
  'package.json': '{"name":"thing","main":"src/index.js"}',
  'src/index.js': source,
});

async function run(files: PackageFiles, ...given: readonly Given[]) {
  const report = await runScenarios({ files, scenarios: makeScenarios(...given), sandbox });
  return { ...report, kinds: report.results.map(({ outcome }) => outcome.kind) };
}

const identity = module('export default (value) => value; export const named = (value) => value;');

describe.skipIf(absent !== '')(`runScenarios()${absent}`, () => {
  it('binds default, named and whole exports of an ES module', async () => {
    const report = await run(identity, ['main(1)', '1'], ['named(2)', '2'], ['whole.named(3)', '3']);

    expect(report.kinds).toEqual(['passed', 'passed', 'passed']);
    expect(report.exported).toEqual([
      { name: 'default', type: 'function', length: 1 },
      { name: 'named', type: 'function', length: 1 },
    ]);
  });

  it('binds module.exports of a CommonJS package, also when its names cannot be seen from outside', async () => {
    const files = commonJs(
      'const all = (v) => v; Object.assign(all, { ["na" + "med"]: (v) => v + 1 }); module.exports = all;',
    );

    const report = await run(files, ['main(1)', '1'], ['named(2)', '3'], ['whole(4)', '4']);

    expect(report.kinds).toEqual(['passed', 'passed', 'passed']);
    expect(report.exported.map(({ name }) => name)).toEqual(['default', 'named']);
  });

  it('counts as equal what holds the same', async () => {
    const pairs: Given[] = [
      ['NaN', 'NaN'],
      ['-0', '0'],
      ['Object.assign(Object.create(null), { a: [1, , undefined] })', '({ a: [1, , undefined] })'],
      ['new Date(5)', 'new Date(5)'],
      ['/a/gi', '/a/gi'],
      ['new Map([[{ a: 1 }, new Set([1, 2])]])', 'new Map([[{ a: 1 }, new Set([2, 1])]])'],
      ['new Set([{ a: 1 }, { a: 2 }])', 'new Set([{ a: 2 }, { a: 1 }])'],
      ['new Uint8Array([1, 2])', 'new Uint8Array([1, 2])'],
      ['new TypeError("x")', 'new TypeError("x")'],
      [
        '(() => { const a = { b: 1 }; a.self = a; return a; })()',
        '(() => { const a = { b: 1 }; a.self = a; return a; })()',
      ],
      ['Promise.resolve([1n])', '[1n]'],
      ['({ ["__proto__"]: 1 })', '({ ["__proto__"]: 1 })'],
    ];

    const report = await run(
      identity,
      ...pairs.map(([actual, expected]): Given => [`main(${actual})`, expected]),
    );

    expect(report.kinds).toEqual(pairs.map(() => 'passed'));
  });

  it('tells apart what is not equal', async () => {
    const pairs: Given[] = [
      ['1', '"1"'],
      ['[1, , 3]', '[1, undefined, 3]'],
      ['({ a: undefined })', '({})'],
      ['new Map([[1, 2]])', 'new Map([[1, 3]])'],
      ['new Set([[1], [1]])', 'new Set([[1], [2]])'],
      ['new Error("a")', 'new TypeError("a")'],
      ['new Uint8Array([1])', 'new Uint16Array([1])'],
      ['null', 'undefined'],
      ['[]', '({})'],
      ['({ ["__proto__"]: 1 })', '({})'],
      ['new Proxy({}, {})', '({})'],
      ['() => 1', '1'],
    ];

    const report = await run(identity, ...pairs);

    expect(report.kinds).toEqual(pairs.map(() => 'failed'));
  });

  it('says what came and what should have come, in a line', async () => {
    const files = module('export default (value, width) => undefined;');

    const report = await run(
      files,
      ['main("foo", 5)', '"  foo"'],
      ['main(list)', '[1, { a: 2 }]', 'const list = [1];\n'],
    );

    expect(
      report.results.map(({ outcome }) => (outcome.kind === 'failed' ? outcome.message : outcome)),
    ).toEqual([
      'main("foo", 5) returned undefined, expected "  foo"',
      'const list = [1]; main(list) returned undefined, expected [ 1, { a: 2 } ]',
    ]);
  });

  it('keeps messages short however long the values are', async () => {
    const report = await run(identity, ['main("x".repeat(1e5))', '"y".repeat(1e5)']);

    const outcome = report.results[0]?.outcome;
    if (outcome?.kind !== 'failed') throw new Error('expected a failure');
    expect(outcome.message.length).toBeLessThanOrEqual(300);
    expect(outcome.actual.length).toBeLessThanOrEqual(500);
  });

  it('judges errors by class chain and part of the message, and output by lines', async () => {
    const files = module(
      'class Odd extends RangeError {} export default () => { throw new Odd("far too odd"); }; export const named = () => { console.log("a %d", 1); console.log({ b: 2 }); };',
    );
    const throws = (name: string | null, message: string | null) => ({
      kind: 'throws' as const,
      name,
      message,
    });

    const report = await run(
      files,
      ['main()', throws('RangeError', 'too odd')],
      ['main()', throws(null, null)],
      ['main()', throws('TypeError', null)],
      ['main()', throws('Odd', 'even')],
      ['1', throws(null, null)],
      ['named()', { kind: 'output', lines: ['a 1', '{ b: 2 }'] }],
      ['named()', { kind: 'output', lines: ['a 1'] }],
    );

    expect(report.kinds).toEqual(['passed', 'passed', 'failed', 'failed', 'failed', 'passed', 'failed']);
  });

  it('calls a scenario broken when it does not parse or cannot be waited for', async () => {
    const report = await run(
      identity,
      ['main(', '1'],
      ['1', 'nowhere'],
      ['1', '() => 1'],
      ['1); process.exit(0', '1'],
    );

    expect(report.kinds).toEqual(['broken', 'broken', 'broken', 'broken']);
  });

  it('goes on after a loop, an exit, a crash and a promise that never settles', async () => {
    const files = module(`export default (what) => { switch (what) {
      case 'loop': for (;;); case 'exit': try { process.exit(0); } catch {} return 1; case 'kill': process.kill(process.pid, 'SIGKILL'); for (;;);
      case 'never': return new Promise(() => {}); case 'late': Promise.reject(new Error('late')); return new Promise((done) => setTimeout(done, 50, 1));
      default: return 'well'; } };`);

    const report = await run(
      files,
      ...['loop', 'exit', 'kill', 'never', 'late', 'well'].map(
        (what): Given => [`main("${what}")`, what === 'well' ? '"well"' : '1'],
      ),
    );

    expect(report.kinds).toEqual(['timed-out', 'failed', 'timed-out', 'timed-out', 'failed', 'passed']);
  });

  it.each([
    [
      'a syntax error, with its line',
      'export default 1;\nsyntax error(',
      /^SyntaxError.*\nat src\/index\.js:2/,
    ],
    ['an exit while loading', 'process.exit(0)', /process\.exit\(0\) while loading|called process\.exit/],
    ['a dependency that is not there', 'import "left-pad"', /Cannot find package 'left-pad'/],
    ['a kill while loading', 'process.kill(process.pid, "SIGTERM")', /ended while the module was loading/],
  ])('reports %s as a load error', async (_, source, message) => {
    const report = await run(module(source), ['main(1)', '1']);

    expect(report.loadError).toMatch(message);
    expect(report.results).toEqual([]);
  });

  it('does not believe a package that forges results', async () => {
    const forged = `import fs from 'node:fs';
      const forge = () => { for (const name of fs.readdirSync('/guest')) { if (!name.startsWith('results-')) continue;
        const text = fs.readFileSync('/guest/' + name, 'utf8'); const nonce = (/^\\["([^"]+)"/.exec(text) ?? [])[1];
        for (let i = 0; i < 3; i++) fs.appendFileSync('/guest/' + name, JSON.stringify([nonce, i, ['passed'], []]) + '\\n' + JSON.stringify([nonce, i, ['returned', [['string', 'right'], []], "right"], []]) + '\\n'); } };
      forge(); export default () => { forge(); console.log('["passed"]'); return 'wrong'; };`;

    const report = await run(module(forged), ['main(1)', '"expected-1"'], ['main(2)', '"expected-2"']);

    expect(report.kinds).toEqual(['failed', 'failed']);
  });

  it('keeps what is expected out of the package’s reach', async () => {
    const spy = `import fs from 'node:fs'; import { getHeapSnapshot } from 'node:v8';
      export default async () => { let seen = ''; for (const name of fs.readdirSync('/guest')) { try { seen += fs.readFileSync('/guest/' + name, 'utf8'); } catch {} }
      for await (const chunk of getHeapSnapshot()) seen += chunk; return seen.includes(['secret', 'answer'].join('-')); };`;

    const report = await run(module(spy), ['main()', '"secret-answer"']);

    expect(report.results[0]?.outcome).toMatchObject({ kind: 'failed', actual: 'returned false' });
  });

  it('is not misled by a package that patches what everyone uses', async () => {
    const vandal = `Object.prototype.toJSON = () => 'gone'; JSON.stringify = () => '[]'; Array.prototype.push = () => 0;
      Object.prototype.hasOwnProperty = () => true; Object.is = () => true; Map.prototype.get = () => undefined; console.log = () => {};
      Array.isArray = () => false; String.prototype.slice = () => 'x'; Object.keys = () => []; Reflect.ownKeys = () => []; Object.getPrototypeOf = () => null;
      export default (value) => value;`;

    const report = await run(
      module(vandal),
      ['main({ a: [1, "b"] })', '({ a: [1, "b"] })'],
      ['main({ a: 1 })', '({ a: 2 })'],
    );

    expect(report.loadError ?? report.kinds).toEqual(['passed', 'failed']);
  });

  it('lets one scenario’s pollution spoil no verdict of the host', async () => {
    const report = await run(
      module('export default (o) => { Object.prototype.polluted = true; return o; };'),
      ['main({})', '({})'],
      ['main({ a: 1 })', '({ a: 1 })'],
    );

    expect(report.kinds).toEqual(['passed', 'passed']);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('stops when the signal aborts', async () => {
    const signal = AbortSignal.timeout(300);

    await expect(
      runScenarios({ files: module('for (;;);'), scenarios: makeScenarios(['1', '1']), sandbox, signal }),
    ).rejects.toThrow();
  });
});

describe('renderScenarioTests()', () => {
  it('leaves out what is contested or does not parse, and keeps a hostile title in its place', () => {
    const scenarios = makeScenarios(['main(1)', '1'], ['main(', '1'], ['main(3)', '3']);
    const [first, second, third] = scenarios.scenarios as [Scenario, Scenario, Scenario];
    const altered = {
      ...scenarios,
      scenarios: [
        { ...first, title: "it's\n'); process.exit(0); //" },
        second,
        { ...third, contested: true },
      ],
    };

    const text = renderScenarioTests({ scenarios: altered, packageName: 'thing\nx', module: 'esm' });

    expect(text).toContain('// Left out, because they are faulty themselves: S002.');
    expect(text.match(/^test\(/gm)).toHaveLength(1);
    expect(text).not.toMatch(/^\s*'?\); process\.exit/m);
  });

  it.skipIf(absent !== '')(
    `writes tests that agree with runScenarios in both module systems${absent}`,
    async () => {
      const scenarios = makeScenarios(
        ['main(1)', '1'],
        ['main(1)', '2'],
        ['main(-0)', '0'],
        [
          'main(Object.assign(Object.create(null), { a: [1, { b: 2 }] })) // a comment',
          '({ a: [1, { b: 2 }] })',
        ],
        ['named("x")', { kind: 'throws', name: 'TypeError', message: 'no x' }],
        ['named("y")', { kind: 'throws', name: 'RangeError', message: null }],
        ['console.log("a", 1)', { kind: 'output', lines: ['a 1'] }],
        ['text', '"a\\n  b"', 'const text = `a\n  b`;'],
      );
      const body = 'const named = (what) => { throw new TypeError("no " + what); };';
      const packages = {
        esm: module(`${body} export { named }; export default (value) => value;`),
        commonjs: commonJs(`${body} module.exports = (value) => value; module.exports.named = named;`),
      };

      for (const kind of ['esm', 'commonjs'] as const) {
        const test = renderScenarioTests({ scenarios, packageName: 'thing', module: kind });
        const tests = await runTests({ files: { ...packages[kind], 'test/index.test.js': test }, sandbox });
        const direct = await runScenarios({ files: packages[kind], scenarios, sandbox });

        expect(tests.tests.map(({ status }) => status)).toEqual(
          direct.results.map(({ outcome }) => outcome.kind),
        );
        expect(tests).toMatchObject({ passed: 6, failed: 2, complete: true });
      }
    },
  );
});

describe.skipIf(absent !== '')(`runTests()${absent}`, () => {
  const testing = (source: string) =>
    runTests({ files: { ...identity, 'test/index.test.js': source }, sandbox, timeoutMs: 5_000 });

  it('counts no test where there is none', async () => {
    expect(await runTests({ files: identity, sandbox })).toMatchObject({
      passed: 0,
      failed: 0,
      complete: true,
    });
  });

  it('counts a file that does not load as a failed test', async () => {
    expect(await testing('syntax error(')).toMatchObject({ passed: 0, failed: 1 });
  });

  it('counts skipped tests as skipped, and tests in groups one by one', async () => {
    const report = await testing(
      `import { describe, it, test } from 'node:test'; test.skip('a', () => {}); describe('g', () => { it('b', () => {}); it('c', () => { throw new Error('no'); }); });`,
    );

    expect(report).toMatchObject({ passed: 1, failed: 1, skipped: 1 });
  });

  it('does not take what a test prints for a result', async () => {
    const report = await testing(
      `console.log('ok 1 - forged'); console.log(JSON.stringify(['', 'passed', 'forged', '']));`,
    );

    expect(report.passed).toBe(0);
  });

  it('ends tests that do not end', async () => {
    const report = await runTests({
      files: { ...identity, 'test/index.test.js': 'for (;;);' },
      sandbox,
      timeoutMs: 1_000,
    });

    expect(report).toMatchObject({ timedOut: true, complete: false, passed: 0 });
  });
});
