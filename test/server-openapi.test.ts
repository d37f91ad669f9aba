import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FakeServer } from '../src/registry/npm/registry-server.fake.ts';
import { type FakeModelServer, startFakeModel } from './model-server.fake.ts';
import { startFakeRegistry } from './npm-registry.fake.ts';
import { ajv, findFaults, type OpenApi } from './openapi.ts';
import { mutePackage, padWord } from './packages.fake.ts';
import { renderManifest, startTestServer, type TestServer } from './server.ts';

let registry: FakeServer;
let model: FakeModelServer;
let server: TestServer;
let document: OpenApi;
let id: string;
beforeAll(async () => {
  registry = await startFakeRegistry([padWord, mutePackage]);
  model = await startFakeModel();
  server = await startTestServer({ baseUrl: model.baseUrl, registry: registry.origin });
  document = (await (await server.get('/api/openapi.json')).json()) as OpenApi;
  id = await server.submit({ manifest_content: renderManifest('pad-word', 'mute-package') });
  await server.listen(id);
});
afterAll(async () => {
  await server.close();
  await model.close();
  await registry.close();
});

describe('GET /api/openapi.json', () => {
  it('describes every route of the document, and those beyond it', () => {
    const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );

    expect(document.openapi).toBe('3.1.0');
    expect(operations.toSorted()).toEqual([
      'delete /api/jobs/{id}',
      'get /api/health',
      'get /api/jobs',
      'get /api/jobs/{id}',
      'get /api/jobs/{id}/download',
      'get /api/jobs/{id}/events',
      'get /api/jobs/{id}/stream',
      'get /api/machine',
      'get /api/openapi.json',
      'get /api/packages/{name}/audit',
      'get /api/packages/{name}/code',
      'get /api/packages/{name}/csp',
      'get /api/packages/{name}/evidence',
      'get /api/packages/{name}/provenance',
      'get /api/packages/{name}/validation',
      'post /api/jobs',
      'post /api/jobs/{id}/pause',
      'post /api/jobs/{id}/resume',
      'post /api/manifest/parse',
      'post /api/plan',
    ]);
  });

  it('has operations of one name each, parameters for what stands in braces, and schemas that compile', () => {
    const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.values(methods).map((operation) => ({ path, operation })),
    );

    expect(new Set(operations.map(({ operation }) => operation.operationId)).size).toBe(operations.length);
    for (const { path, operation } of operations) {
      const inBraces = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      const inPath = operation.parameters.filter((each) => each.in === 'path').map((each) => each.name);
      expect(inPath).toEqual(inBraces);
      for (const { content } of Object.values(operation.responses)) {
        for (const { schema } of Object.values(content)) {
          expect(() => ajv.compile({ ...schema, components: document.components })).not.toThrow();
        }
      }
    }
  });

  it('is what really happens: good answers and bad ones fit it', async () => {
    const manifest_content = renderManifest('mute-package');
    const calls: readonly (readonly [method: string, path: string, request: string, body?: unknown])[] = [
      ['get', '/api/health', '/api/health'],
      ['get', '/api/openapi.json', '/api/openapi.json'],
      ['get', '/api/machine', '/api/machine'],
      ['get', '/api/jobs', '/api/jobs'],
      ['get', '/api/jobs/{id}', `/api/jobs/${id}`],
      ['get', '/api/jobs/{id}', '/api/jobs/none'],
      ['get', '/api/jobs/{id}/stream', `/api/jobs/${id}/stream`],
      ['get', '/api/jobs/{id}/stream', '/api/jobs/none/stream'],
      ['get', '/api/jobs/{id}/download', `/api/jobs/${id}/download`],
      ['get', '/api/jobs/{id}/download', '/api/jobs/none/download'],
      ['get', '/api/jobs/{id}/events', `/api/jobs/${id}/events`],
      ['get', '/api/jobs/{id}/events', `/api/jobs/${id}/events?after=3&limit=2`],
      ['get', '/api/jobs/{id}/events', `/api/jobs/${id}/events?limit=none`],
      ['get', '/api/jobs/{id}/events', '/api/jobs/none/events'],
      ['post', '/api/jobs/{id}/pause', `/api/jobs/${id}/pause`],
      ['post', '/api/jobs/{id}/pause', '/api/jobs/none/pause'],
      ['post', '/api/jobs/{id}/resume', `/api/jobs/${id}/resume`],
      ['post', '/api/jobs/{id}/resume', `/api/jobs/${id}/resume`, { budget: { tokens: -1 } }],
      ['post', '/api/plan', '/api/plan', { manifest_content: renderManifest('pad-word') }],
      ['post', '/api/plan', '/api/plan', { manifest_content: 'prose' }],
      ...['csp', 'audit', 'code', 'validation', 'evidence', 'provenance'].flatMap((resource) => {
        const path = `/api/packages/{name}/${resource}`;
        return [
          ['get', path, `/api/packages/pad-word/${resource}`],
          ['get', path, `/api/packages/pad-word/${resource}?job=${id}`],
          ['get', path, `/api/packages/none/${resource}`],
          ['get', path, `/api/packages/pad-word/${resource}?job=none`],
        ] as const;
      }),
      ['post', '/api/manifest/parse', '/api/manifest/parse', renderManifest('a')],
      ['post', '/api/manifest/parse', '/api/manifest/parse', '{"dependencies":{"a":"1","b":"file:b"}}'],
      ['post', '/api/manifest/parse', '/api/manifest/parse', 'prose'],
      ['post', '/api/jobs', '/api/jobs', { manifest_content }],
      ['post', '/api/jobs', '/api/jobs', {}],
      ['post', '/api/jobs', '/api/jobs', { resume: id }],
      ['post', '/api/jobs', '/api/jobs', { resume: crypto.randomUUID() }],
      ['delete', '/api/jobs/{id}', `/api/jobs/${id}`],
    ];

    const faults: string[] = [];
    const statuses: number[] = [];
    for (const [method, path, request, body] of calls) {
      const response = await fetch(`${server.url}${request}`, {
        method: method.toUpperCase(),
        ...(body !== undefined && {
          headers: { 'content-type': 'application/json' },
          body: typeof body === 'string' ? body : JSON.stringify(body),
        }),
      });
      statuses.push(response.status);
      faults.push(...(await findFaults(document, { method, path }, response)));
    }

    expect(faults).toEqual([]);
    expect(new Set(statuses)).toEqual(new Set([200, 400, 404, 409]));
  });

  it('has the shape of every event', async () => {
    const isEvent = ajv.compile({ ...document.components.schemas.StreamEvent });
    const events = await server.listen(id);
    const sent =
      document.paths['/api/jobs/{id}/stream']?.get?.responses[200]?.content['text/event-stream']?.schema;

    expect(sent).toMatchObject({
      properties: { data: { contentSchema: { $ref: '#/components/schemas/StreamEvent' } } },
    });
    expect(events.filter(({ data }) => !isEvent(data))).toEqual([]);
    expect(isEvent({ PackageDone: { name: 'a' } })).toBe(false);
  });
});
