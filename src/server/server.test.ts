import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Config } from '../config/index.ts';
import { createApp } from './create-app.ts';
import { openJobManager } from './jobs/manager.ts';
import { startServer } from './start-server.ts';
import type { ServerParts } from './types.ts';

let folder: string;
let parts: ServerParts;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'phalus-app-'));
  parts = {
    version: '1.2.3',
    readReadiness: async () => ({
      model: { ready: true, detail: 'local/small' },
      sandbox: { ready: false, reason: 'no bubblewrap', remedy: 'install it' },
    }),
    jobs: await openJobManager({
      config: Config.parse({ output: { directory: folder } }),
      openServices: () => Promise.reject(new Error('no job is to be run')),
      now: () => new Date(),
      newId: () => crypto.randomUUID(),
    }),
    token: '',
  };
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const local = { headers: { host: '127.0.0.1:3000' } };
const address = { host: '127.0.0.1', port: 0, token: '' };

it('the address of a server that nobody configured is the one of the document', () => {
  expect(Config.parse({}).web).toMatchObject({ host: '127.0.0.1', port: 3000, token: '' });
});

describe('createApp()', () => {
  it('answers /api/health with status, version and readiness', async () => {
    const response = await createApp(parts).request('/api/health', local);

    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      status: 'ok',
      version: '1.2.3',
      ready: false,
      readiness: await parts.readReadiness(),
    });
  });

  it.each(['/api/health', '/api/nothing', '/api/jobs'])(
    'lets nobody keep its answer, or take it for another type: %s',
    async (path) => {
      const { headers } = await createApp(parts).request(path, local);

      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    },
  );

  it('answers a failure inside with the error envelope and no detail, and tells of it elsewhere', async () => {
    const failures: unknown[] = [];
    const app = createApp({
      ...parts,
      readReadiness: async () => {
        throw new Error('secret');
      },
      onFailure: (error) => failures.push(error),
    });

    const response = await app.request('/api/health', local);

    expect(response.status).toBe(500);
    expect(await response.json()).toEqual({ error: 'The server could not answer', code: 'internal' });
    expect(failures).toEqual([new Error('secret')]);
  });

  it.each([
    ['GET', '/index.html', 404, null],
    ['GET', '/api/nothing', 404, null],
    ['GET', '/api/packages/x', 404, null],
    ['POST', '/api/health', 405, 'GET, HEAD'],
    ['GET', '/api/manifest/parse', 405, 'POST'],
    ['PATCH', '/api/jobs', 405, 'POST, GET, HEAD'],
    ['PUT', '/api/jobs/1/stream', 405, 'GET, HEAD'],
    ['DELETE', '/api/packages/@scope/name/csp', 405, 'GET, HEAD'],
    ['OPTIONS', '/api/jobs/1', 405, 'GET, HEAD, DELETE'],
  ])('answers %s %s with %i, the envelope and the methods there are', async (method, path, status, allow) => {
    const response = await createApp(parts).request(path, { ...local, method });

    expect(response.status).toBe(status);
    expect(response.headers.get('allow')).toBe(allow);
    expect(await response.json()).toMatchObject({ error: expect.stringContaining(`${method} ${path}`) });
  });

  it.each([
    'localhost',
    'localhost:3000',
    'LOCALHOST:3000',
    '127.0.0.1',
    '127.8.9.1:80',
    '[::1]:3000',
    '[0:0:0:0:0:0:0:1]:80',
  ])('answers as "%s"', async (host) => {
    const response = await createApp(parts).request('/api/health', { headers: { host } });

    expect(response.status).toBe(200);
  });

  it.each([
    [{ host: 'phalus.example' }],
    [{ host: '127.0.0.1.phalus.example:3000' }],
    [{ host: 'localhost.phalus.example' }],
    [{ host: '192.0.2.1' }],
    [{ host: '0.0.0.0:3000' }],
    [{ host: '[::]:3000' }],
    [{ host: '[::ffff:127.0.0.1]:3000' }],
    [{ host: 'localhost.:3000' }],
    [{ host: 'localhost,phalus.example' }],
    [{ host: 'phalus.example#localhost' }],
    [{ host: 'phalus.example?localhost' }],
    [{ host: 'phalus.example\\@localhost' }],
    [{ host: 'localhost.localdomain' }],
    [{ host: '127.0.0.1.nip.example' }],
    [{ ...local.headers, origin: 'http://127.0.0.1' }],
    [{ ...local.headers, origin: 'http://127.0.0.1:3000.phalus.example' }],
    [{ ...local.headers, origin: 'http://127.0.0.1:3000@phalus.example' }],
    [{ ...local.headers, origin: '' }],
    [{ host: '[::1]:3000', origin: 'http://127.0.0.1:3000' }],
    [{ ...local.headers, origin: 'http://127.0.0.1:3000, http://phalus.example' }],
    [{ host: 'localhost@phalus.example' }],
    [{ host: '' }],
    [{ ...local.headers, origin: 'http://phalus.example' }],
    [{ ...local.headers, origin: 'null' }],
    [{ ...local.headers, origin: 'http://127.0.0.1:3001' }],
    [{ ...local.headers, origin: 'http://localhost:3000' }],
    [{ ...local.headers, 'sec-fetch-site': 'cross-site' }],
    [{ ...local.headers, 'sec-fetch-site': 'same-site' }],
  ])('refuses %o: it may come from a page of another site', async (headers) => {
    const response = await createApp(parts).request('/api/health', { headers });

    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ code: 'forbidden', error: expect.any(String) });
  });

  it('answers a page of its own', async () => {
    const headers = { ...local.headers, origin: 'http://127.0.0.1:3000', 'sec-fetch-site': 'same-origin' };

    expect((await createApp(parts).request('/api/health', { headers })).status).toBe(200);
  });

  it.each([
    [{}, '', 401],
    [{ authorization: 'Bearer wrong' }, '', 401],
    [{ authorization: 'Basic s3cret' }, '', 401],
    [{}, '?token=wrong', 401],
    [{ authorization: 'Bearer s3cret' }, '', 200],
    [{}, '?token=s3cret', 200],
    [{ authorization: 'Bearer s3cret', origin: 'http://other.example' }, '', 403],
  ])('with a token, by any name, answers %o%s with %i', async (headers, query, status) => {
    const app = createApp({ ...parts, token: 's3cret' });

    const response = await app.request(`/api/health${query}`, {
      headers: { host: 'phalus.example', ...headers },
    });
    const head = await app.request(`/api/health${query}`, {
      method: 'HEAD',
      headers: { host: 'phalus.example', ...headers },
    });

    expect([response.status, head.status]).toEqual([status, status]);
    expect(response.headers.get('www-authenticate')).toBe(status === 401 ? 'Bearer' : null);
  });
});

