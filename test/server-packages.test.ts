import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256Hex } from '../src/core/index.ts';
import type { FakeServer } from '../src/registry/npm/registry-server.fake.ts';
import { hasBubblewrap, readTree } from './cli-process.ts';
import { type FakeModelServer, startFakeModel } from './model-server.fake.ts';
import { startFakeRegistry } from './npm-registry.fake.ts';
import { mutePackage, padWord, quietSum } from './packages.fake.ts';
import { renderManifest, startTestServer, type TestServer } from './server.ts';
import { unpackArchive } from './unpack-archive.ts';

const run = promisify(execFile);
const documents = [
  '01-overview.md',
  '02-api-surface.json',
  '03-behavior-spec.md',
  '04-edge-cases.md',
  '05-configuration.md',
  '06-type-definitions.d.ts',
  '07-error-catalog.md',
  '08-compatibility-notes.md',
  '09-test-scenarios.json',
  '10-metadata.json',
];
const has = (program: string) =>
  (process.env.PATH ?? '').split(':').some((folder) => existsSync(join(folder, program)));

let registry: FakeServer;
let model: FakeModelServer;
let server: TestServer;
/** Two jobs of one package: the first with two more. */
let first: string;
let second: string;
beforeAll(async () => {
  registry = await startFakeRegistry([padWord, quietSum, mutePackage]);
  model = await startFakeModel();
  server = await startTestServer({ baseUrl: model.baseUrl, registry: registry.origin });
  first = await server.submit({ manifest_content: renderManifest('pad-word', '@quiet/sum', 'mute-package') });
  await server.listen(first);
  second = await server.submit({ manifest_content: renderManifest('pad-word'), license: 'isc' });
  await server.listen(second);
});
afterAll(async () => {
  await server.close();
  await model.close();
  await registry.close();
});

const outputOf = (id: string) => join(server.output, '.phalus', 'jobs', id, 'output');
async function read(path: string): Promise<{ status: number; body: never }> {
  const response = await server.get(path);
  return { status: response.status, body: (await response.json()) as never };
}

describe('GET /api/packages/{name}/csp', () => {
  it('answers the ten documents with the hashes of what it sends', async () => {
    const { status, body } = await read('/api/packages/pad-word/csp');
    const csp = body as { documents: { filename: string; content: string; content_hash: string }[] };

    expect(status).toBe(200);
    expect(Object.keys(body)).toEqual(['package_name', 'package_version', 'generated_at', 'documents']);
    expect(csp).toMatchObject({ package_name: 'pad-word', package_version: '1.2.0' });
    expect((body as { generated_at: string }).generated_at).toMatch(
      /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/,
    );
    expect(csp.documents.map(({ filename }) => filename)).toEqual(documents);
    for (const document of csp.documents) {
      expect(Object.keys(document)).toEqual(['filename', 'content', 'content_hash']);
      expect(document.content_hash).toBe(sha256Hex(document.content));
    }
  });

  it('answers with the hashes of what it sends also after a person edited a document', async () => {
    const path = join(outputOf(first), 'pad-word', '.cleanroom', 'csp', '01-overview.md');
    const before = await readFile(path, 'utf8');
    await writeFile(path, 'Mine.\n');

    const { body } = await read(`/api/packages/pad-word/csp?job=${first}`);
    await writeFile(path, before);

    expect((body as { documents: unknown[] }).documents[0]).toEqual({
      filename: '01-overview.md',
      content: 'Mine.\n',
      content_hash: sha256Hex('Mine.\n'),
    });
  });

  it('answers 500 with the envelope for a specification that is broken', async () => {
    const path = join(outputOf(first), 'pad-word', '.cleanroom', 'csp', '10-metadata.json');
    const before = await readFile(path, 'utf8');
    await writeFile(path, '{');

    const { status, body } = await read(`/api/packages/pad-word/csp?job=${first}`);
    await writeFile(path, before);

    expect(status).toBe(500);
    expect(body).toMatchObject({ error: expect.stringContaining('10-metadata.json') });
    expect(JSON.stringify(body)).not.toContain(server.folder);
  });
});

