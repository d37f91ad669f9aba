import { beforeAll, describe, expect, it } from 'vitest';
import { docSet } from '../../analyze/compiler/doc-set.fake.ts';
import { analyzeDocumentation, type CachedSpec, type SpecCache } from '../../analyze/index.ts';
import { probeBubblewrap, type Sandbox } from '../../sandbox/index.ts';
import { createScriptedModel } from '../scripted-model.fake.ts';
import { type AnalystStart, runAnalyst } from './run-analyst.ts';

const documents = docSet({
  readme:
    '# pad-it\n\nPads a text on its left side.\n\n## API\n\n### padIt(text, size)\n\nThrows a `TypeError` for a number.\n',
  types: { 'index.d.ts': 'export default function padIt(text: string, size?: number): string;\n' },
});
const replies = [
  JSON.stringify({
    1: { kind: 'behavior', text: 'Pads a text on its left side.' },
    2: { kind: 'error', text: 'A number makes it throw a `TypeError`.' },
  }),
];

let wall: Sandbox;
beforeAll(async () => {
  const probe = await probeBubblewrap();
  if (probe.kind === 'unavailable') throw new Error(probe.reason);
  wall = probe.sandbox;
});

function createCache(): SpecCache & { readonly kept: Map<string, CachedSpec> } {
  const kept = new Map<string, CachedSpec>();
  return {
    kept,
    read: async (key) => kept.get(key) ?? null,
    write: async (key, value) => void kept.set(key, value),
  };
}

function createStart(changes: Partial<AnalystStart> = {}): AnalystStart {
  return {
    ...{ wall, docSet: documents, model: createScriptedModel(replies), cache: createCache() },
    now: () => new Date(0),
    maxOutputTokens: 1000,
    signal: new AbortController().signal,
    ...changes,
  };
}

describe('runAnalyst()', () => {
  it('gives what analyzeDocumentation() gives for the same replies', async () => {
    const behind = createScriptedModel(replies);
    const before = createScriptedModel(replies);

    const { analysis, run } = await runAnalyst(createStart({ model: behind }));
    const direct = await analyzeDocumentation({ ...createStart({ model: before }) });

    expect(behind.asked).toEqual(before.asked);
    expect(analysis.spec).toEqual(direct.spec);
    expect(analysis.evidence).toEqual(direct.evidence);
    expect(run?.exchanges.map(({ kind }) => kind)).toEqual(['model', 'result']);
  });

  it('is told no link and no place of the archive', async () => {
    const given = {
      ...documents,
      record: { ...documents.record, homepage: 'https://home.example', repository: 'https://repo.example' },
      urlsAccessed: ['https://read.example'],
    };
    const program =
      "import fs from 'node:fs'; console.error(fs.readFileSync('/input/agent.json', 'utf8').match(/\\w+\\.example/g)?.join() ?? 'none'); process.exit(1);";

    await expect(runAnalyst(createStart({ docSet: given, program }))).rejects.toThrow('(pads.example)');
  });

  it('keeps what it made, and does not run for what was kept', async () => {
    const cache = createCache();
    const model = createScriptedModel(replies);

    const first = await runAnalyst(createStart({ cache, model }));
    const second = await runAnalyst(createStart({ cache, model }));

    expect(second.run).toBeNull();
    expect(second.analysis).toEqual({ ...first.analysis, cacheHit: true });
    expect(model.asked).toHaveLength(1);
  });

  it.each([
    [
      'another package',
      (texts: Record<string, string>) => ({
        ...texts,
        '10-metadata.json': (texts['10-metadata.json'] ?? '').replace('pad-it', 'lodash'),
      }),
    ],
    ['no specification', (texts: Record<string, string>) => ({ ...texts, '02-api-surface.json': '{}' })],
    ['nine documents', ({ '09-test-scenarios.json': _, ...texts }: Record<string, string>) => texts],
    ['an eleventh document', (texts: Record<string, string>) => ({ ...texts, '11-source.js': 'x' })],
  ])('takes no %s, and keeps none', async (_, forge) => {
    const { analysis } = await runAnalyst(createStart());
    const result = {
      kind: 'done',
      value: { texts: forge(analysis.spec.texts), evidence: analysis.evidence },
    };
    const program = `import http from 'node:http';
      const request = http.request({ socketPath: '/relay/relay.sock', path: '/result', method: 'POST' }, (response) => response.resume());
      request.end(${JSON.stringify(JSON.stringify(result))});`;
    const cache = createCache();

    await expect(runAnalyst(createStart({ program, cache }))).rejects.toMatchObject({ code: 'bad-result' });
    expect(cache.kept.size).toBe(0);
  });
});
