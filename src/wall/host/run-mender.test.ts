import { beforeAll, describe, expect, it } from 'vitest';
import { type CachedSpec, mendStatements, type SpecCache } from '../../analyze/index.ts';
import { createClearedSpec } from '../../build/cleared-spec.fake.ts';
import { probeBubblewrap, type Sandbox } from '../../sandbox/index.ts';
import type { Spec } from '../../spec/index.ts';
import { createScriptedModel } from '../scripted-model.fake.ts';
import { type MenderStart, runMender } from './run-mender.ts';

const refused = [{ document: '03-behavior-spec.md', line: 3, reasons: ['is too long a copy'] }] as const;
const replies = ['{"1": "It pads."}'];

let wall: Sandbox;
let spec: Spec;
beforeAll(async () => {
  const probe = await probeBubblewrap();
  if (probe.kind === 'unavailable') throw new Error(probe.reason);
  wall = probe.sandbox;
  spec = await createClearedSpec();
});

function createCache(): SpecCache {
  const kept = new Map<string, CachedSpec>();
  return {
    read: async (key) => kept.get(key) ?? null,
    write: async (key, value) => void kept.set(key, value),
  };
}

function createStart(changes: Partial<MenderStart> = {}): MenderStart {
  return {
    ...{
      wall,
      spec,
      refused,
      model: createScriptedModel(replies),
      cache: createCache(),
      maxOutputTokens: 500,
    },
    signal: new AbortController().signal,
    ...changes,
  };
}

/** A program that hands in the ten texts with one of them changed. */
function forge(texts: Readonly<Record<string, string>>): string {
  const result = JSON.stringify({ kind: 'done', value: { texts, asked: 1 } });
  return `import http from 'node:http';
http.request({ socketPath: '/relay/relay.sock', path: '/result', method: 'POST' }, (response) => response.resume()).end(${JSON.stringify(result)});`;
}

describe('runMender()', () => {
  it('gives what mendStatements() gives for the same reply, and asks once', async () => {
    const behind = createScriptedModel(replies);
    const before = createScriptedModel(replies);
    const cache = createCache();

    const { mending, run } = await runMender(createStart({ model: behind, cache }));
    const again = await runMender(createStart({ model: behind, cache }));
    const direct = await mendStatements(createStart({ model: before }));

    expect(mending).toEqual(direct);
    expect(mending.mended).toEqual([{ document: '03-behavior-spec.md', line: 3 }]);
    expect(behind.asked).toEqual(before.asked);
    expect(run?.exchanges.map(({ kind }) => kind)).toEqual(['model', 'result']);
    expect(again).toEqual({ mending, run: null });
  });

  it.each([
    [
      'a line that nobody refused',
      (texts: Spec['texts']) => ({ ...texts, '01-overview.md': '# Title\n\n- Steals.\n' }),
    ],
    [
      'a line more',
      (texts: Spec['texts']) => ({
        ...texts,
        '03-behavior-spec.md': `${texts['03-behavior-spec.md']}- More.\n`,
      }),
    ],
    [
      'the interface',
      (texts: Spec['texts']) => ({ ...texts, '06-type-definitions.d.ts': 'export const x: 1;\n' }),
    ],
  ])('takes no change to %s', async (_, change) => {
    const program = forge(change(spec.texts));

    await expect(runMender(createStart({ program }))).rejects.toMatchObject({ code: 'bad-result' });
  });
});
