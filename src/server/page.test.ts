import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Config } from '../config/index.ts';
import { createApp } from './create-app.ts';
import { openJobManager } from './jobs/manager.ts';
import type { ServerParts } from './types.ts';

let folder: string;
let parts: ServerParts;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'phalus-page-'));
  const page = join(folder, 'web');
  await mkdir(join(page, 'assets', 'deep'), { recursive: true });
  await mkdir(join(page, 'assets', 'folder.js'));
  await writeFile(join(folder, 'secret.js'), 'nobody sees this');
  await writeFile(join(page, 'own.js'), 'nobody sees this');
  await writeFile(join(page, 'index.html'), '<!doctype html><title>phalus</title>');
  await writeFile(join(page, 'assets', 'index-AbC_1.js'), 'export {};');
  await writeFile(join(page, 'assets', 'style-1.css'), 'body {}');
  await writeFile(join(page, 'assets', 'icon-1.svg'), '<svg/>');
  await writeFile(join(page, 'assets', '.hidden.js'), 'nobody sees this');
  await writeFile(join(page, 'assets', 'notes.txt'), 'nobody sees this');
  await writeFile(join(page, 'assets', 'deep', 'a.js'), 'nobody sees this');
  await symlink(join(folder, 'secret.js'), join(page, 'assets', 'link.js'));
  parts = {
    version: '1.2.3',
    readReadiness: () => Promise.reject(new Error('nobody asks')),
    jobs: await openJobManager({
      config: Config.parse({ output: { directory: join(folder, 'output') } }),
      openServices: () => Promise.reject(new Error('no job is to be run')),
      now: () => new Date(),
      newId: () => crypto.randomUUID(),
    }),
    token: '',
    pageFolder: page,
  };
});
afterAll(async () => {
  await parts.jobs.close();
  await rm(folder, { recursive: true, force: true });
});

const headers = { host: '127.0.0.1:3000' };
const get = (path: string, changes: Partial<ServerParts> = {}, more: Record<string, string> = {}) =>
  createApp({ ...parts, ...changes }).request(path, { headers: { ...headers, ...more } });

describe('the page', () => {
  it.each([
    ['/', 'text/html; charset=utf-8', 'no-store', '<!doctype html><title>phalus</title>'],
    ['/assets/index-AbC_1.js', 'text/javascript; charset=utf-8', /immutable/, 'export {};'],
    ['/assets/style-1.css', 'text/css; charset=utf-8', /immutable/, 'body {}'],
    ['/assets/icon-1.svg', 'image/svg+xml', /immutable/, '<svg/>'],
  ])('%s is sent as it was built, with all that keeps a browser strict', async (path, type, cache, text) => {
    const response = await get(path);

    expect([response.status, await response.text()]).toEqual([200, text]);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': type,
      'cache-control': typeof cache === 'string' ? cache : expect.stringMatching(cache),
      'content-security-policy':
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'permissions-policy': expect.stringContaining('camera=()'),
      'cross-origin-opener-policy': 'same-origin',
    });
  });

  it.each([
    '/assets/../own.js',
    '/assets/..%2fown.js',
    '/assets/%2e%2e%2fown.js',
    '/assets/%2e%2e/%2e%2e/secret.js',
    '/assets/..%5cown.js',
    '/assets/deep/a.js',
    '/assets/deep%2fa.js',
    '/assets/link.js',
    '/assets/folder.js',
    '/assets/.hidden.js',
    '/assets/notes.txt',
    '/assets/none.js',
    '/assets/index-AbC_1.js%00.css',
    '/assets/constructor',
    '/assets/x.constructor',
    '/assets/x.__proto__',
    '/assets/',
    '/assets',
    '/own.js',
    '/web/own.js',
    '/index.html',
    `/assets/${'x'.repeat(5000)}.js`,
  ])('%s is nothing that is sent', async (path) => {
    const response = await get(path);

    expect(response.status).toBe(404);
    expect(await response.text()).not.toContain('nobody sees this');
  });

  it('needs no token, because it holds nothing; all the API does', async () => {
    const token = { token: 's3cret' };

    expect((await get('/', token)).status).toBe(200);
    expect((await get('/assets/index-AbC_1.js', token)).status).toBe(200);
    for (const path of ['/api/machine', '/api/jobs', '/api/openapi.json', '/assets/x/y', '/own.js', '//']) {
      expect((await get(path, token)).status, path).toBe(401);
    }
  });

  it('is for nobody who comes by another name, or from another site', async () => {
    expect((await get('/', {}, { host: 'phalus.example' })).status).toBe(403);
    expect((await get('/', {}, { origin: 'http://phalus.example' })).status).toBe(403);
    expect((await get('/assets/index-AbC_1.js', {}, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  });

  it('says how it is built where it was not', async () => {
    for (const pageFolder of [null, join(folder, 'nothing')]) {
      const response = await get('/', { pageFolder });

      expect(response.status).toBe(404);
      expect(response.headers.get('content-type')).toMatch(/^text\/plain/);
      expect(await response.text()).toMatch(/npm run build/);
    }
  });

  it('is only read', async () => {
    for (const path of ['/', '/assets/index-AbC_1.js']) {
      const response = await createApp(parts).request(path, { headers, method: 'POST' });

      expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    }
  });

  it('and the API are kept apart: what a browser shows of an answer may load nothing', async () => {
    for (const path of ['/api/jobs', '/api/nothing']) {
      const response = await get(path);

      expect(response.headers.get('content-security-policy')).toBe(
        "default-src 'none'; frame-ancestors 'none'",
      );
    }
  });
});
