import { describe, expect, it } from 'vitest';
import { renderHeader, renderLicense } from '../license/index.ts';
import { probeSandbox, type SandboxProbe } from '../sandbox/index.ts';
import { renderScenarioTests } from '../scenarios/index.ts';
import { type ApiExport, type Scenario, type Spec, specFilenames } from '../spec/index.ts';
import type { ValidationRequest } from './check.ts';
import { measureSimilarity, validatePackage } from './index.ts';

const probe = await probeSandbox();
const absent = probe.kind === 'unavailable' ? ` (skipped: ${probe.reason})` : '';
const noSandbox: SandboxProbe = { kind: 'unavailable', reason: 'none here', remedy: 'get one' };

const license = { choice: { kind: 'template', id: 'mit' }, parties: { year: 2026, holder: 'Ada' } } as const;
const header = renderHeader(license.choice, license.parties, 'line');

/** Enough code to be judged: splits text into words and counts them. */
const ownSource = `${header}
export default function countWords(text, options = {}) {
  const totals = new Map();
  for (const word of text.toLowerCase().split(/[^a-z]+/)) {
    if (word === '') continue;
    totals.set(word, (totals.get(word) ?? 0) + 1);
  }
  const sorted = [...totals].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const limit = options.limit === undefined ? sorted.length : options.limit;
  if (limit < 0) throw new RangeError('limit must not be negative');
  return sorted.slice(0, limit);
}
`;
const renamedCopy = ownSource
  .replaceAll('totals', 'bag')
  .replaceAll('word', 'piece')
  .replaceAll('sorted', 'ranked')
  .replaceAll('const', 'let');
const otherSource = `module.exports = function tally(input, settings) {
  var result = {}, current = '', keys = [], position;
  function flush() { if (current.length) { result[current] = result[current] ? result[current] + 1 : 1; current = ''; } }
  for (position = 0; position < input.length; position++) {
    var code = input.charCodeAt(position);
    if (code >= 65 && code <= 90) code += 32;
    if (code >= 97 && code <= 122) current += String.fromCharCode(code); else flush();
  }
  flush();
  for (var key in result) keys.push(key);
  keys.sort(); keys.sort(function (x, y) { return result[y] - result[x]; });
  var most = settings && settings.limit; if (most < 0) throw RangeError('bad'); var out = [];
  while (keys.length && (most === undefined || out.length < most)) { var next = keys.shift(); out.push([next, result[next]]); }
  return out;
};`;

const scenarios: Spec['scenarios'] = {
  schema: 'phalus/test-scenarios/1',
  language: 'javascript',
  bindings: [{ local: 'countWords', export: 'default' }],
  scenarios: [
    makeScenario('S001', 'countWords("b a b")', '[["b", 2], ["a", 1]]'),
    makeScenario('S002', 'countWords("a b", { limit: 1 })', '[["a", 1]]'),
  ],
};

function makeScenario(id: string, expression: string, value: string): Scenario {
  const expected = { kind: 'value', value } as const;
  return {
    id,
    title: '',
    origin: 'example',
    setup: '',
    expression,
    expected,
    source: null,
    contested: false,
    note: '',
  };
}

function makeExport(name: string, changes: Partial<ApiExport> = {}): ApiExport {
  return {
    ...{
      name,
      local_name: name,
      kind: 'function',
      signature: '',
      overloads: [],
      parameters: ['text', 'options'].map((parameter, index) => ({
        ...{ name: parameter, type: 'unknown', optional: index > 0, rest: false, default: null },
      })),
      returns: null,
    },
    ...{ members: [], summary: '', evidence: 'declaration', source: null },
    ...changes,
  } as ApiExport;
}

function makeRequest(changes: {
  readonly files?: Record<string, string>;
  readonly exports?: readonly ApiExport[];
  readonly scenarios?: Spec['scenarios'];
  readonly request?: Partial<ValidationRequest>;
}): ValidationRequest {
  const surface = { exports: changes.exports ?? [makeExport('default')] };
  const texts = Object.fromEntries(specFilenames.map((name) => [name, '']));
  const spec = { texts, surface, scenarios: changes.scenarios ?? scenarios } as unknown as Spec;
  const test = renderScenarioTests({ scenarios: spec.scenarios, packageName: 'words', module: 'esm' });
  return {
    files: {
      'package.json': '{"name":"words","type":"module","exports":"./src/index.js","license":"MIT"}',
      LICENSE: renderLicense(license.choice, license.parties),
      'src/index.js': ownSource,
      'test/index.test.js': `${header}${test}`,
      ...changes.files,
    },
    spec,
    sandbox: probe,
    license,
    readOriginalSource: async () => ({ 'index.js': otherSource }),
    readOriginalPackage: async () => ({ 'package.json': '{"type":"module"}', 'index.js': ownSource }),
    behaviourTimeMs: 1,
    similarityThreshold: 0.7,
    testTimeoutMs: 10_000,
    ...changes.request,
  };
}

