import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FakeServer } from '../src/registry/npm/registry-server.fake.ts';
import { type FakeModelServer, startFakeModel } from './model-server.fake.ts';
import { startFakeRegistry } from './npm-registry.fake.ts';
import { arbitraryOf, findFaults, type OpenApi, type Operation, oddTexts } from './openapi.ts';
import { padWord, quietSum } from './packages.fake.ts';
import { renderManifest, startTestServer, type TestServer } from './server.ts';

const run = promisify(execFile);
const knownNames = ['pad-word', '@quiet/sum'];

let registry: FakeServer;
let model: FakeModelServer;
let server: TestServer;
let document: OpenApi;
let id: string;
/** A job that may be deleted. */
let spare: string;
beforeAll(async () => {
  registry = await startFakeRegistry([padWord, quietSum]);
  model = await startFakeModel();
  server = await startTestServer({ baseUrl: model.baseUrl, registry: registry.origin });
  document = (await (await server.get('/api/openapi.json')).json()) as OpenApi;
  id = await server.submit({ manifest_content: renderManifest(...knownNames) });
  await server.listen(id);
  spare = await server.submit({ manifest_content: renderManifest('none-of-these') });
  await server.listen(spare);
});
afterAll(async () => {
  await server.close();
  await model.close();
  await registry.close();
});

/** One request to an operation, from the document's own words: mostly as they want it, partly not. */
function arbitraryRequest(operation: Operation, id: string) {
  const known = { name: knownNames, id: [id], job: [id] };
  const text = (name: string, schema: Operation['parameters'][number]['schema']) =>
    fc.oneof(
      fc.constantFrom(...(known[name as keyof typeof known] ?? [''])),
      arbitraryOf(schema).map(String),
      fc.constantFrom(...oddTexts),
    );
  const of = (place: string) =>
    Object.fromEntries(
      operation.parameters
        .filter((each) => each.in === place)
        .map(({ name, schema }) => [name, text(name, schema)]),
    );
  const [[type, body] = ['', undefined]] = Object.entries(operation.requestBody?.content ?? {});
  return fc.record({
    inPath: fc.record(of('path')),
    inQuery: fc.record(of('query'), { requiredKeys: [] }),
    type: fc.constant(type),
    body: body === undefined ? fc.constant(undefined) : arbitraryOf(body.schema),
  });
}

/** Half of a surrogate pair has no address; a segment of dots is taken out of one by every client. */
function encode(text: string): string {
  const encoded = encodeURIComponent(Buffer.from(text).toString());
  return /^\.{1,2}$/.test(encoded) || encoded === '' ? 'dots' : encoded;
}

