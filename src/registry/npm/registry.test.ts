import { afterEach, describe, expect, it } from 'vitest';
import { RegistryError } from '../errors.ts';
import {
  answerJson,
  connectTo,
  type FakeServer,
  type Handler,
  startFakeServer,
} from './registry-server.fake.ts';

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

async function start(routes: Record<string, Handler>): Promise<FakeServer> {
  const server = await startFakeServer(routes);
  cleanups.push(() => server.close());
  return server;
}

async function connect(...parameters: Parameters<typeof connectTo>) {
  const connection = await connectTo(...parameters);
  cleanups.push(connection.close);
  return connection;
}

async function catchError(promise: Promise<unknown>): Promise<RegistryError> {
  const error: unknown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(RegistryError);
  return error as RegistryError;
}

const version = (number: string, more: object = {}) => ({
  name: 'a',
  version: number,
  dist: { tarball: 'https://registry.example/a/-/a.tgz', shasum: '0'.repeat(40) },
  ...more,
});
const packument = {
  name: 'a',
  'dist-tags': { latest: '1.2.0', next: '2.0.0-rc.1' },
  versions: {
    '1.0.0': version('1.0.0'),
    '1.2.0': version('1.2.0', { license: 'MIT' }),
    '2.0.0-rc.1': version('2.0.0-rc.1'),
  },
  time: { '1.2.0': '2020-01-02T03:04:05.000Z' },
};
const ask = (name: string, range = '') => ({ ecosystem: 'npm', name, range }) as const;