async function validate(changes: Parameters<typeof makeRequest>[0]) {
  const verdict = await validatePackage(makeRequest(changes));
  const status = Object.fromEntries(verdict.checks.map((check) => [check.name, check.status]));
  const reason = Object.fromEntries(verdict.checks.map((check) => [check.name, check.reason]));
  return { ...verdict, status, reason };
}

describe.skipIf(absent !== '')(`validatePackage()${absent}`, () => {
  it('passes a package whose every check ran and passed', async () => {
    const found = await validate({});

    expect(found.reasons.join('\n')).not.toMatch(/failed|not run/);
    expect(found).toMatchObject({ verdict: 'PASS' });
    expect(found.status).toEqual({
      ...{
        syntax: 'passed',
        tests: 'passed',
        'api-surface': 'passed',
        behaviour: 'passed',
        'beyond-examples': 'passed',
        'side-effects': 'passed',
        dependencies: 'passed',
        secrets: 'passed',
        license: 'passed',
        similarity: 'passed',
      },
    });
    expect(found.reason.tests).toBe('2 tests and 2 scenarios passed');
  });

  it('fails a copy, shows our own code, and of the original places only', async () => {
    const found = await validate({
      request: { readOriginalSource: async () => ({ 'lib/secret.js': renamedCopy }) },
    });

    expect(found).toMatchObject({ verdict: 'FAIL', status: { similarity: 'failed' } });
    const told = JSON.stringify(found.checks.find(({ name }) => name === 'similarity'));
    expect(told).toContain('src/index.js');
    expect(told).not.toMatch(/bag|piece|ranked/);
  });

  it('does not judge similarity where there is too little code, and that is no reason against PASS', async () => {
    const found = await validate({
      request: { readOriginalSource: async () => ({ 'a.js': 'module.exports = 1;' }) },
    });

    expect(found).toMatchObject({ verdict: 'PASS', status: { similarity: 'not-applicable' } });
    expect(found.reason.similarity).toContain('too little code to judge');
  });

  it.each([
    ['switched off', null],
    ['unreadable', () => Promise.reject(new Error('connection lost'))],
    ['without source', async () => ({ 'README.md': 'text', 'test/a.js': 'x' })],
  ] as const)('asks for a review when the original is %s', async (_, readOriginalSource) => {
    const found = await validate({ request: { readOriginalSource } });

    expect(found).toMatchObject({ verdict: 'REVIEW', status: { similarity: 'skipped' } });
  });

  it.each([
    ['too large', { 'a.js': otherSource, 'b.js': `/*${' '.repeat(8 * 1024 * 1024)}*/` }],
    ['too deeply nested', { 'a.js': otherSource, 'b.js': `${'['.repeat(500)}${']'.repeat(500)}` }],
  ])('asks for a review when the original is %s to be compared whole', async (_, source) => {
    const found = await validate({ request: { readOriginalSource: async () => source } });

    expect(found).toMatchObject({ verdict: 'REVIEW', status: { similarity: 'review' } });
  });

  it('never passes without a sandbox', async () => {
    const found = await validate({ request: { sandbox: noSandbox } });

    expect(found).toMatchObject({
      verdict: 'REVIEW',
      status: { syntax: 'skipped', tests: 'skipped', license: 'passed' },
    });
    expect(found.reasons.join()).toContain('none here; get one');
  });

  it('asks for a review when there is nothing to test with', async () => {
    const found = await validate({
      scenarios: { ...scenarios, scenarios: [] },
      files: { 'test/index.test.js': header },
    });

    expect(found).toMatchObject({ verdict: 'REVIEW', status: { tests: 'skipped' } });
    expect(found.reason.tests).toContain('nothing to test with');
  });

  it.each([
    ['tests that were left out', { 'test/index.test.js': header }, /no test ran/],
    [
      'a failing scenario',
      { 'src/index.js': ownSource.replace('+ 1)', '+ 2)') },
      /S001: countWords\("b a b"\) returned/,
    ],
    [
      'a package that cheats its own tests',
      {
        'src/index.js': `${header}import assert from 'node:assert/strict'; assert.deepStrictEqual = () => {}; export default () => 1;`,
      },
      /0 of 2 scenarios passed/,
    ],
    ['a package that exits when it loads', { 'src/index.js': `${header}process.exit(0);` }, /does not load/],
  ])('fails %s', async (_, files, reason) => {
    const found = await validate({ files });

    expect(found).toMatchObject({ verdict: 'FAIL', status: { tests: 'failed' } });
    expect(found.reason.tests).toMatch(reason);
  });

  it('lets a contested scenario fail', async () => {
    const contested = { ...makeScenario('S003', 'countWords("a")', '5'), contested: true };

    const found = await validate({
      scenarios: { ...scenarios, scenarios: [...scenarios.scenarios, contested] },
    });

    expect(found.verdict).toBe('PASS');
    expect(found.checks.find(({ name }) => name === 'tests')?.detail.contested).toEqual([
      { id: 'S003', outcome: 'failed' },
    ]);
  });

  it('asks for a review of our own code that is nested too deeply to compare', async () => {
    const files = { 'src/deep.cjs': `${header}${'['.repeat(500)}${']'.repeat(500)}` };

    const found = await validate({ files });

    expect(found).toMatchObject({ verdict: 'REVIEW', status: { similarity: 'review' } });
    expect(found.reason.similarity).toContain('src/deep.cjs');
  });

  it.each([
    ['src/broken.js', `${header}export const = 1;`, /line 3/],
    ['src/broken.cjs', `${header}await 1 2;`, /src\/broken\.cjs/],
    ['types.d.ts', `${header}export type = ;`, /types\.d\.ts.*line 3/],
    ['data.json', '{', /data\.json/],
  ])('fails the syntax of %s', async (path, text, reason) => {
    const found = await validate({ files: { [path]: text } });

    expect(found).toMatchObject({ verdict: 'FAIL', status: { syntax: 'failed' } });
    expect(found.reason.syntax).toMatch(reason);
  });

  it('compares exports name by name and kind by kind', async () => {
    const exports = [
      makeExport('default'),
      makeExport('gone'),
      makeExport('Options', { kind: 'interface' }),
      makeExport('seen', { evidence: 'example' }),
    ];

    const found = await validate({ exports });

    expect(found).toMatchObject({ verdict: 'FAIL', status: { 'api-surface': 'failed' } });
    expect(found.reason['api-surface']).toBe('gone is not exported and 1 more');
    expect(
      (await validate({ exports: [makeExport('seen', { evidence: 'example' })] })).status['api-surface'],
    ).toBe('review');
  });

  it.each([
    ['another text', { LICENSE: 'MIT' }, /LICENSE is not the text/],
    [
      'another field',
      { 'package.json': '{"name":"words","type":"module","exports":"./src/index.js","license":"ISC"}' },
      /says "ISC"/,
    ],
    ['no header', { 'src/extra.js': 'export {};' }, /src\/extra\.js does not begin/],
  ])('fails a licence with %s', async (_, files, reason) => {
    const found = await validate({ files });

    expect(found.status.license).toBe('failed');
    expect(found.reason.license).toMatch(reason);
  });

  it('stops when the signal aborts', async () => {
    await expect(validate({ request: { signal: AbortSignal.abort() } })).rejects.toThrow(/abort/i);
  });
});

