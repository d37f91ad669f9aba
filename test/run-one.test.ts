import { execFile } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AuditEntry, readAudit, verifyAudit } from '../src/audit/index.ts';
import { sha256Hex } from '../src/core/index.ts';
import type { FakeServer } from '../src/registry/npm/registry-server.fake.ts';
import { SpecManifest, specFilenames } from '../src/spec/index.ts';
import { type CliRun, createDesk, type Desk, hasBubblewrap, readTree, renderConfig } from './cli-process.ts';
import { type FakeModelServer, readMessage, startFakeModel } from './model-server.fake.ts';
import { startFakeRegistry } from './npm-registry.fake.ts';
import { hostilePackage, padWord } from './packages.fake.ts';

const run = promisify(execFile);

let registry: FakeServer;
let model: FakeModelServer;
let desk: Desk;
let first: CliRun;
beforeAll(async () => {
  registry = await startFakeRegistry([padWord, hostilePackage]);
  model = await startFakeModel();
  desk = await createDesk({
    registry: registry.origin,
    config: renderConfig(model.baseUrl, '[llm.prices."openai-compatible/test"]\ninput = 1\noutput = 2\n'),
  });
  if (hasBubblewrap) first = await desk.phalus(['run-one', 'npm/pad-word@^1', '--json']);
}, 120_000);
afterAll(async () => {
  await Promise.all([registry?.close(), model?.close(), desk?.close()]);
});

const output = (...parts: string[]) => join(desk.work, 'phalus-output', ...parts);
const readEvents = async (): Promise<readonly AuditEntry[]> =>
  readAudit(await readFile(output('audit.jsonl'), 'utf8'));
const typesOf = (entries: readonly AuditEntry[]) => entries.map(({ event }) => event.type);

