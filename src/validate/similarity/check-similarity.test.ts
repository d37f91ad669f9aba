import { describe, expect, it } from 'vitest';
import type { CheckContext, SimilarityControl } from '../check.ts';
import { checkSimilarity } from './check-similarity.ts';

const original = `
export function parse(text, options) {
  const result = {};
  const separator = options && options.separator ? options.separator : '=';
  for (const line of text.split('\\n')) {
    const at = line.indexOf(separator);
    if (at < 1 || line[0] === '#') continue;
    const key = line.slice(0, at).trim();
    let value = line.slice(at + 1).trim();
    if (value[0] === '"' && value[value.length - 1] === '"') value = value.slice(1, -1).replace(/\\\\n/g, '\\n');
    result[key] = value;
  }
  return result;
}
`;
const other = `
export class Queue {
  constructor(limit) { this.items = []; this.limit = limit; this.waiting = []; }
  push(item) {
    if (this.waiting.length > 0) return this.waiting.shift()(item);
    if (this.items.length >= this.limit) throw new RangeError('full');
    this.items.push(item);
  }
  take() {
    return this.items.length > 0 ? Promise.resolve(this.items.shift()) : new Promise((done) => this.waiting.push(done));
  }
}
`;

function check(
  own: string,
  changes: {
    readonly threshold?: number;
    readonly controls?: () => Promise<readonly SimilarityControl[]>;
    readonly path?: string;
    readonly source?: string;
    readonly beside?: Record<string, string>;
  } = {},
) {
  return checkSimilarity.run({
    files: { [changes.path ?? 'src/index.js']: own, ...changes.beside },
    spec: { texts: { api: 'parse(text, { separator })' } },
    readOriginalSource: async () => ({ 'lib/parse.js': changes.source ?? original, 'test/all.js': other }),
    similarityThreshold: changes.threshold ?? 0.7,
    ...(changes.controls && { readSimilarityControls: changes.controls }),
  } as unknown as CheckContext);
}

describe('checkSimilarity', () => {
  it('fails a copy, and names the place on either side', async () => {
    const found = await check(original.replaceAll('result', 'answer'));

    expect(found).toMatchObject({ status: 'failed', detail: { verdict: 'too-similar', overall_score: 1 } });
    expect(found.reason).toContain("src/index.js line 2 and the original's lib/parse.js line 2");
  });

  it('passes other code, and looks at no tests of the original', async () => {
    const found = await check(other);

    expect(found).toMatchObject({ status: 'passed', detail: { verdict: 'independent', threshold: 0.7 } });
  });

  it.each([
    ['among the tests', { 'test/index.test.js': original }],
    ['in a comment', { 'src/more.js': `/*${original}*/` }],
    ['in a document', { 'README.md': `# x\n\n\`\`\`js\n${original}\n\`\`\`\n` }],
    ['as data', { 'src/a.json': JSON.stringify({ a: original }) }],
  ])('fails a copy %s, and names the place', async (_, beside) => {
    const found = await check(other, { beside });

    expect(found).toMatchObject({ status: 'failed', detail: { verdict: 'too-similar' } });
    expect(found.reason).toContain(`: ${Object.keys(beside)[0]} line `);
  });

  it('asks a person where code is made from text when it runs', async () => {
    const found = await check(`${other}\nexport const run = (text) => new Function(text)();`);

    expect(found).toMatchObject({ status: 'review', detail: { verdict: 'made-when-run' } });
    expect(found.reason).toContain('src/index.js line 14');
  });

  it('asks a person between the thresholds', async () => {
    const score = Number(
      (await check(`${other}\nexport const f = (t) => t.split('\\n').map((line) => line.trim());`)).detail
        .overall_score,
    );

    const found = await check(
      `${other}\nexport const f = (t) => t.split('\\n').map((line) => line.trim());`,
      {
        threshold: score + 0.001,
      },
    );

    expect(found).toMatchObject({ status: 'review', detail: { verdict: 'in-doubt' } });
  });

  it('does not judge too little code', async () => {
    const found = await check('export const parse = (text) => text.trim();');

    expect(found).toMatchObject({
      status: 'not-applicable',
      detail: { verdict: 'not-applicable', controls: [] },
    });
    expect(['passed', 'failed']).not.toContain(found.status);
  });

  it('never passes obfuscated code', async () => {
    const found = await check(
      `${other}\nfunction a() { const t = ['x']; a = function () { return t }; return a() }`,
    );

    expect(found).toMatchObject({ status: 'review', detail: { verdict: 'obfuscated' } });
  });

  it('asks a person where the languages differ, and fails nothing', async () => {
    const python = 'def f(a):\n  return g(a)\n'.repeat(20);

    const found = await check(python, { path: 'src/index.py', threshold: 0 });

    expect(found).toMatchObject({ status: 'review', detail: { verdict: 'across-languages' } });
  });

  it('shows scores of controls, and why one cannot be had', async () => {
    const found = await check(other, {
      controls: async () => [
        { kind: 'other-version', name: 'parse', version: '1.0.0', files: { 'a.js': original } },
        { kind: 'independent', name: 'queue', skipped: 'not there' },
      ],
    });

    expect(found.reason).toContain('(for comparison, its version 1.0.0: 1)');
    expect(found.detail.controls).toMatchObject([
      { kind: 'other-version', overall_score: 1 },
      { kind: 'independent', skipped: 'not there' },
    ]);
  });

  it('says why when no control can be had at all', async () => {
    const found = await check(other, { controls: () => Promise.reject(new Error('connection lost')) });

    expect(found.status).toBe('passed');
    expect(JSON.stringify(found.detail.controls)).toContain('connection lost');
  });
});
