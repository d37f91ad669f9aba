import { appendFile, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256Hex } from '../src/core/index.ts';
import { auditPath, packageFolder } from '../src/output/index.ts';
import type { FakeServer } from '../src/registry/npm/registry-server.fake.ts';
import type { Evidence } from '../src/server/evidence-schema.ts';
import type { Provenance } from '../src/server/provenance-schema.ts';
import { hasBubblewrap } from './cli-process.ts';
import { type FakeModelServer, startFakeModel } from './model-server.fake.ts';
import { startFakeRegistry } from './npm-registry.fake.ts';
import { hostilePackage, mutePackage, padWord, quietSum } from './packages.fake.ts';
import { renderManifest, startTestServer, type TestServer } from './server.ts';
import { unpackArchive } from './unpack-archive.ts';

let registry: FakeServer;
let model: FakeModelServer;
let server: TestServer;
let id: string;
beforeAll(async () => {
  registry = await startFakeRegistry([padWord, quietSum, mutePackage, hostilePackage]);
  model = await startFakeModel();
  server = await startTestServer({ baseUrl: model.baseUrl, registry: registry.origin });
  id = await server.submit({
    manifest_content: renderManifest('pad-word', '@quiet/sum', 'mute-package', 'hostile-words'),
  });
  await server.listen(id);
});
afterAll(async () => {
  await server.close();
  await model.close();
  await registry.close();
});

async function read<T>(name: string, resource: string, job = id): Promise<T> {
  const response = await server.get(`/api/packages/${encodeURIComponent(name)}/${resource}?job=${job}`);
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}
const readEvidence = (name: string) => read<Evidence>(name, 'evidence');
const readProvenance = (name: string) => read<Provenance>(name, 'provenance');
const outputOf = () => server.jobs.find(id).outputDirectory;