describe.skipIf(!hasBubblewrap)('phalus run-one (needs bubblewrap)', () => {
  it('ends with exit code 0 and one JSON document that says what was paid', () => {
    const result = JSON.parse(first.stdout);

    expect(first.code).toBe(0);
    expect(result).toMatchObject({
      interrupted: null,
      packages: [{ kind: 'finished', name: 'pad-word', version: '1.2.0', verdict: 'PASS' }],
    });
    // 30 tokens in and 7 out for each of two calls, at 1 and 2 a million.
    expect(result.packages[0].cost).toMatchObject({ calls: 2, input_tokens: 60, output_tokens: 14 });
    expect(result.packages[0].cost.money).toBeCloseTo(88e-6, 10);
    expect(first.stderr).toContain('validate done');
  });

  it('writes the package, its ten documents and its evidence, and nothing beside them', async () => {
    const tree = await readTree(output('pad-word'));

    expect(Object.keys(tree)).toEqual(
      [
        '.cleanroom/cost.json',
        ...specFilenames.map((name) => `.cleanroom/csp/${name}`),
        '.cleanroom/evidence.json',
        '.cleanroom/manifest.json',
        '.cleanroom/validation.json',
        '.cleanroom/validation.md',
        'LICENSE',
        'README.md',
        'package.json',
        'src/index.js',
        'test/index.test.js',
        'types/index.d.ts',
      ].toSorted((left, right) => left.localeCompare(right)),
    );
    const manifest = SpecManifest.parse(JSON.parse(tree['.cleanroom/manifest.json'] ?? ''));
    for (const { filename, content, content_hash } of manifest.documents) {
      expect(tree[`.cleanroom/csp/${filename}`]).toBe(content);
      expect(content_hash).toBe(sha256Hex(content));
    }
    expect(tree['src/index.js']).not.toContain('var out');
  });

  it('delivers a package that loads and whose own tests pass', async () => {
    const script = "console.log(JSON.stringify(require('./')('7', 3, '0')))";

    const loaded = await run(process.execPath, ['-e', script], { cwd: output('pad-word') });
    const tested = await run(process.execPath, ['--test'], { cwd: output('pad-word') });

    expect(loaded.stdout.trim()).toBe('"007"');
    expect(tested.stdout).toMatch(/^# fail 0$/m);
    expect(tested.stdout).not.toMatch(/^# pass 0$/m);
  });

  it('keeps an audit chain that holds, in the order of the phases and with the fields of the reference', async () => {
    const text = await readFile(output('audit.jsonl'), 'utf8');
    const entries = (await readEvents()).slice(0, 11);

    expect(verifyAudit(text)).toEqual([]);
    expect(typesOf(entries)).toEqual([
      'run_started',
      'package_resolved',
      'docs_fetched',
      'source_code_blocked',
      'spec_generated',
      'agent_finished',
      'firewall_crossing',
      'implementation_generated',
      'agent_finished',
      'validation_completed',
      'package_written',
    ]);
    const [, , docs, blocked, , , crossing] = entries.map(({ event }) => event);
    expect(docs).toMatchObject({
      package: 'pad-word@1.2.0',
      urls_accessed: [`${registry.origin}/pad-word/-/pad-word-1.2.0.tgz`],
      content_hashes: { readme: expect.stringMatching(/^[0-9a-f]{64}$/), types: expect.any(String) },
    });
    expect(blocked).toMatchObject({ package: 'pad-word@1.2.0', path: 'index.js' });
    expect(crossing).toMatchObject({
      package: 'pad-word@1.2.0',
      documents_transferred: [...specFilenames],
      isolation_mode: 'context',
      source_code_accessed: false,
    });
    const { sha256_checksums: checksums } = crossing as unknown as {
      sha256_checksums: Record<string, string>;
    };
    for (const name of specFilenames) {
      expect(checksums[name]).toBe(
        sha256Hex(await readFile(output('pad-word', '.cleanroom', 'csp', name), 'utf8')),
      );
    }
  });

  it('never shows Agent B the name of the original or a word of its source', () => {
    const asked = model.ledger
      .filter(({ agent }) => agent === 'agent_b')
      .map(({ body }) => JSON.stringify(body));

    expect(asked.length).toBeGreaterThan(0);
    for (const text of asked) expect(text).not.toMatch(/pad-word|var out|1\.2\.0/);
  });

  it('inspects each part of it, as text and as JSON', async () => {
    const flags = ['--audit', '--csp', '--behaviour', '--similarity', '--cost'];

    const text = await desk.phalus(['inspect', 'pad-word', ...flags]);
    const json = await desk.phalus(['inspect', 'pad-word', '--json', ...flags]);

    expect([text.code, json.code]).toEqual([0, 0]);
    for (const part of [
      'the chain holds',
      'firewall_crossing',
      '02-api-surface.json',
      'behaviour:',
      'similarity:',
      'cost:',
    ]) {
      expect(text.stdout).toContain(part);
    }
    const parsed = JSON.parse(json.stdout);
    expect(parsed.csp.documents).toHaveLength(10);
    expect(parsed.audit.findings).toEqual([]);
    expect(parsed.cost.calls).toBe(2);
    expect(parsed.behaviour.detail.documented.compared).toBeGreaterThan(0);
    expect(parsed.similarity.name).toBe('similarity');
  });

  it('takes the specification from the cache in the next job and asks Agent A nothing', async () => {
    const asked = model.ledger.filter(({ agent }) => agent === 'agent_a').length;
    const known = (await readEvents()).length;

    const again = await desk.phalus(['run-one', 'npm/pad-word@^1', '--json']);

    const entries = (await readEvents()).slice(known);
    expect(again.code).toBe(0);
    expect(JSON.parse(again.stdout).job_id).not.toBe(JSON.parse(first.stdout).job_id);
    expect(typesOf(entries)).toContain('spec_cache_hit');
    expect(typesOf(entries)).not.toContain('spec_generated');
    expect(model.ledger.filter(({ agent }) => agent === 'agent_a')).toHaveLength(asked);
  });

  it('lets nothing of a hostile README, declaration or guide through', async () => {
    const before = model.ledger.length;

    const result = await desk.phalus(['run-one', 'npm/hostile-words', '--json']);

    const tree = await readTree(output('hostile-words'));
    const asked = model.ledger.slice(before).filter(({ agent }) => agent === 'agent_b');
    expect(JSON.parse(result.stdout).packages[0]).toMatchObject({ kind: 'finished', verdict: 'PASS' });
    const crossed = [...Object.values(tree), ...asked.map(({ body }) => readMessage(body, 1))].join('\n');
    expect(crossed).not.toMatch(/passwd|previous instructions|a body that is source|readFileSync/);
    const blocked = (await readEvents()).filter(({ event }) => event.type === 'source_code_blocked');
    expect(blocked.map(({ event }) => event.path)).toEqual(
      expect.arrayContaining(['docs/guide.md', 'index.d.ts']),
    );
  });
});

describe.skipIf(!hasBubblewrap)('phalus build and validate (need bubblewrap)', () => {
  it('build uses a document that a person edited, and the audit says so', async () => {
    const path = output('pad-word', '.cleanroom', 'csp', '04-edge-cases.md');
    await writeFile(path, '# Edge cases\n\n- A width below zero leaves the word as it is.\n');
    const known = (await readEvents()).length;

    const built = await desk.phalus(['build', 'phalus-output/pad-word', '--license', 'isc']);

    const entries = (await readEvents()).slice(known).map(({ event }) => event);
    expect(built.code, built.stderr).toBe(0);
    expect(entries[0]).toMatchObject({
      type: 'spec_edited_by_person',
      package: 'pad-word@1.2.0',
      documents: ['04-edge-cases.md'],
    });
    const asked = readMessage(model.ledger.at(-1)?.body ?? {}, 1);
    expect(asked).toContain('A width below zero leaves the word as it is.');
    expect(await readFile(output('pad-word', 'LICENSE'), 'utf8')).toContain('ISC');
    expect(await readFile(path, 'utf8')).toContain('below zero');
  });

  it.each([
    ['LICENSE', 'license', (text: string) => text.replace('PROVIDED', 'PROVIDEd')],
    ['src/index.js', 'tests', (text: string) => text.replace('mark + text', 'text + mark')],
  ])('validate fails a changed %s by its check of %s', async (path, check, change) => {
    const original = await readFile(output('pad-word', path), 'utf8');
    await writeFile(output('pad-word', path), change(original));

    const result = await desk.phalus(['validate', 'phalus-output/pad-word', '--license', 'isc', '--json']);
    await writeFile(output('pad-word', path), original);

    const verdict = JSON.parse(result.stdout);
    expect(result.code).toBe(1);
    expect(verdict.verdict).toBe('FAIL');
    expect(verdict.checks.find(({ name }: { name: string }) => name === check)).toMatchObject({
      status: 'failed',
      reason: expect.stringMatching(/.{10}/),
    });
  });

  it('validate passes it unchanged, wherever it is called, and records that in the audit beside it', async () => {
    const known = (await readEvents()).length;
    const jobs = await readdir(output('.phalus', 'jobs'));
    const elsewhere = await createDesk({ registry: registry.origin });

    const result = await elsewhere.phalus(['validate', output('pad-word'), '--license', 'isc', '--json']);

    const left = Object.keys(await readTree(elsewhere.work));
    await elsewhere.close();
    expect(result.code, result.stderr).toBe(0);
    expect(JSON.parse(result.stdout)).toMatchObject({ verdict: 'PASS' });
    expect(typesOf((await readEvents()).slice(known))).toEqual(['validation_completed']);
    expect(left).toEqual([]);
    expect(await readdir(output('.phalus', 'jobs'))).toEqual(jobs);
  });
});
