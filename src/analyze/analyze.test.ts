import { describe, expect, it } from 'vitest';
import { clearSpec } from '../firewall/index.ts';
import { createAnalystModel } from './analyst-model.fake.ts';
import { docSet } from './compiler/doc-set.fake.ts';
import { type AnalyzeRequest, analyzeDocumentation, type CachedSpec, estimateTokens } from './index.ts';

const readme = [
  '# pad-it',
  '',
  'Pads a text on its left side.',
  '',
  '## API',
  '',
  '### padIt(text, size)',
  '',
  'Throws a `TypeError` when the text is a number.',
  '',
  '```js',
  "padIt('a', 3) // => '  a'",
  '```',
  '',
  '#### size',
  '',
  'Type: `number`',
  'Default: `4`',
  '',
].join('\n');
const types = { 'index.d.ts': 'export default function padIt(text: string, size?: number): string;\n' };

function createCache() {
  const entries = new Map<string, CachedSpec>();
  return {
    entries,
    read: async (key: string) => entries.get(key) ?? null,
    write: async (key: string, value: CachedSpec) => void entries.set(key, value),
  };
}

function createRequest(changes: Partial<AnalyzeRequest> = {}): AnalyzeRequest {
  return {
    docSet: docSet({ readme, types }),
    model: createAnalystModel(['no JSON']),
    cache: createCache(),
    now: () => new Date(0),
    maxOutputTokens: 300,
    ...changes,
  };
}

describe('analyzeDocumentation()', () => {
  it('makes a specification of statements with their places', async () => {
    const model = createAnalystModel([
      { '1': { kind: 'overview', text: 'A text is padded on its left side.' } },
      { '1': { kind: 'error', text: 'A text that is a number throws a `TypeError`.' } },
    ]);

    const { spec, evidence, cacheHit } = await analyzeDocumentation(createRequest({ model }));

    expect(model.asked).toHaveLength(2);
    expect(cacheHit).toBe(false);
    expect(spec.generatedAt).toBe('1970-01-01T00:00:00.000Z');
    expect(spec.texts['01-overview.md']).toContain('- A text is padded on its left side. [readme:3]\n');
    expect(spec.texts['07-error-catalog.md']).toContain(
      '`padIt`: A text that is a number throws a `TypeError`. [readme:9]',
    );
    expect(spec.texts['05-configuration.md']).toContain('`size` (`number`, default `4`) [readme:17-18]');
    expect(spec.surface.exports).toMatchObject([{ name: 'default', local_name: 'padIt' }]);
    expect(spec.scenarios.scenarios).toMatchObject([{ expression: "padIt('a', 3)" }]);
    expect(evidence).toMatchObject({
      statements: 3,
      quoted: 1,
      dropped: [],
      unread: [],
      model: 'fake/analyst',
    });
  });

  it('quotes what a weak model cannot restate, and that may cross the firewall', async () => {
    const request = createRequest();

    const { spec, evidence } = await analyzeDocumentation(request);

    const verdict = await clearSpec(spec, { documentation: request.docSet.documents, links: [] });
    expect(evidence).toMatchObject({ statements: 3, quoted: 3 });
    expect(verdict.kind).toBe('cleared');
  });

  it('asks a large model for many facts at once', async () => {
    const large = createAnalystModel(['no JSON'], 200_000);
    const unknown = createAnalystModel(['no JSON'], null);

    await analyzeDocumentation(createRequest({ model: large }));
    await analyzeDocumentation(createRequest({ model: unknown }));

    expect([large.asked.length, unknown.asked.length]).toEqual([2, 2]);
    expect(large.asked[0]?.messages[0]?.content).toMatch(/^1\. .*\n2\. /m);
  });

  it('takes a specification from the cache and asks nothing', async () => {
    const request = createRequest();
    const first = await analyzeDocumentation(request);
    const model = createAnalystModel(['never']);

    const second = await analyzeDocumentation({ ...request, model });

    expect(model.asked).toEqual([]);
    expect(second).toEqual({ ...first, cacheHit: true });
  });

  it('asks anew for other documents, another model, or an entry that is no specification', async () => {
    const cache = createCache();
    const { cacheKey } = await analyzeDocumentation(createRequest({ cache }));
    const changed = docSet({ readme, types });
    const otherDocuments = {
      ...changed,
      documents: changed.documents.map((entry) => ({ ...entry, sha256: '1'.repeat(64) })),
    };

    const other = await analyzeDocumentation(createRequest({ cache, docSet: otherDocuments }));
    const model = { ...createAnalystModel(['x']), name: 'fake/other' };
    const named = await analyzeDocumentation(createRequest({ cache, model }));
    const entry = cache.entries.get(cacheKey) as CachedSpec;
    cache.entries.set(cacheKey, { ...entry, texts: { ...entry.texts, '10-metadata.json': '{"cut' } });
    const mended = await analyzeDocumentation(createRequest({ cache }));

    expect([other.cacheHit, named.cacheHit, mended.cacheHit]).toEqual([false, false, false]);
    expect(new Set([cacheKey, other.cacheKey, named.cacheKey]).size).toBe(3);
    expect(mended.cacheKey).toBe(cacheKey);
  });

  it('writes nothing to the cache when the model fails', async () => {
    const cache = createCache();
    const failure = new Error('no connection');
    const model = { ...createAnalystModel([]), generate: () => Promise.reject(failure) };

    await expect(analyzeDocumentation(createRequest({ cache, model }))).rejects.toBe(failure);
    expect(cache.entries.size).toBe(0);
  });

  it('does not specify what no document names', async () => {
    const running = analyzeDocumentation(
      createRequest({ docSet: docSet({ readme: '# Thing\n\nIt is a nice thing to have.\n' }) }),
    );

    await expect(running).rejects.toMatchObject({
      code: 'nothing-specified',
      message: expect.stringContaining('pad-it@1.0.0'),
    });
  });

  it.each([
    ['\n', 'readme:2001-3000'],
    ['\r\n', 'readme:1969-3000'],
  ])(
    'names the lines beyond what it reads of a document as unread (lines end with %j)',
    async (end, place) => {
      const line = `<!-- ${'x'.repeat(50)} -->`;
      const text = [...readme.trimEnd().split('\n').slice(0, 1), ...Array(2999).fill(line)].join(end);

      const { evidence } = await analyzeDocumentation(
        createRequest({ docSet: docSet({ readme: text, types }) }),
      );

      expect(evidence.unread).toEqual([place]);
    },
  );

  it('reads 200 facts and names the rest as unread', async () => {
    const many = `${readme}\n## More\n\n${Array.from({ length: 250 }, (_, at) => `The rule of number ${at} holds here.\n`).join('\n')}`;
    const model = createAnalystModel(['no JSON'], 200_000);

    const { evidence } = await analyzeDocumentation(
      createRequest({ docSet: docSet({ readme: many, types }), model }),
    );

    expect(evidence.statements).toBe(200);
    expect(evidence.unread).toHaveLength(53);
    expect(evidence.unread[0]).toMatch(/^readme:\d+-\d+$/);
  });
});

it('estimateTokens() grows with what has to be read', () => {
  const small = estimateTokens(docSet({ readme }));
  const large = estimateTokens(
    docSet({ readme: `${readme}\n## More\n\n${'It does one more thing.\n\n'.repeat(50)}` }),
  );

  expect(small).toBeGreaterThan(1000);
  expect(large).toBeGreaterThan(2 * small);
});