describe('GET /api/packages/{name}/evidence', () => {
  it('says what Agent A read, what crossed, and what Agent B was asked, as it was', async () => {
    const { wall, missing, job_id } = await readEvidence('pad-word');
    const asked = model.ledger.filter(
      ({ agent, body }) => agent === 'agent_b' && JSON.stringify(body).includes('padWord'),
    );
    const csp = await read<{ documents: { filename: string; content_hash: string }[] }>('pad-word', 'csp');

    expect([job_id, missing]).toEqual([id, {}]);
    expect(wall.read).toContainEqual({
      ...{ document: 'readme', kind: 'readme', source: 'README.md' },
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      bytes: Buffer.byteLength(padWord.files['README.md'] ?? ''),
    });
    const last = Math.max(...(wall.crossed ?? []).map(({ round }) => round));
    expect(
      wall.crossed?.filter(({ round }) => round === last).map(({ document, sha256 }) => [document, sha256]),
    ).toEqual(csp.documents.map(({ filename, content_hash }) => [filename, content_hash]));
    expect(wall.builder_saw?.length).toBe(asked.length);
    for (const [index, { text, sha256, bytes, is_cut }] of (wall.builder_saw ?? []).entries()) {
      const messages = asked[index]?.body.messages as { role: string; content: string }[];
      const [system, ...rest] = messages;
      const seen = JSON.stringify({ system: system?.content, messages: rest });
      expect([sha256, bytes, is_cut]).toEqual([sha256Hex(seen), Buffer.byteLength(seen), false]);
      for (const { content } of messages) expect(text).toContain(content);
    }
    expect(wall.sandbox).toMatchObject({ mode: 'context', same_model: true, same_key: false });
    expect(
      wall.sandbox?.agents.map(({ agent, ran_in, enforced }) => [agent, ran_in, enforced]),
    ).toContainEqual(['agent-b', 'process of phalus', {}]);
  });

  it('says what it cost, phase by phase, and how each attempt did', async () => {
    const { cost, phases, attempts } = await readEvidence('pad-word');
    const sum = (read: (phase: NonNullable<typeof phases>[number]) => number) =>
      (phases ?? []).reduce((total, phase) => total + read(phase), 0);

    expect(phases?.map(({ phase }) => phase)).toEqual([
      'resolve',
      'docs',
      'analyze',
      'firewall',
      'build',
      'validate',
    ]);
    expect([sum((each) => each.calls), sum((each) => each.input_tokens)]).toEqual([
      cost?.calls,
      cost?.input_tokens,
    ]);
    expect(phases?.find(({ phase }) => phase === 'build')).toMatchObject({
      calls: expect.any(Number),
      money: null,
    });
    expect(attempts?.[0]).toMatchObject({ number: 1, purpose: 'implement' });
  });

  it.skipIf(!hasBubblewrap)(
    'names the sandbox of the code as it was observed, and scenarios that failed',
    async () => {
      const { wall, attempts } = await readEvidence('pad-word');

      expect(wall.sandbox?.code).toMatchObject({ backend: expect.stringMatching(/^bubblewrap/) });
      expect(attempts?.at(-1)).toMatchObject({ outcome: 'passed', failing: [], problem: null });
    },
  );

  it('names what was refused, with the reason', async () => {
    const { wall } = await readEvidence('hostile-words');

    expect(wall.refused).toContainEqual({
      ...{ document: 'docs/guide.md', by: 'source guard', line: null },
      ...{ reason: expect.any(String), bytes: expect.any(Number) },
    });
    expect(JSON.stringify(wall.builder_saw)).not.toMatch(/passwd|a body that is source/);
  });

  it('of a package that did not come far is null where nothing is known, with the reason', async () => {
    const { wall, attempts, cost, audit, missing } = await readEvidence('mute-package');

    expect([wall.crossed, wall.builder_saw, attempts]).toEqual([null, null, null]);
    expect(Object.keys(missing).toSorted()).toEqual(
      ['attempts', 'wall.builder_saw', 'wall.crossed', 'wall.removed', 'wall.sandbox'].toSorted(),
    );
    expect(cost).toMatchObject({ calls: 0 });
    expect(audit?.about_package).toBeGreaterThan(1);
  });

  it("has nothing of the original's code, nor has the verdict", async () => {
    for (const resource of ['evidence', 'provenance', 'validation']) {
      const text = JSON.stringify(await read('pad-word', resource));

      expect(text, resource).not.toMatch(/var out = String|while \(out\.length/);
    }
  });

  it('verifies the audit log, and says where it was changed', async () => {
    const path = auditPath(outputOf());
    const before = await readFile(path, 'utf8');
    const good = (await readEvidence('pad-word')).audit;

    await writeFile(path, before.replace('"docs_fetched"', '"docs_fetches"'));
    const changed = (await readEvidence('pad-word')).audit;
    await writeFile(path, before);
    await appendFile(path, '{"timestamp":');
    const torn = (await readEvidence('pad-word')).audit;
    await writeFile(path, before);

    expect(good).toMatchObject({
      verified: true,
      findings: [],
      reason: null,
      entries: before.split('\n').length - 1,
    });
    expect(changed).toMatchObject({
      verified: false,
      findings: [{ kind: 'altered' }],
      reason: expect.any(String),
    });
    expect(torn).toMatchObject({ verified: false });
    expect(torn?.findings.map(({ kind }) => kind)).toContain('torn-end');
  });

  it('is 404 for what is not there', async () => {
    for (const place of [
      'none/evidence',
      `pad-word/evidence?job=${crypto.randomUUID()}`,
      '..%2f..%2fetc/provenance',
    ]) {
      expect((await server.get(`/api/packages/${place}`)).status, place).toBe(404);
    }
    expect((await server.get('/api/packages/pad-word/evidence?job=none')).status).toBe(400);
  });

  it('reads a log whose texts hold other line ends than its own', async () => {
    const path = auditPath(outputOf());
    const before = await readFile(path, 'utf8');
    await writeFile(path, before.replaceAll('README.md', 'READ\u2028ME\u0085.md'));

    const response = await server.get(`/api/packages/pad-word/audit?job=${id}`);
    const entries = (await response.json()) as unknown[];
    await writeFile(path, before);

    expect(response.status).toBe(200);
    expect(JSON.stringify(entries)).toContain('READ\u2028ME\u0085.md');
  });
});

describe('GET /api/packages/{name}/provenance', () => {
  it('leads from each statement, export and example to the lines of the documentation', async () => {
    const { statements } = await readProvenance('pad-word');
    const readme = (padWord.files['README.md'] ?? '').split('\n');
    const unchanged = statements.find(({ kind, text }) => kind === 'statement' && text.includes('unchanged'));
    const [source] = unchanged?.sources ?? [];

    expect(source).toMatchObject({ document: 'readme', kind: 'readme', source: 'README.md' });
    expect(source?.sha256).toBe(sha256Hex(padWord.files['README.md'] ?? ''));
    expect(readme.slice((source?.first_line ?? 0) - 1, source?.last_line).join(' ')).toContain(
      'comes back unchanged',
    );
    const example = statements.find(({ kind }) => kind === 'scenario');
    expect(example).toMatchObject({ id: '09-test-scenarios.json#S001', names: ['default'] });
    expect(readme[(example?.sources[0]?.first_line ?? 0) - 1]).toContain("padWord('7', 3, '0')");
    expect(statements.find(({ kind }) => kind === 'export')).toMatchObject({ names: ['default'] });
    expect(new Set(statements.map((each) => each.id)).size).toBe(statements.length);
  });

  it('says of each file what it was made from, and what the model was shown is what was recorded of its questions', async () => {
    const { files, statements, missing } = await readProvenance('pad-word');
    const { wall } = await readEvidence('pad-word');
    const code = await read<Record<string, string>>('pad-word', 'code');
    const source = files?.find(({ path }) => path === 'src/index.js');

    expect(missing).toEqual({});
    expect(files?.map(({ path }) => path).toSorted()).toEqual(Object.keys(code).toSorted());
    expect(source?.made_by).toBe('model');
    const shown = (source?.parts ?? []).flatMap(({ names }) => names);
    expect(shown.length).toBeGreaterThan(3);
    for (const each of statements.filter(
      ({ id: known, kind }) => kind === 'statement' && shown.includes(known),
    )) {
      expect(wall.builder_saw?.[0]?.text).toContain(each.text);
    }
    expect(shown.filter((name) => !statements.some((each) => each.id === name))).toEqual([]);
    expect(files?.find(({ path }) => path === 'LICENSE')).toMatchObject({ made_by: 'template', parts: [] });
  });

  it('is 404 without a specification, and says so where an older version built', async () => {
    expect((await server.get(`/api/packages/mute-package/provenance?job=${id}`)).status).toBe(404);
    const path = join(packageFolder(outputOf(), '@quiet/sum'), '.cleanroom', 'evidence.json');
    const { files: _, ...older } = JSON.parse(await readFile(path, 'utf8'));
    await writeFile(path, JSON.stringify(older));

    const { files, missing, statements } = await readProvenance('@quiet/sum');

    expect([files, missing]).toEqual([null, { files: expect.stringContaining('not recorded') }]);
    expect(statements.length).toBeGreaterThan(2);
  });
});

describe('GET /api/jobs/{id}/download?package=', () => {
  it('is one package with its evidence, and the log', async () => {
    const response = await server.get(`/api/jobs/${id}/download?package=%40quiet%2Fsum`);
    const files = await unpackArchive(Buffer.from(await response.arrayBuffer()));

    expect(response.headers.get('content-disposition')).toBe('attachment; filename="phalus-@quiet__sum.zip"');
    expect([...new Set(Object.keys(files).map((name) => name.split('/')[0]))].toSorted()).toEqual([
      '@quiet__sum',
      'audit.jsonl',
    ]);
    expect(Object.keys(files)).toContain('@quiet__sum/.cleanroom/evidence.json');
  });

  it.each([
    ['none', 404],
    ['../pad-word', 404],
    ['', 400],
    ['x'.repeat(301), 400],
  ])('of "%s" is %i', async (name, status) => {
    const response = await server.get(`/api/jobs/${id}/download?package=${encodeURIComponent(name)}`);

    expect(response.status).toBe(status);
  });
});

describe('GET /api/jobs/{id}', () => {
  it('has what the job was begun with, so that it can be begun again', async () => {
    const detail = (await (await server.get(`/api/jobs/${id}`)).json()) as Record<string, unknown>;

    expect(detail).toMatchObject({
      manifest_content: renderManifest('pad-word', '@quiet/sum', 'mute-package', 'hostile-words'),
      ...{ settings: {}, size: 4, pausing: false, pause: null, worked_ms: expect.any(Number) },
    });
  });
});

describe('DELETE /api/jobs/{id}?remove=true', () => {
  it('deletes a job that is over with all that it made, and nothing else', async () => {
    const other = await server.submit({ manifest_content: renderManifest('mute-package') });
    await server.listen(other);
    const { folder } = server.jobs.find(other);

    const response = await fetch(`${server.url}/api/jobs/${other}?remove=true`, { method: 'DELETE' });
    const again = await fetch(`${server.url}/api/jobs/${other}?remove=true`, { method: 'DELETE' });
    const { jobs } = (await (await server.get('/api/jobs')).json()) as { jobs: { job_id: string }[] };

    expect([response.status, again.status]).toEqual([200, 404]);
    expect(await response.json()).toMatchObject({ job_id: other, status: 'done' });
    expect(await stat(folder).catch(() => null)).toBeNull();
    expect(jobs.map((job) => job.job_id)).toContain(id);
    expect((await server.get('/api/packages/pad-word/code')).status).toBe(200);
    expect((await server.get(`/api/packages/mute-package/audit?job=${other}`)).status).toBe(404);
  });

  it('leaves a job that is at work alone, and one that is asked for in other words', async () => {
    let letGo = () => {};
    const isHeld = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const slow = await startFakeModel({ onRequest: () => isHeld.then(() => undefined) });
    const busy = await startTestServer({ baseUrl: slow.baseUrl, registry: registry.origin });
    const running = await busy.submit({ manifest_content: renderManifest('pad-word') });
    const remove = (query: string) => fetch(`${busy.url}/api/jobs/${running}${query}`, { method: 'DELETE' });

    const refused = await remove('?remove=true');
    const odd = await remove('?remove=yes');
    const status = ((await (await busy.get(`/api/jobs/${running}`)).json()) as { status: string }).status;
    letGo();
    await busy.close();
    await slow.close();

    expect([refused.status, odd.status]).toEqual([409, 400]);
    expect(status).toMatch(/queued|running/);
  });

  it('ends what a server that was killed had begun to delete', async () => {
    const left = join(server.output, '.phalus', 'jobs', `.removed-${crypto.randomUUID()}`);
    await server.jobs.close();
    await rm(left, { recursive: true, force: true });
    await writeFile(left, '');
    const again = await startTestServer({
      baseUrl: model.baseUrl,
      registry: registry.origin,
      folder: server.folder,
    });

    expect(await stat(left).catch(() => null)).toBeNull();
    expect(again.jobs.list().map(({ record }) => record.id)).toContain(id);
    await again.close();
  });
});