describe('createNpmRegistry().resolve()', () => {
  it('resolves a range at the configured registry', async () => {
    const server = await start({ '/npm/a': answerJson(packument) });
    const { registry } = await connect([`registry=${server.origin}/npm`]);

    const record = await registry.resolve(ask('a', '^1'));

    expect(record).toMatchObject({
      name: 'a',
      version: '1.2.0',
      license: 'MIT',
      publishedAt: '2020-01-02T03:04:05.000Z',
    });
    expect(server.requests).toEqual([{ url: '/npm/a', authorization: undefined }]);
  });

  it('asks the registry of the scope, with its slash encoded and its own token', async () => {
    const server = await start({
      '/%40s/b': answerJson({}),
      '/@s%2fb': answerJson({ ...packument, name: '@s/b' }),
    });
    const host = server.origin.slice('http:'.length);
    const { registry } = await connect([`@s:registry=${server.origin}/`, `${host}/:_authToken=secret`]);

    await registry.resolve(ask('@s/b', 'next'));

    expect(server.requests).toEqual([{ url: '/@s%2fb', authorization: 'Bearer secret' }]);
  });

  it.each(['../a', 'a/b', '.a', '@s', 'a?b', '__proto__', 'x'.repeat(300)])(
    'refuses the name %j before asking',
    async (name) => {
      const server = await start({});
      const { registry } = await connect([`registry=${server.origin}`]);

      expect((await catchError(registry.resolve(ask(name)))).code).toBe('bad-name');
      expect(server.requests).toEqual([]);
    },
  );

  it('says what to check for a name that is not there', async () => {
    const server = await start({});
    const { registry } = await connect([`registry=${server.origin}`]);

    const error = await catchError(registry.resolve(ask('@s/missing')));

    expect([error.code, error.hint]).toEqual([
      'not-found',
      expect.stringMatching(/spelling.*@s:registry.*\.npmrc/),
    ]);
  });

  it('names near versions and tags when none fits', async () => {
    const server = await start({ '/a': answerJson(packument) });
    const { registry } = await connect([`registry=${server.origin}`]);

    const error = await catchError(registry.resolve(ask('a', '1.3.0')));

    expect([error.code, error.message]).toEqual([
      'no-version',
      expect.stringMatching(/1\.2\.0, 1\.0\.0.*latest, next/),
    ]);
  });

  it.each([
    [401, 'unauthorized'],
    [403, 'unauthorized'],
    [418, 'bad-response'],
  ])('turns the status %i into %s without asking again', async (status, code) => {
    const server = await start({ '/a': (_, response) => void response.writeHead(status).end() });
    const { registry } = await connect([`registry=${server.origin}`]);

    expect((await catchError(registry.resolve(ask('a')))).code).toBe(code);
    expect(server.requests).toHaveLength(1);
  });

  it('waits as long as Retry-After says, in seconds and as a date', async () => {
    const retryAfter = ['7', 'Thu, 01 Jan 2026 00:00:05 GMT'];
    const server = await start({
      '/a': (request, response) => {
        const after = retryAfter.shift();
        if (after === undefined) answerJson(packument)(request, response);
        else response.writeHead(429, { 'retry-after': after }).end();
      },
    });
    const { registry, waits } = await connect([`registry=${server.origin}`]);

    await registry.resolve(ask('a'));

    expect(waits).toEqual([7000, 5000]);
  });

  it('does not wait for an hour', async () => {
    const server = await start({
      '/a': (_, response) => void response.writeHead(429, { 'retry-after': '3600' }).end(),
    });
    const { registry, waits } = await connect([`registry=${server.origin}`]);

    const error = await catchError(registry.resolve(ask('a')));

    expect([error.code, error.hint, waits]).toEqual([
      'rate-limited',
      expect.stringContaining('3600 seconds'),
      [],
    ]);
  });

  it('asks again after 5xx with growing waits, and gives up', async () => {
    const server = await start({ '/a': (_, response) => void response.writeHead(503).end() });
    const { registry, waits } = await connect([`registry=${server.origin}`], {
      retry: { attempts: 3, initialDelayMs: 100 },
    });

    expect((await catchError(registry.resolve(ask('a')))).code).toBe('unreachable');
    expect(server.requests).toHaveLength(3);
    expect(waits[0]).toBeGreaterThanOrEqual(50);
    expect(waits[1]).toBeGreaterThanOrEqual(100);
    expect(waits[1]).toBeLessThanOrEqual(200);
  });

  it('says unreachable when nobody listens', async () => {
    const server = await startFakeServer({});
    await server.close();
    const { registry } = await connect([`registry=${server.origin}`]);

    const error = await catchError(registry.resolve(ask('a')));

    expect([error.code, error.message]).toEqual(['unreachable', expect.stringContaining('ECONNREFUSED')]);
  });

  it.each<[string, Handler]>([
    ['a page', (_, response) => void response.end('<html>')],
    ['a list', answerJson([1])],
    ['another package', answerJson({ ...packument, name: 'b' })],
  ])('refuses %s', async (_, handler) => {
    const server = await start({ '/a': handler });
    const { registry } = await connect([`registry=${server.origin}`]);

    expect((await catchError(registry.resolve(ask('a')))).code).toBe('bad-response');
  });

  it('says that a document without versions has none', async () => {
    const server = await start({
      '/a': answerJson({ name: 'a', versions: null, 'dist-tags': null, time: 7 }),
    });
    const { registry } = await connect([`registry=${server.origin}`]);

    expect((await catchError(registry.resolve(ask('a')))).code).toBe('no-version');
  });

  it('gives up on a document without end', async () => {
    const server = await start({
      '/a': (_, response) =>
        void response.writeHead(200, { 'content-length': String(70 * 1024 * 1024) }).write('{'),
    });
    const { registry } = await connect([`registry=${server.origin}`]);

    expect((await catchError(registry.resolve(ask('a')))).code).toBe('too-large');
  });

  it('follows a redirect to another host without the credentials', async () => {
    const other = await start({ '/a': answerJson(packument) });
    const server = await start({
      '/a': (_, response) => void response.writeHead(302, { location: `${other.origin}/a` }).end(),
    });
    const places = [server, other].map(({ origin }) => `${origin.slice('http:'.length)}/:_authToken=secret`);
    const known = [`registry=${server.origin}`, `@other:registry=${other.origin}`];
    const { registry } = await connect([...known, ...places]);

    await registry.resolve(ask('a'));

    expect(server.requests[0]?.authorization).toBe('Bearer secret');
    expect(other.requests).toEqual([{ url: '/a', authorization: undefined }]);
  });

  it.each([
    'http://localhost/a',
    'http://169.254.169.254/latest',
    'http://[::ffff:10.0.0.1]/a',
    'file:///etc/passwd',
  ])('does not follow a redirect to %s', async (location) => {
    const server = await start({ '/a': (_, response) => void response.writeHead(302, { location }).end() });
    const { registry } = await connect([`registry=${server.origin}`]);

    expect((await catchError(registry.resolve(ask('a')))).code).toBe('unsafe-url');
  });

  it('does not follow a redirect to another service on the machine of the registry', async () => {
    const other = await start({ '/a': answerJson(packument) });
    const server = await start({
      '/a': (_, response) => void response.writeHead(302, { location: `${other.origin}/a` }).end(),
    });
    const { registry } = await connect([`registry=${server.origin}`]);

    expect((await catchError(registry.resolve(ask('a')))).code).toBe('unsafe-url');
    expect(other.requests).toEqual([]);
  });

  it('takes an answer with endless headers for trouble', async () => {
    const headers = Object.fromEntries(
      Array.from({ length: 300 }, (_, index) => [`x-${index}`, 'a'.repeat(1000)]),
    );
    const server = await start({ '/a': (_, response) => void response.writeHead(200, headers).end('{}') });
    const { registry } = await connect([`registry=${server.origin}`]);

    expect((await catchError(registry.resolve(ask('a')))).code).toBe('unreachable');
  });

  it('ends a circle of redirects', async () => {
    const server = await start({
      '/a': (_, response) => void response.writeHead(302, { location: '/a' }).end(),
    });
    const { registry } = await connect([`registry=${server.origin}`]);

    expect((await catchError(registry.resolve(ask('a')))).code).toBe('bad-response');
    expect(server.requests).toHaveLength(6);
  });

  it('refuses a version whose hash is another than the lock file says', async () => {
    const digest = (letter: string) => `sha512-${Buffer.alloc(64, letter).toString('base64')}`;
    const dist = { tarball: 'https://registry.example/a.tgz', integrity: digest('a') };
    const server = await start({
      '/a': answerJson({ ...packument, versions: { '1.2.0': version('1.2.0', { dist }) } }),
    });
    const { registry } = await connect([`registry=${server.origin}`]);

    const error = await catchError(registry.resolve({ ...ask('a'), lockedIntegrity: digest('b') }));
    const record = await registry.resolve({ ...ask('a'), lockedIntegrity: digest('a') });

    expect(error.code).toBe('integrity');
    expect(record.archive.integrity).toBe(digest('a'));
  });

  it('gives up on a server that drips', async () => {
    const server = await start({
      '/a': (_, response) => {
        const timer = setInterval(() => response.write(' '), 20);
        response.on('close', () => clearInterval(timer));
      },
    });
    const { registry } = await connect([`registry=${server.origin}`], { timeoutMs: 300 });

    expect((await catchError(registry.resolve(ask('a')))).code).toBe('unreachable');
  });

  it('stops when the signal says so', async () => {
    const controller = new AbortController();
    const server = await start({ '/a': () => controller.abort() });
    const { registry } = await connect([`registry=${server.origin}`]);

    await expect(registry.resolve(ask('a'), controller.signal)).rejects.toMatchObject({ name: 'AbortError' });
  });
});
