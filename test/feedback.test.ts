import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { readAudit } from '../src/audit/index.ts';
import { createDesk, type Desk, hasBubblewrap, renderConfig } from './cli-process.ts';
import { type FakeModelServer, startFakeModel } from './model-server.fake.ts';
import { startFakeRegistry } from './npm-registry.fake.ts';
import { padWord, padWordCode } from './packages.fake.ts';

/** Right for every example, and otherwise than the original for a filling of several letters. */
const cutting =
  "function padWord(word, width, fill) {\n  return String(word).padStart(width, fill || ' ');\n}";

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

async function setScene(more = ''): Promise<{ readonly desk: Desk; readonly model: FakeModelServer }> {
  const registry = await startFakeRegistry([padWord]);
  const model = await startFakeModel({
    onRequest: ({ agent, body }) => {
      if (agent === 'agent_a') return undefined;
      // Only who is told how the original pads with several letters can do it.
      const isTold = /padWord\([^)]*"[^"]{2,}"\)/.test(JSON.stringify(body.messages).replaceAll('\\"', '"'));
      return { kind: 'text', text: `\`\`\`js\n${isTold ? padWordCode : cutting}\n\`\`\`` };
    },
  });
  const desk = await createDesk({ registry: registry.origin, config: renderConfig(model.baseUrl, more) });
  cleanups.push(
    () => registry.close(),
    () => model.close(),
    () => desk.close(),
  );
  return { desk, model };
}

describe.skipIf(!hasBubblewrap)('clarifications by the original (need bubblewrap)', () => {
  it('make a package alike that passed every example, and are recorded', async () => {
    const { desk } = await setScene();

    const run = await desk.phalus(['run-one', 'npm/pad-word', '--json']);

    const folder = join(desk.work, 'phalus-output');
    const [outcome] = JSON.parse(run.stdout).packages;
    expect(outcome).toMatchObject({ verdict: 'PASS' });
    expect(await readFile(join(folder, 'pad-word', 'src', 'index.js'), 'utf8')).toContain('mark + text');
    const entries = readAudit(await readFile(join(folder, 'audit.jsonl'), 'utf8'));
    const clarified = entries.find(({ event }) => event.type === 'spec_clarified');
    expect(clarified?.event).toMatchObject({
      source: 'answers of the original, called as a black box',
      scenarios: expect.arrayContaining([
        expect.objectContaining({ expected: expect.objectContaining({ kind: 'value' }) }),
      ]),
    });
    // It crosses the wall as everything does, and the package is on disk before more is spent.
    const types = entries.map(({ event }) => event.type);
    expect(types.filter((type) => type === 'firewall_crossing')).toHaveLength(2);
    expect(types.indexOf('package_written')).toBeLessThan(types.indexOf('spec_clarified'));
    const scenarios = JSON.parse(
      await readFile(join(folder, 'pad-word', '.cleanroom', 'csp', '09-test-scenarios.json'), 'utf8'),
    );
    expect(scenarios.scenarios.map(({ origin }: { origin: string }) => origin)).toContain('original');
    expect(JSON.stringify(scenarios)).not.toContain('module.exports');
  });

  it('are left out when the user wants none, and the verdict says where the two part', async () => {
    const { desk, model } = await setScene('[validation]\nfeedback = "none"\n');

    const run = await desk.phalus(['run-one', 'npm/pad-word', '--json']);

    const [outcome] = JSON.parse(run.stdout).packages;
    expect(outcome.verdict).not.toBe('PASS');
    expect(run.code).toBe(outcome.verdict === 'FAIL' ? 1 : 4);
    expect(outcome.reasons.join('\n')).toMatch(
      /behaviour: the original answers \d+ of \d+ documented inputs in another way, for example padWord\(/,
    );
    expect(JSON.stringify(model.ledger)).not.toContain('Clarification');
  });
});