describe('GET /api/packages/{name}/audit', () => {
  it('answers the entries about the package and no others', async () => {
    const { status, body } = await read('/api/packages/%40quiet%2Fsum/audit');
    const entries = body as { timestamp: string; seq: number; event: { type: string; package: string } }[];

    expect(status).toBe(200);
    expect(new Set(entries.map(({ event }) => event.package))).toEqual(new Set(['@quiet/sum@2.0.1']));
    expect(entries.map(({ event }) => event.type)).toEqual(
      expect.arrayContaining(['docs_fetched', 'firewall_crossing', 'implementation_generated']),
    );
    expect(entries.map(({ seq }) => seq)).toEqual(entries.map(({ seq }) => seq).toSorted((a, b) => a - b));
    expect(entries[0]?.timestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
  });

  it('has the fields that the document shows', async () => {
    const { body } = await read(`/api/packages/pad-word/audit?job=${first}`);
    const find = (type: string) =>
      (body as { event: { type: string } }[]).find(({ event }) => event.type === type);

    expect(find('docs_fetched')?.event).toMatchObject({
      package: 'pad-word@1.2.0',
      urls_accessed: expect.any(Array),
      content_hashes: { readme: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    expect(find('firewall_crossing')?.event).toMatchObject({
      package: 'pad-word@1.2.0',
      documents_transferred: documents,
      sha256_checksums: Object.fromEntries(
        documents.map((name) => [name, expect.stringMatching(/^[0-9a-f]{64}$/)]),
      ),
      isolation_mode: 'context',
      source_code_accessed: false,
    });
  });

  it('answers 500 for a line that is no entry, and passes over one that is being written', async () => {
    const path = join(outputOf(first), 'audit.jsonl');
    const before = await readFile(path, 'utf8');
    const whole = await read(`/api/packages/pad-word/audit?job=${first}`);
    const [line = '', ...rest] = before.split('\n');

    await writeFile(path, `${before}{"timestamp":"2026-`);
    const torn = await read(`/api/packages/pad-word/audit?job=${first}`);
    await writeFile(path, [line, '{"seq":', ...rest].join('\n'));
    const damaged = await read(`/api/packages/pad-word/audit?job=${first}`);
    await writeFile(path, before);

    expect(torn).toEqual(whole);
    expect(damaged.status).toBe(500);
    expect(damaged.body).toMatchObject({ code: 'damaged', error: expect.stringContaining('line 2') });
    server.failures.splice(0);
  });

  it('takes the name with its version, and knows packages that came to nothing', async () => {
    const whole = await read(`/api/packages/pad-word/audit?job=${first}`);
    const versioned = await read(`/api/packages/pad-word@1.2.0/audit?job=${first}`);
    const other = await read(`/api/packages/pad-word@9.9.9/audit?job=${first}`);
    const stopped = await read('/api/packages/mute-package/audit');

    expect(versioned).toEqual(whole);
    expect(other.status).toBe(404);
    expect(stopped.status).toBe(200);
    expect(JSON.stringify(stopped.body)).toContain('package_stopped');
  });
});

describe('GET /api/packages/{name}/code', () => {
  it('answers every source file as text, without .cleanroom and what is not UTF-8', async () => {
    const folder = join(outputOf(first), 'pad-word');
    await writeFile(join(folder, 'picture.png'), Buffer.from([0x89, 0x50, 0xff, 0xfe]));
    const tree = await readTree(folder);

    const { status, body } = await read(`/api/packages/pad-word/code?job=${first}`);
    await rm(join(folder, 'picture.png'));

    const own = Object.entries(tree).filter(
      ([path]) => !path.startsWith('.cleanroom/') && path !== 'picture.png',
    );
    expect(status).toBe(200);
    expect(body).toEqual(Object.fromEntries(own));
    expect(Object.keys(body)).toEqual(
      expect.arrayContaining(['package.json', 'LICENSE', 'README.md', 'src/index.js']),
    );
  });
});

describe('GET /api/packages/{name}/validation', () => {
  it('answers the verdict with every check', async () => {
    const { status, body } = await read('/api/packages/pad-word/validation');

    expect(status).toBe(200);
    expect(body).toMatchObject({
      package_name: 'pad-word',
      package_version: '1.2.0',
      verdict: hasBubblewrap ? 'PASS' : 'REVIEW',
    });
    expect((body as { checks: { name: string }[] }).checks.map(({ name }) => name)).toEqual([
      'syntax',
      'tests',
      'api-surface',
      'behaviour',
      'beyond-examples',
      'side-effects',
      'dependencies',
      'secrets',
      'license',
      'similarity',
    ]);
  });
});

describe('a package of two jobs', () => {
  it('is answered by the newest that finished, and by the job that is asked for', async () => {
    const license = async (query: string) =>
      ((await read(`/api/packages/pad-word/code${query}`)).body as Record<string, string>).LICENSE?.split(
        '\n',
      )[0];

    expect(await license('')).toMatch(/ISC/);
    expect(await license(`?job=${second}`)).toMatch(/ISC/);
    expect(await license(`?job=${first}`)).toMatch(/MIT/);
    expect((await read(`/api/packages/@quiet/sum/code?job=${second}`)).status).toBe(404);
    expect((await read(`/api/packages/pad-word/code?job=${crypto.randomUUID()}`)).status).toBe(404);
    expect(await license(`?job=${first.toUpperCase()}`)).toMatch(/MIT/);
    for (const query of ['job=newest', 'job=', `job=${first}%00`, `job=${first}&job=${second}`]) {
      expect((await read(`/api/packages/pad-word/code?${query}`)).status).toBe(400);
    }
  });

  it('may also come from the command line, which writes into the same output folder', async () => {
    await cp(join(outputOf(first), 'pad-word'), join(server.output, 'by-hand'), { recursive: true });

    const { status, body } = await read('/api/packages/by-hand/csp');
    await rm(join(server.output, 'by-hand'), { recursive: true });

    expect(status).toBe(200);
    expect(body).toMatchObject({ package_name: 'pad-word' });
  });

  it.each(['@own/sum', '%40own%2Fsum', '@own__sum'])('from the command line is found as %s', async (name) => {
    const log = await readFile(join(outputOf(first), 'audit.jsonl'), 'utf8');
    await cp(join(outputOf(first), '@quiet__sum'), join(server.output, '@own__sum'), { recursive: true });
    await writeFile(join(server.output, 'audit.jsonl'), log.replaceAll('@quiet/sum', '@own/sum'));

    const statuses = await Promise.all(
      ['csp', 'code', 'audit', 'validation'].map(
        async (resource) => (await read(`/api/packages/${name}/${resource}`)).status,
      ),
    );
    await rm(join(server.output, '@own__sum'), { recursive: true });
    await rm(join(server.output, 'audit.jsonl'));

    expect(statuses).toEqual([200, 200, 200, 200]);
  });
});

describe('names', () => {
  it.each([
    '@quiet/sum',
    '%40quiet/sum',
    '@quiet%2fsum',
    '%40quiet%2Fsum',
    '@quiet__sum',
    '@quiet/sum@2.0.1',
  ])('finds %s', async (name) => {
    for (const resource of ['csp', 'code', 'audit', 'validation']) {
      expect((await server.get(`/api/packages/${name}/${resource}`)).status).toBe(200);
    }
  });

  it('are found by no spelling that nobody gave', async () => {
    const known = new Set(['pad-word', '@quiet/sum', 'mute-package']);
    const name = fc.string({ unit: 'grapheme', minLength: 1 }).filter((each) => !known.has(each));
    await fc.assert(
      fc.asyncProperty(
        name,
        fc.constantFrom('csp', 'code', 'audit', 'validation'),
        async (each, resource) => {
          const response = await server.get(`/api/packages/${encodeURIComponent(each)}/${resource}`);
          expect(response.status).toBe(404);
          expect(await response.json()).toMatchObject({ error: expect.any(String) });
        },
      ),
      { numRuns: 200 },
    );
  });

  it.each([
    '..',
    '../..',
    '%2e%2e',
    '%2e%2e%2f%2e%2e',
    '..%2f..%2f..%2fetc%2fpasswd',
    '..%5c..%5cetc',
    '%252e%252e%252f',
    '%2fetc%2fpasswd',
    '%2Fetc',
    '//etc/passwd',
    'C:%5cWindows',
    'pad-word%00',
    '%00',
    'pad-word%2f..%2f..%2f..',
    'pad-word/../../record.json',
    'pad-word%2f.cleanroom',
    'pad-word/.cleanroom',
    '.phalus',
    '.phalus%2fjobs',
    '%2ephalus',
    '․․', // one dot leaders
    '%ef%bc%8e%ef%bc%8e%ef%bc%8f', // full width
    '%c0%ae%c0%ae%c0%af', // overlong
    '%zz',
    '%',
    'a'.repeat(3000),
    '__proto__',
    'constructor',
    '%F0%9F%92%A9',
    'audit.jsonl',
    '*',
    'pad-*',
  ])('does not let %s out of the output', async (name) => {
    for (const resource of ['csp', 'code', 'audit', 'validation']) {
      for (const query of ['', `?job=${first}`]) {
        const response = await server.get(`/api/packages/${name}/${resource}${query}`);
        const body = await response.text();
        expect([400, 404]).toContain(response.status);
        expect(JSON.parse(body)).toMatchObject({ error: expect.any(String) });
        expect(body).not.toContain('root:');
      }
    }
  });
});

describe('links inside the output', () => {
  let outside: string;
  beforeAll(async () => {
    outside = await mkdtemp(join(tmpdir(), 'phalus-outside-'));
    await cp(join(outputOf(first), 'pad-word'), join(outside, 'pad-word'), { recursive: true });
    await writeFile(join(outside, 'secret.txt'), 'the secret\n');
    await cp(join(outputOf(first), 'audit.jsonl'), join(outside, 'audit.jsonl'));
  });
  afterAll(() => rm(outside, { recursive: true, force: true }));

  /** As the job, with one place a link to the same outside. */
  async function linkAndRead(place: string, target: string, resource: string) {
    const path = join(outputOf(first), place);
    const aside = `${path}.aside`;
    if (existsSync(path)) await cp(path, aside, { recursive: true });
    await rm(path, { recursive: true, force: true });
    await symlink(target, path);
    const answer = await server.get(`/api/packages/pad-word/${resource}?job=${first}`);
    const text = await answer.text();
    await rm(path);
    if (existsSync(aside)) await cp(aside, path, { recursive: true });
    await rm(aside, { recursive: true, force: true });
    return { status: answer.status, text };
  }

  it.each([
    ['../output', '', 'csp'],
    ['../output', '', 'code'],
    ['../output', '', 'audit'],
    ['pad-word', 'pad-word', 'csp'],
    ['pad-word', 'pad-word', 'code'],
    ['pad-word', 'pad-word', 'validation'],
    ['pad-word/.cleanroom', 'pad-word/.cleanroom', 'csp'],
    ['pad-word/.cleanroom', 'pad-word/.cleanroom', 'validation'],
    ['pad-word/.cleanroom/csp', 'pad-word/.cleanroom/csp', 'csp'],
    ['pad-word/.cleanroom/csp/01-overview.md', 'secret.txt', 'csp'],
    ['pad-word/.cleanroom/manifest.json', 'pad-word/.cleanroom/manifest.json', 'csp'],
    ['pad-word/.cleanroom/validation.json', 'pad-word/.cleanroom/validation.json', 'validation'],
    ['audit.jsonl', 'secret.txt', 'audit'],
  ])('%s that leads to %s is not followed by /%s', async (place, target, resource) => {
    expect((await read(`/api/packages/pad-word/${resource}?job=${first}`)).status).toBe(200);
    expect((await linkAndRead(place, join(outside, target), resource)).status).toBe(404);
  });

  it('are left out of /code and of the ZIP', async () => {
    const folder = join(outputOf(first), 'pad-word');
    await symlink(join(outside, 'secret.txt'), join(folder, 'link.txt'));
    await symlink(outside, join(folder, 'linked'));

    const code = await read(`/api/packages/pad-word/code?job=${first}`);
    const names = Object.keys(await unpack(first));
    await rm(join(folder, 'link.txt'));
    await rm(join(folder, 'linked'));

    expect(JSON.stringify(code.body)).not.toContain('the secret');
    expect(names.filter((name) => name.includes('link'))).toEqual([]);
  });
});

async function unpack(id: string): Promise<Record<string, string>> {
  const response = await server.get(`/api/jobs/${id}/download`);
  return unpackArchive(Buffer.from(await response.arrayBuffer()));
}

describe('GET /api/jobs/{id}/download', () => {
  it("holds the packages of that job, byte for byte, with their evidence and the job's audit log", async () => {
    const response = await server.get(`/api/jobs/${first}/download`);
    await response.body?.cancel();

    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/zip');
    expect(response.headers.get('content-disposition')).toBe(`attachment; filename="phalus-${first}.zip"`);
    expect(await unpack(first)).toEqual(await readTree(outputOf(first)));
    expect(new Set(Object.keys(await unpack(second)).map((name) => name.split('/')[0]))).toEqual(
      new Set(['audit.jsonl', 'pad-word']),
    );
  });

  it.skipIf(!has('unzip') || !has('npm'))('opens in unzip, and npm test runs in it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'phalus-zip-'));
    const response = await server.get(`/api/jobs/${first}/download`);
    await writeFile(join(folder, 'job.zip'), Buffer.from(await response.arrayBuffer()));

    await run('unzip', ['-q', 'job.zip'], { cwd: folder });
    const { stdout } = await run('npm', ['test'], { cwd: join(folder, 'pad-word') });
    await rm(folder, { recursive: true });

    expect(stdout).toMatch(/# fail 0/);
  });

  it('answers HEAD without a body, and 404 when the output is gone', async () => {
    const head = await fetch(`${server.url}/api/jobs/${second}/download`, { method: 'HEAD' });
    const aside = `${outputOf(second)}-aside`;
    await cp(outputOf(second), aside, { recursive: true });
    await rm(outputOf(second), { recursive: true });

    const gone = await read(`/api/jobs/${second}/download`);
    await mkdir(outputOf(second));
    await cp(aside, outputOf(second), { recursive: true });

    expect([head.status, head.headers.get('content-type')]).toEqual([200, 'application/zip']);
    expect(gone.status).toBe(404);
    expect(gone.body).toMatchObject({ error: expect.any(String) });
  });

  it('leaves nothing open when a reader goes away half way', async () => {
    const path = join(outputOf(first), 'pad-word', 'a-large-file');
    await writeFile(path, randomBytes(8 * 1024 * 1024));
    const countOpen = async () => {
      const links = await readdir('/proc/self/fd').catch(() => []);
      const targets = await Promise.all(
        links.map((link) => readlink(`/proc/self/fd/${link}`).catch(() => '')),
      );
      return targets.filter((target) => target.startsWith(server.output)).length;
    };

    for (let round = 0; round < 5; round += 1) {
      const response = await server.get(`/api/jobs/${first}/download`);
      const reader = response.body?.getReader();
      await reader?.read();
      await reader?.cancel();
    }
    for (let waits = 0; waits < 100 && (await countOpen()) > 0; waits += 1) await sleep(20);

    expect(await countOpen()).toBe(0);
    await rm(path);
    expect(Object.keys(await unpack(first)).length).toBeGreaterThan(10);
    expect(server.failures.filter((failure) => !String(failure).includes('10-metadata.json'))).toEqual([]);
  });

  it('leaves out a name that would be a folder elsewhere, and holds the rest', async () => {
    const path = join(outputOf(second), 'pad-word', '..\\..\\..\\outside.txt');
    await writeFile(path, '');

    const names = Object.keys(await unpack(second));
    await rm(path);

    expect(names).toContain('pad-word/package.json');
    expect(names.filter((name) => name.includes('outside'))).toEqual([]);
  });

  it('breaks off when a file goes away half way, and the server goes on', async () => {
    const large = join(outputOf(first), 'pad-word', 'a-large-file');
    const path = join(outputOf(first), 'pad-word', 'src', 'index.js');
    const before = await readFile(path);
    await writeFile(large, randomBytes(8 * 1024 * 1024));

    const response = await server.get(`/api/jobs/${first}/download`);
    const reader = response.body?.getReader();
    await reader?.read();
    await rm(path);
    const reading = (async () => {
      while (!(await reader?.read())?.done);
    })();

    await expect(reading).rejects.toThrow();
    await rm(large);
    await writeFile(path, before);
    expect(Object.keys(await unpack(first))).toContain('pad-word/src/index.js');
  });
});