describe('measureSimilarity()', () => {
  it('gives 1 to the same code, and nearly so to a renamed copy', async () => {
    expect((await measureSimilarity({ 'a.js': otherSource }, { 'b.js': otherSource })).overall_score).toBe(1);
    expect(
      (await measureSimilarity({ 'a.js': ownSource }, { 'b.js': renamedCopy })).overall_score,
    ).toBeGreaterThan(0.95);
  });

  it('gives little to another way of doing the same', async () => {
    const report = await measureSimilarity({ 'a.js': otherSource }, { 'b.js': ownSource });

    expect(report.overall_score).toBeLessThan(0.5);
    expect(report.original_operations).toBeGreaterThan(24);
  });

  it('sees names and strings that were taken over, but not those of the documentation', async () => {
    const [one, two] = [
      'const peculiarName = "a long message";',
      'let peculiarName = "a long message", other = 1;',
    ];

    const plain = await measureSimilarity({ 'a.js': one }, { 'b.js': two });
    const documented = await measureSimilarity(
      { 'a.js': one },
      { 'b.js': two },
      new Set(['peculiarName', 'a long message']),
    );

    expect([plain.name_overlap, plain.string_overlap]).toEqual([1, 1]);
    expect([documented.name_overlap, documented.string_overlap]).toEqual([0, 0]);
  });

  it('survives code that is hostile to parsers', async () => {
    const hostile = [
      '('.repeat(20_000),
      '[['.repeat(5_000),
      'a=>'.repeat(3_000),
      '`${'.repeat(3_000),
      '\0'.repeat(1_000),
    ];
    const started = performance.now();

    for (const text of hostile) await measureSimilarity({ 'a.js': otherSource }, { 'b.js': text });

    expect(performance.now() - started).toBeLessThan(80_000);
  });
});
