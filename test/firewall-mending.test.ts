import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FakeServer } from '../src/registry/npm/registry-server.fake.ts';
import { hasBubblewrap } from './cli-process.ts';
import { runFlow } from './job.ts';
import { type LedgerEntry, readMessage, startFakeModel, type Weather } from './model-server.fake.ts';
import { startFakeRegistry } from './npm-registry.fake.ts';
import { padWord } from './packages.fake.ts';

const linked = {
  ...padWord,
  repository: 'https://github.com/some-one/word-filler',
  files: {
    ...padWord.files,
    'README.md': `${padWord.files['README.md']}\nBlanks are added as some-one/word-filler tells, one for each missing letter.\n`,
  },
};
const isMending = ({ body }: LedgerEntry): boolean => readMessage(body, 1).includes('Refused because');

let registry: FakeServer;
beforeAll(async () => {
  registry = await startFakeRegistry([linked]);
});
afterAll(() => registry.close());

async function runWith(mend: (entry: LedgerEntry) => Weather, mode = 'context') {
  const model = await startFakeModel({
    onRequest: (entry) => (isMending(entry) ? mend(entry) : undefined),
  });
  const run = await runFlow({
    ...{ baseUrl: model.baseUrl, registry: registry.origin, dryRun: true },
    keys: { 'isolation.mode': mode },
  });
  await model.close();
  const events = run.audit.filter(({ type }) => type.startsWith('firewall_'));
  return {
    ...run,
    events,
    types: events.map(({ type }) => type),
    asked: model.ledger.filter(isMending).length,
  };
}

describe('a statement that may not cross', () => {
  it('crosses in the other words that Agent A is asked for', async () => {
    const text = JSON.stringify({ 1: 'Blanks are added, one for each missing letter.' });

    const { outcome, events, types, asked } = await runWith(() => ({ kind: 'text', text }));

    expect(outcome.kind).toBe('specified');
    expect([types, asked]).toEqual([['firewall_mended', 'firewall_crossing'], 1]);
    expect(events[0]).toMatchObject({
      statements_asked: 1,
      statements_mended: 1,
      findings: [{ rule: 'link-to-original', document: '03-behavior-spec.md' }],
    });
  });

  it.skipIf(!hasBubblewrap)('crosses in the same words when Agent A is asked behind the wall', async () => {
    const text = JSON.stringify({ 1: 'Blanks are added, one for each missing letter.' });

    const behind = await runWith(() => ({ kind: 'text', text }), 'process');
    const before = await runWith(() => ({ kind: 'text', text }));

    const checksums = ({ events }: typeof behind) => events.at(-1)?.sha256_checksums;
    expect([behind.types, behind.asked]).toEqual([['firewall_mended', 'firewall_crossing'], 1]);
    expect(checksums(behind)).toEqual(checksums(before));
    expect(behind.audit.filter(({ type }) => type === 'agent_finished')).toMatchObject([
      { agent: 'agent-a', exchanges: { model: expect.any(Number), result: 1 } },
      { agent: 'agent-a', exchanges: { model: 1, result: 1 } },
    ]);
  });

  it('is taken out when the other words may not cross either, and nobody is asked a second time', async () => {
    const text = JSON.stringify({ 1: 'Blanks are added as some-one/word-filler tells.' });

    const { outcome, events, types, asked } = await runWith(() => ({ kind: 'text', text }));

    expect(outcome.kind).toBe('specified');
    expect([types, asked]).toEqual([['firewall_mended', 'firewall_redacted', 'firewall_crossing'], 1]);
    expect(events[1]).toMatchObject({ taken_out: [{ document: '03-behavior-spec.md', what: 'statement' }] });
  });

  it('is taken out when Agent A gives no answer that can be read', async () => {
    const { outcome, types } = await runWith(() => ({ kind: 'text', text: 'I would rather not' }));

    expect(outcome.kind).toBe('specified');
    expect(types).toEqual(['firewall_mended', 'firewall_redacted', 'firewall_crossing']);
  });
});
