import { describe, expect, it } from 'vitest';
import { createSpec } from '../../firewall/spec.fake.ts';
import { createAnalystModel } from '../analyst-model.fake.ts';
import type { CachedSpec, SpecCache } from '../types.ts';
import { type MendRequest, mendStatements } from './mend-statements.ts';

const behaviour = [
  '# Behaviour',
  '',
  '- See the page at https://pads.example for how it pads a text. [readme:3]',
  '- It pads a text to 5 characters by default. [readme:4-5]',
  '',
].join('\n');

function createRequest(
  script: readonly (string | object)[],
  changes: Partial<Omit<MendRequest, 'model'>> & {
    readonly model?: ReturnType<typeof createAnalystModel>;
  } = {},
): MendRequest & { readonly model: ReturnType<typeof createAnalystModel> } {
  const entries = new Map<string, CachedSpec>();
  const cache: SpecCache = {
    read: async (key) => entries.get(key) ?? null,
    write: async (key, value) => void entries.set(key, value),
  };
  const model = createAnalystModel(script);
  return {
    spec: createSpec({ '03-behavior-spec.md': behaviour }),
    refused: [
      { document: '03-behavior-spec.md' as const, line: 3, reasons: ["links to the original's home"] },
    ],
    model,
    maxOutputTokens: 300,
    cache,
    ...changes,
  };
}

const textOf = ({ spec }: { spec: MendRequest['spec'] }): string[] =>
  spec.texts['03-behavior-spec.md'].split('\n').slice(2, 4);

describe('mendStatements()', () => {
  it('asks once for a refused statement with its reason, and puts the answer in its place', async () => {
    const request = createRequest([{ 1: 'It pads a text as the page says.' }]);

    const mending = await mendStatements(request);

    expect(textOf(mending)).toEqual([
      '- It pads a text as the page says. [readme:3]',
      '- It pads a text to 5 characters by default. [readme:4-5]',
    ]);
    expect(mending).toMatchObject({ asked: 1, mended: [{ document: '03-behavior-spec.md', line: 3 }] });
    expect(request.model.asked).toHaveLength(1);
    expect(request.model.asked[0]).toMatchObject({ purpose: 'agent-a/mend', temperature: 0 });
    expect(request.model.asked[0]?.messages[0]?.content).toContain("links to the original's home");
  });

  it.each([
    ['is no JSON', 'I will not'],
    ['has another shape', { 1: { text: 'x' } }],
    ['is empty', { 1: '' }],
    ['makes up a number', { 1: 'It pads a text to 12 characters.' }],
    ['makes up a name', { 1: 'It pads a text with `padSecret`.' }],
    ['denies', { 1: 'It does not pad a text for the page.' }],
    ['speaks of something else', { 1: 'Elephants travel long distances searching water.' }],
  ])('leaves a statement as it was when the reply %s, and does not ask again', async (_, reply) => {
    const request = createRequest([reply]);

    const mending = await mendStatements(request);

    expect(textOf(mending)).toEqual(behaviour.split('\n').slice(2, 4));
    expect(mending).toMatchObject({ asked: 1, mended: [] });
    expect(request.model.asked).toHaveLength(1);
  });

  it('asks a large model for many at once, a small one for each, and nobody for more than twenty', async () => {
    const many = [
      '# Behaviour',
      '',
      ...Array.from({ length: 30 }, (_, index) => `- It pads a text ${index}.`),
    ];
    const spec = createSpec({ '03-behavior-spec.md': `${many.join('\n')}\n` });
    const refused = many.slice(2).map((_, index) => ({
      document: '03-behavior-spec.md' as const,
      line: index + 3,
      reasons: ['x'],
    }));
    const small = createAnalystModel(['x']);
    const large = createAnalystModel(['x'], 200_000);

    await mendStatements(createRequest([], { spec, refused, model: small }));
    const mending = await mendStatements(createRequest([], { spec, refused, model: large }));

    expect([small.asked.length, large.asked.length, mending.asked]).toEqual([20, 2, 20]);
  });

  it('asks for no heading, no line that is not there and no other kind of document', async () => {
    const request = createRequest([{ 1: 'x' }], {
      refused: [
        { document: '03-behavior-spec.md', line: 1, reasons: ['x'] },
        { document: '03-behavior-spec.md', line: 99, reasons: ['x'] },
        { document: '06-type-definitions.d.ts', line: 1, reasons: ['x'] },
      ],
    });

    expect(await mendStatements(request)).toMatchObject({ asked: 0, mended: [], spec: request.spec });
  });

  it('takes what was mended before from the cache', async () => {
    const request = createRequest([{ 1: 'It pads a text as the page says.' }]);
    const first = await mendStatements(request);

    const second = await mendStatements(request);

    expect(second).toEqual(first);
    expect(request.model.asked).toHaveLength(1);
  });
});
