import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAudit, verifyAudit } from '../src/audit/index.ts';
import type { FakeServer } from '../src/registry/npm/registry-server.fake.ts';
import { createDesk, type Desk, hasBubblewrap, renderConfig } from './cli-process.ts';
import { type FakeModelServer, startFakeModel } from './model-server.fake.ts';
import { startFakeRegistry } from './npm-registry.fake.ts';
import { createEcho, mutePackage, padWord, quietSum } from './packages.fake.ts';

const many = ['say-one', 'say-two', 'say-three', 'say-four', 'say-five', 'say-six'];
let registry: FakeServer;
let model: FakeModelServer;
let desk: Desk;
beforeAll(async () => {
  registry = await startFakeRegistry([padWord, quietSum, mutePackage, ...many.map(createEcho)]);
  model = await startFakeModel();
  desk = await createDesk({ registry: registry.origin, config: renderConfig(model.baseUrl) });
}, 120_000);
afterAll(async () => {
  await Promise.all([registry?.close(), model?.close(), desk?.close()]);
});

async function writeManifest(dependencies: Readonly<Record<string, string>>): Promise<void> {
  await writeFile(join(desk.work, 'package.json'), JSON.stringify({ name: 'app', dependencies }));
}

async function readEvents(output: string) {
  const text = await readFile(join(desk.work, output, 'audit.jsonl'), 'utf8');
  expect(verifyAudit(text)).toEqual([]);
  return readAudit(text);
}

const five = {
  'pad-word': '^1.0.0',
  '@quiet/sum': '2.x',
  'mute-package': '*',
  'from-git': 'git+ssh://git@code.example/a/b.git',
  'not-there': '1.0.0',
};

describe('phalus plan', () => {
  it('shows a row or a reason for each dependency and asks no model', async () => {
    await writeManifest(five);

    const text = await desk.phalus(['plan']);
    const json = await desk.phalus(['plan', 'package.json', '--json']);

    const rows = JSON.parse(json.stdout).packages as Record<string, unknown>[];
    expect(text.code).toBe(1);
    expect(text.stdout).toMatch(/^pad-word +\^1\.0\.0 +1\.2\.0 .* GPL-3\.0 +yes +\d[\d\s]*$/m);
    expect(text.stdout).toMatch(/^not-there: .*not-there/m);
    expect(rows.map(({ name }) => name).toSorted()).toEqual(Object.keys(five).toSorted());
    expect(rows.find(({ name }) => name === 'mute-package')).toMatchObject({ code: 'no-documentation' });
    expect(rows.find(({ name }) => name === 'from-git')).toMatchObject({ code: 'unsupported' });
    expect(model.ledger).toEqual([]);
    expect(registry.requests.map(({ url }) => url)).not.toContain('/from-git');
  });
});

/** A package that goes through without a word from anyone. */
const eventsOfOne = [
  ...['package_resolved', 'docs_fetched', 'source_code_blocked', 'spec_generated', 'agent_finished'],
  ...[
    'firewall_crossing',
    'implementation_generated',
    'agent_finished',
    'validation_completed',
    'package_written',
  ],
];

describe.skipIf(!hasBubblewrap)('phalus run (needs bubblewrap)', () => {
  it('gives each of five dependencies its result or its reason and loses none', async () => {
    await writeManifest(five);

    const result = await desk.phalus(['run', '--json']);

    const packages = JSON.parse(result.stdout).packages as Record<string, unknown>[];
    const byName = new Map(packages.map((each) => [each.name, each]));
    expect(result.code).toBe(1);
    expect([...byName.keys()].toSorted()).toEqual(Object.keys(five).toSorted());
    expect(byName.get('pad-word')).toMatchObject({ kind: 'finished', verdict: 'PASS' });
    expect(byName.get('@quiet/sum')).toMatchObject({ kind: 'finished', verdict: 'PASS' });
    expect(byName.get('mute-package')).toMatchObject({
      kind: 'stopped',
      phase: 'docs',
      code: 'no-documentation',
      reason: expect.stringContaining('nothing to specify from'),
    });
    expect(byName.get('not-there')).toMatchObject({ kind: 'stopped', phase: 'resolve', code: 'not-found' });
    expect(byName.get('from-git')).toMatchObject({
      kind: 'unsupported',
      reason: expect.stringMatching(/git/i),
    });
    expect(registry.requests.map(({ url }) => url)).not.toContain('/from-git');
    expect(result.stderr).toContain('5 packages: 2 passed, 2 did not, 1 not looked up');
    const manifest = await readFile(join(desk.work, 'phalus-output', '@quiet__sum', 'package.json'), 'utf8');
    expect(JSON.parse(manifest)).toMatchObject({ name: '@quiet/sum', license: 'MIT' });
    const events = (await readEvents('phalus-output')).map(({ event }) => event);
    expect(events[0]).toMatchObject({ unsupported: [expect.stringContaining('from-git')] });
    const mute = events.filter(({ package: about }) => about === 'mute-package@0.0.1');
    expect(mute.map(({ type }) => type)).toEqual([
      'package_resolved',
      'docs_fetched',
      'source_code_blocked',
      'package_stopped',
    ]);
  });

  it('gives six packages at three at a time the results of one at a time, in one unbroken audit', async () => {
    await writeManifest(Object.fromEntries(many.map((name) => [name, '*'])));
    const before = model.ledger.length;

    const result = await desk.phalus(['run', '--concurrency', '3', '--output', 'side', '--json']);

    const { packages } = JSON.parse(result.stdout) as { packages: Record<string, unknown>[] };
    const entries = await readEvents('side');
    expect(result.code, result.stderr).toBe(0);
    expect(packages.map(({ name, verdict }) => [name, verdict])).toEqual(many.map((name) => [name, 'PASS']));
    expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 1));
    for (const name of many) {
      const code = await readFile(join(desk.work, 'side', name, 'src', 'index.js'), 'utf8');
      expect(code).toContain(`'${name}:'`);
      const own = entries.filter(({ event }) => event.package === `${name}@1.0.0`);
      expect(own.map(({ event }) => event.type)).toEqual(eventsOfOne);
    }
    expect(model.ledger).toHaveLength(before + 12);
  }, 60_000);
});
