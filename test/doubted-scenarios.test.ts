import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAudit } from '../src/audit/index.ts';
import type { FakeServer } from '../src/registry/npm/registry-server.fake.ts';
import { type CliRun, createDesk, type Desk, hasBubblewrap, renderConfig } from './cli-process.ts';
import { type FakeModelServer, startFakeModel } from './model-server.fake.ts';
import { type FakePackage, startFakeRegistry } from './npm-registry.fake.ts';
import { padWord } from './packages.fake.ts';

/** Its documentation shows one result that it does not give. */
const hastyPad: FakePackage = {
  ...padWord,
  files: {
    ...padWord.files,
    'README.md': String(padWord.files['README.md']).replace(
      "padWord('abc', 2);",
      "padWord('ab', 4); // => 'ab'\npadWord('abc', 2);",
    ),
  },
};

let registry: FakeServer;
let model: FakeModelServer;
let desk: Desk;
beforeAll(async () => {
  registry = await startFakeRegistry([hastyPad]);
  model = await startFakeModel();
  desk = await createDesk({ registry: registry.origin, config: renderConfig(model.baseUrl) });
});
afterAll(async () => {
  await Promise.all([registry?.close(), model?.close(), desk?.close()]);
});

async function readScenarios(
  folder: string,
): Promise<{ expression: string; contested: boolean; note: string }[]> {
  const path = join(desk.work, folder, 'pad-word', '.cleanroom', 'csp', '09-test-scenarios.json');
  return JSON.parse(await readFile(path, 'utf8')).scenarios;
}

async function readTypes(folder: string): Promise<string[]> {
  const text = await readFile(join(desk.work, folder, 'audit.jsonl'), 'utf8');
  return readAudit(text).map(({ event }) => event.type);
}

describe.skipIf(!hasBubblewrap)('an example that the original does not keep (needs bubblewrap)', () => {
  it('is contested, with the reason, and Agent B is not held to it', async () => {
    const result: CliRun = await desk.phalus(['run-one', 'npm/pad-word', '--json', '--output', 'checked']);

    const scenarios = await readScenarios('checked');
    expect(scenarios.filter(({ contested }) => contested)).toMatchObject([
      { expression: "padWord('ab', 4)", note: 'The original, called as a black box, answers otherwise' },
    ]);
    expect(scenarios.length).toBe(4);
    expect(JSON.parse(result.stdout).packages[0].checks).toContainEqual(
      expect.objectContaining({ name: 'tests', status: 'passed' }),
    );
    expect(result.stderr).toContain('does not keep 1 of 4 examples');
    const types = await readTypes('checked');
    expect(types.indexOf('scenarios_doubted')).toBeGreaterThan(types.indexOf('spec_generated'));
    expect(types.indexOf('scenarios_doubted')).toBeLessThan(types.indexOf('firewall_crossing'));
  });

  it('stays an example where nothing of the original may go back', async () => {
    const environment = { PHALUS_VALIDATION__FEEDBACK: 'none' };

    const result = await desk.phalus(['run-one', 'npm/pad-word', '--json', '--output', 'alone'], {
      environment,
    });

    expect((await readScenarios('alone')).some(({ contested }) => contested)).toBe(false);
    expect(JSON.parse(result.stdout).packages[0].verdict).toBe('FAIL');
    expect(await readTypes('alone')).not.toContain('scenarios_doubted');
  });
});