it('a token in the query is none for what changes anything', async () => {
  const app = createApp({ ...parts, token: 's3cret' });

  for (const [method, path] of [
    ['POST', '/api/jobs'],
    ['POST', '/api/manifest/parse'],
    ['DELETE', '/api/jobs/1'],
  ] as const) {
    const response = await app.request(`${path}?token=s3cret`, {
      method,
      headers: { host: 'phalus.example' },
    });
    expect(response.status).toBe(401);
  }
});

describe('startServer()', () => {
  const openApp = async () => createApp(parts);

  it('listens on this machine and closes', async () => {
    const server = await startServer(address, openApp);

    const response = await fetch(`${server.url}/api/health`);
    expect(response.status).toBe(200);
    await response.text();
    await server.close();

    await expect(fetch(`${server.url}/api/health`)).rejects.toThrow();
  });

  it.each(['0.0.0.0', '::', '192.0.2.1', 'phalus.example', '127.0.0.1.example', ''])(
    'refuses to listen on "%s" without a token',
    async (host) => {
      await expect(startServer({ ...address, host }, openApp)).rejects.toMatchObject({
        code: 'not-loopback',
      });
    },
  );

  it('listens on every address with a token', async () => {
    const server = await startServer({ host: '0.0.0.0', port: 0, token: 's3cret' }, async () =>
      createApp({ ...parts, token: 's3cret' }),
    );
    const url = `http://127.0.0.1:${new URL(server.url).port}/api/health`;

    const refused = await fetch(url);
    const answered = await fetch(url, { headers: { authorization: 'Bearer s3cret' } });

    expect([refused.status, answered.status]).toEqual([401, 200]);
    await server.close();
  });

  it('says that the port is taken, before it opens the application', async () => {
    const first = await startServer(address, openApp);
    const port = Number(new URL(first.url).port);
    let isOpened = false;

    const second = startServer({ ...address, port }, async () => {
      isOpened = true;
      return openApp();
    });

    await expect(second).rejects.toMatchObject({ code: 'address-in-use' });
    expect(isOpened).toBe(false);
    await first.close();
  });

  it('does not go on listening when the application cannot be opened', async () => {
    const port = 20_000 + Math.floor(Math.random() * 20_000);
    const failing = startServer({ ...address, port }, () => Promise.reject(new Error('no folder')));

    await expect(failing).rejects.toThrow('no folder');
    await expect(fetch(`http://127.0.0.1:${port}/api/health`)).rejects.toThrow();
  });

  it.each([
    ['no host', 'GET /api/health HTTP/1.1\r\n\r\n', 400],
    ['no HTTP', 'HELO you\r\n\r\n', 400],
    ['a bad length', 'POST /api/jobs HTTP/1.1\r\nhost: localhost\r\ncontent-length: -5\r\n\r\n', 400],
    ['a host that is none', 'GET /api/health HTTP/1.1\r\nhost: a b\r\n\r\n', 400],
    [
      'a path of another machine',
      'GET http://phalus.example/api/health HTTP/1.1\r\nhost: localhost\r\n\r\n',
      403,
    ],
    ['endless headers', `GET / HTTP/1.1\r\nhost: localhost\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
    ['an endless path', `GET /${'x'.repeat(20_000)} HTTP/1.1\r\nhost: localhost\r\n\r\n`, 431],
    ['a tunnel', 'CONNECT phalus.example:80 HTTP/1.1\r\nhost: localhost\r\n\r\n', 405],
    ['no path', 'OPTIONS * HTTP/1.1\r\nhost: localhost\r\n\r\n', 400],
    ['a method of nobody', 'FOO /api/health HTTP/1.1\r\nhost: localhost\r\n\r\n', 400],
    ['a null byte', 'GET /api/\0health HTTP/1.1\r\nhost: localhost\r\n\r\n', 400],
    ['bytes that are no text', 'GET /api/packages/\xff\xfe/code HTTP/1.1\r\nhost: localhost\r\n\r\n', 400],
    ['a backslash', 'GET /api\\health HTTP/1.1\r\nhost: localhost\r\n\r\n', 400],
    ['another protocol', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400],
    ['an old protocol without a host', 'GET /api/health HTTP/1.0\r\n\r\n', 400],
    ['an old protocol', 'GET /api/nothing HTTP/1.0\r\nhost: localhost\r\n\r\n', 404],
    ['two hosts', 'GET /api/health HTTP/1.1\r\nhost: localhost\r\nhost: phalus.example\r\n\r\n', 403],
    [
      'a wish that is none',
      'POST /api/manifest/parse HTTP/1.1\r\nhost: localhost\r\nexpect: money\r\ncontent-length: 2\r\n\r\n{}',
      417,
    ],
    [
      'two lengths',
      'POST /api/jobs HTTP/1.1\r\nhost: localhost\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
    ],
    [
      'chunks that are none',
      'POST /api/manifest/parse HTTP/1.1\r\nhost: localhost\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\nQQ\r\n',
      400,
    ],
  ])('answers %s with the envelope', async (_, request, status) => {
    const server = await startServer(address, openApp);

    const answer = await speak(Number(new URL(server.url).port), request);

    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer).toMatch(/\r\ncontent-type: application\/json\r\n/i);
    expect(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')))).toMatchObject({
      error: expect.any(String),
      code: expect.any(String),
    });
    await server.close();
  });

  it('answers requests that come at once one after another', async () => {
    const server = await startServer(address, openApp);
    const request = (path: string) => `GET ${path} HTTP/1.1\r\nhost: localhost\r\n`;

    const answer = await speak(
      Number(new URL(server.url).port),
      `${request('/api/health')}\r\n${request('/api/nothing')}connection: close\r\n\r\n`,
      { untilClosed: true },
    );

    expect(answer.match(/HTTP\/1.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 404']);
    await server.close();
  });

  it('says nothing of its own in the middle of an answer', async () => {
    const app = createApp({
      ...parts,
      readReadiness: async () => {
        throw new Error('not asked for');
      },
    });
    app.get('/slow', () => {
      const body = new ReadableStream<Uint8Array>({
        start: (controller) => controller.enqueue(new TextEncoder().encode('half')),
      });
      return new Response(body);
    });
    const server = await startServer(address, async () => app);
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    let answer = '';
    const closed = new Promise((resolve) => socket.on('close', resolve).on('error', () => {}));
    socket.on('data', (bytes) => {
      answer += bytes.toString('utf8');
      if (answer.includes('half')) socket.write('NONSENSE\r\n\r\n');
    });

    socket.write('GET /slow HTTP/1.1\r\nhost: localhost\r\n\r\n');
    await closed;

    expect(answer.match(/HTTP\/1.1 \d+/g)).toEqual(['HTTP/1.1 200']);
    await server.close();
  });

  it('takes a body that breaks off for no failure of its own', async () => {
    const failures: unknown[] = [];
    const app = createApp({ ...parts, onFailure: (error) => failures.push(error) });
    let ended = () => {};
    const isEnded = new Promise<void>((resolve) => {
      ended = resolve;
    });
    const server = await startServer(address, async () => {
      const watched = new Hono();
      watched.use((_, next) => next().finally(ended));
      return watched.route('/', app);
    });
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');

    socket.write('POST /api/manifest/parse HTTP/1.1\r\nhost: localhost\r\ncontent-length: 100\r\n\r\n{"dep');
    setTimeout(() => socket.destroy(), 50);
    await isEnded;

    expect(failures).toEqual([]);
    await server.close();
  });

  it('repeats no endless path', async () => {
    const response = await createApp(parts).request(`/${'x'.repeat(10_000)}`, local);

    expect(response.status).toBe(404);
    expect((await response.text()).length).toBeLessThan(1000);
  });
});

/** What comes back for bytes that no HTTP client would send. */
function speak(port: number, text: string, { untilClosed = false } = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(text, 'latin1'));
    socket.setTimeout(1500, () => socket.destroy());
    socket.on('data', (bytes) => {
      answer += bytes.toString('utf8');
      if (!untilClosed && /\r\n\r\n[{].*[}]/s.test(answer)) socket.destroy();
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}
