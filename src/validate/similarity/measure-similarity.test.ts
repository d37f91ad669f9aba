import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measureSimilarity } from './measure-similarity.ts';

const original = `
const cache = new Map();
export function rank(list, options) {
  const limit = options && options.limit !== undefined ? options.limit : list.length;
  const seen = new Set();
  const result = [];
  for (let i = 0; i < list.length && result.length < limit; i++) {
    const item = list[i];
    if (seen.has(item.key)) continue;
    seen.add(item.key);
    let weight = 0;
    for (const part of item.parts) weight = weight * 31 + part.charCodeAt(0);
    result.push({ item, weight: weight % 9973 });
  }
  return result.sort((a, b) => b.weight - a.weight).map((entry) => entry.item);
}
export function describe(item) {
  if (cache.has(item.key)) return cache.get(item.key);
  const words = item.parts.filter(Boolean).map((part) => part[0].toUpperCase() + part.slice(1));
  const text = words.length > 3 ? words.slice(0, 3).join(' ') + '…' : words.join(' ');
  cache.set(item.key, text);
  return text;
}
`;
const other = `
export function wrap(text, width) {
  const lines = [];
  let line = '';
  for (const word of text.split(/\\s+/)) {
    if (line !== '' && (line + ' ' + word).length > width) { lines.push(line); line = word; }
    else line = line === '' ? word : line + ' ' + word;
  }
  if (line !== '') lines.push(line);
  return lines.join('\\n');
}
export class Counter {
  constructor() { this.counts = {}; }
  add(name) { this.counts[name] = (this.counts[name] || 0) + 1; return this; }
  top() { return Object.entries(this.counts).sort((a, b) => b[1] - a[1])[0] ?? null; }
}
`;
/** The second function of the original, disguised. */
const part = `
const store = new Map();
const label = function (thing) {
  let answer;
  if (!store.has(thing['key'])) {
    const pieces = thing.parts.filter(Boolean).map(function (piece) {
      const first = piece[0];
      const big = first.toUpperCase();
      return \`\${big}\${piece.slice(1)}\`;
    });
    if (3 < pieces.length) { answer = pieces.slice(0, 3).join(' ') + '…'; } else { answer = pieces.join(' '); }
    store.set(thing.key, answer);
    return answer;
  }
  return store.get(thing.key);
};
`;

const measure = (own: string, documented?: ReadonlySet<string>) =>
  measureSimilarity({ 'lib/hidden.js': original }, { 'src/index.js': own }, documented);

describe('measureSimilarity()', () => {
  it('gives 1 for the same code, and little for other code', async () => {
    const [same, different] = [await measure(original), await measure(other)];

    expect(same).toMatchObject({ overall_score: 1, token_similarity: 1, ast_similarity: 1, name_overlap: 1 });
    expect(different.overall_score).toBeLessThan(0.5);
  });

  it('gives 1 whatever the variables are called', async () => {
    const names = ['cache', 'list', 'limit', 'seen', 'result', 'item', 'weight', 'entry', 'words', 'text'];
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.stringMatching(/^[a-z]{3,8}$/), { minLength: 10, maxLength: 10 }),
        async (fresh) => {
          const renamed = names.reduce(
            (text, name, index) =>
              text.replace(new RegExp(`(?<![.\\w{ ] ?)\\b${name}\\b(?!:)`, 'g'), `${fresh[index]}_`),
            original,
          );
          const found = await measureSimilarity({ 'a.js': original }, { 'b.js': renamed });
          expect(found.overall_score).toBeGreaterThan(0.97);
        },
      ),
      { numRuns: 15 },
    );
  });

  it('is never lowered by code that is added to ours', async () => {
    const pieces = [
      other,
      part,
      'export const add = (a, b) => a + b;',
      'for (const x of y) x.push(x.length - 1);',
    ];
    await fc.assert(
      fc.asyncProperty(fc.subarray(pieces), fc.boolean(), async (added, before) => {
        const more = added.join('\n');
        const found = await measure(before ? `${more}\n${part}` : `${part}\n${more}`);
        const alone = await measure(part);
        expect(found.overall_score).toBeGreaterThanOrEqual(alone.overall_score);
        expect(found.token_similarity).toBeGreaterThanOrEqual(alone.token_similarity);
      }),
      { numRuns: 20 },
    );
  });

  it('shows half a package that was copied into a large one', async () => {
    const large = Array.from({ length: 40 }, (_, index) => other.replaceAll(/wrap|Counter/g, `$&${index}`));

    const found = await measure([...large, part, ...large].join('\n'));

    expect(found.overall_score).toBeGreaterThan(0.7);
  });

  it('shows matching functions: ours as text, the original as a place, and none of its words', async () => {
    const found = await measure(part);

    expect(found.matches[0]).toMatchObject({
      ours: { path: 'src/index.js', text: expect.stringContaining('pieces.slice(0, 3)') },
      original: { path: 'lib/hidden.js', lines: [17, 23] },
    });
    expect(JSON.stringify(found)).not.toMatch(/rank|words|entry|limit|seen/);
  });

  it('keeps names that the documentation gives apart', async () => {
    const found = await measure(original, new Set(['rank', 'describe', 'limit']));

    expect(found.shared_interface).toEqual(['describe', 'limit', 'rank']);
    expect((await measure('export function rank() {}', new Set(['rank']))).name_overlap).toBe(0);
  });

  it('says that our code is obfuscated', async () => {
    const found = await measure(
      `${part}\nfunction a() { const t = ['x']; a = function () { return t }; return a() }`,
    );

    expect(found.obfuscation).toEqual(['a function that replaces itself by a table of texts']);
  });

  it('compares TypeScript with JavaScript', async () => {
    const typed = original.replace(
      '(list, options)',
      '(list: readonly any[], options?: { limit?: number }): any[]',
    );

    const found = await measureSimilarity({ 'a.js': original }, { 'a.ts': typed });

    expect(found.overall_score).toBe(1);
  });
});

describe('measureSimilarity() of other languages', () => {
  const python = `def rank(items, limit=10):
    seen = set()
    result = []
    for item in items:
        if item.key in seen or len(result) >= limit:
            continue
        seen.add(item.key)
        weight = 0
        for part in item.parts:
            weight = (weight * 31 + ord(part[0])) % 9973
        result.append((weight, item))
    return [entry for _, entry in sorted(result, key=lambda pair: -pair[0])]
`;

  it('gives 1 for the same Python, much for a disguise and little for other code', async () => {
    const disguised = python
      .replaceAll(/\b(?:seen|result|weight|limit|items)\b/g, '$&_x')
      .replace('    seen_x = set()', '    """What ranks."""\n    unused = 500\n    seen_x = set()');
    const otherCode = `def wrap(text, width):
    lines, line = [], ''
    for word in text.split():
        if line and len(line + ' ' + word) > width:
            lines.append(line)
            line = word
        else:
            line = word if not line else line + ' ' + word
    return '\\n'.join(lines + [line]) if line else '\\n'.join(lines)
`;
    const score = async (own: string) =>
      (await measureSimilarity({ 'a.py': python }, { 'b.py': own })).overall_score;

    expect(await score(python)).toBe(1);
    expect(await score(disguised)).toBeGreaterThan(0.9);
    expect(await score(otherCode)).toBeLessThan(0.5);
  });

  it('names the languages of both sides', async () => {
    const found = await measureSimilarity({ 'a.py': python }, { 'b.js': original });

    expect(found.languages).toEqual({ original: ['python'], own: ['javascript'] });
  });
});