describe('the API as its document describes it', () => {
  const operations = [
    ['get', '/api/health'],
    ['get', '/api/jobs'],
    ['get', '/api/jobs/{id}'],
    ['delete', '/api/jobs/{id}'],
    ['get', '/api/jobs/{id}/stream'],
    ['get', '/api/jobs/{id}/download'],
    ['get', '/api/jobs/{id}/events'],
    ['post', '/api/jobs/{id}/pause'],
    ['post', '/api/jobs/{id}/resume'],
    ['get', '/api/packages/{name}/csp'],
    ['get', '/api/packages/{name}/audit'],
    ['get', '/api/packages/{name}/code'],
    ['get', '/api/packages/{name}/validation'],
    ['get', '/api/packages/{name}/evidence'],
    ['get', '/api/packages/{name}/provenance'],
    ['get', '/api/machine'],
    ['get', '/api/openapi.json'],
    ['post', '/api/manifest/parse'],
    ['post', '/api/jobs'],
    ['post', '/api/plan'],
  ] as const;

  /** A job that is over cannot be stopped, and few of the jobs that are thought of can be done. */
  const usual: Record<string, number> = {
    'delete /api/jobs/{id}': 404,
    'post /api/jobs': 400,
    'post /api/jobs/{id}/pause': 409,
    'post /api/jobs/{id}/resume': 409,
    'post /api/plan': 400,
  };

  it.each(operations)('%s %s answers anything as it says, and never with 500', async (method, path) => {
    const operation = document.paths[path]?.[method];
    if (operation === undefined) throw new Error(`${method} ${path} is not in the document`);
    const seen = new Set<number>();

    await fc.assert(
      fc.asyncProperty(
        arbitraryRequest(operation, method === 'delete' ? spare : id),
        async ({ inPath, inQuery, type, body }) => {
          const place = path.replace(/\{(\w+)\}/g, (_, name: string) => encode(String(inPath[name])));
          const query = new URLSearchParams(inQuery as Record<string, string>).toString();
          const response = await fetch(`${server.url}${place}${query === '' ? '' : `?${query}`}`, {
            method: method.toUpperCase(),
            ...(body !== undefined && {
              headers: { 'content-type': type },
              body: type === 'application/json' ? JSON.stringify(body) : String(body),
            }),
          });
          seen.add(response.status);
          expect(await findFaults(document, { method, path }, response)).toEqual([]);
          expect(response.status).not.toBe(500);
          await response.body?.cancel().catch(() => {});
        },
      ),
      { numRuns: 60 },
    );

    expect(server.failures).toEqual([]);
    expect([...seen]).toContain(usual[`${method} ${path}`] ?? 200);
  });

  it('names every operation that is fuzzed here', () => {
    const all = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );

    expect(operations.map((words) => words.join(' ')).toSorted()).toEqual(all.toSorted());
  });
});

describe('schemathesis', () => {
  let folder: string;
  let program: string | null = null;
  let problem = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'phalus-schemathesis-'));
    const python = join(folder, 'venv', 'bin', 'python');
    const limits = { timeout: 90_000 };
    try {
      await run('python3', ['-m', 'venv', join(folder, 'venv')], limits);
      const words = ['install', '--quiet', '--retries', '1', '--timeout', '15', 'schemathesis>=4,<5'];
      await run(python, ['-m', 'pip', ...words], limits);
      program = join(folder, 'venv', 'bin', 'schemathesis');
    } catch (error) {
      problem = String((error as { stderr?: string }).stderr ?? error)
        .trim()
        .split('\n')
        .slice(-1)
        .join();
    }
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.for([
    ['names that it thinks of', ''],
    ['names of packages that are there', `"path.name" = "${knownNames[0]}"\n`],
    ['a job that is there', `"path.id" = "ID"\n"query.job" = "ID"\n`],
  ])(
    'finds no 500 and no answer outside the document, with %s',
    { timeout: 300_000 },
    async ([, settings = ''], { skip }) => {
      if (program === null) return skip(`schemathesis cannot be installed here: ${problem}`);
      const report = join(folder, 'report.json');
      await writeFile(
        join(folder, 'schemathesis.toml'),
        `[parameters]\n"query.remove" = "false"\n${settings.replaceAll('ID', id)}`,
      );
      const words = [
        '--checks',
        'all',
        '--max-examples',
        '15',
        '--seed',
        '4',
        '--generation-database',
        'none',
      ];
      // What a manifest is no schema can say: text that fits it may be refused. And a job that is stopped is not gone.
      const checks = ['--exclude-checks', 'positive_data_acceptance,use_after_free'];
      const options = [...words, ...checks, '--report', 'json'];

      const { stdout } = await run(
        program,
        ['run', `${server.url}/api/openapi.json`, ...options, '--report-json-path', report],
        { cwd: folder, timeout: 240_000 },
      ).catch((error: { stdout?: string }) => ({ stdout: error.stdout ?? String(error) }));

      const { failures, errors, operations, test_cases } = JSON.parse(await readFile(report, 'utf8'));
      expect({ failures, errors }, stdout).toEqual({ failures: [], errors: [] });
      expect(operations).toMatchObject({ tested: operations.total, skipped: 0 });
      expect(operations.total).toBeGreaterThan(11);
      expect(test_cases.generated).toBeGreaterThan(100);
      expect(server.failures).toEqual([]);
    },
  );
});
