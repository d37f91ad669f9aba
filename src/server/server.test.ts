import { describe, expect, it } from 'vitest';
import { createApp } from './create-app.ts';
import { startServer } from './start-server.ts';
import type { ServerParts } from './types.ts';

const parts: ServerParts = {
  version: '1.2.3',
  readReadiness: async () => ({
    model: { ready: true, detail: 'local/small' },
    sandbox: { ready: false, reason: 'no bubblewrap', remedy: 'install it' },
  }),
};

describe('createApp()', () => {
  it('answers /api/health with status, version and readiness', async () => {
    const response = await createApp(parts).request('/api/health');

    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      status: 'ok',
      version: '1.2.3',
      ready: false,
      readiness: await parts.readReadiness(),
    });
  });

  it.each([
    ['GET', '/'],
    ['GET', '/api/jobs'],
    ['POST', '/api/health'],
  ])('answers %s %s with the error envelope', async (method, path) => {
    const response = await createApp(parts).request(path, { method });

    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({ error: `There is no ${method} ${path}` });
  });

  it('answers a failure inside with the error envelope and no detail', async () => {
    const app = createApp({
      ...parts,
      readReadiness: async () => {
        throw new Error('secret');
      },
    });

    const response = await app.request('/api/health');

    expect(response.status).toBe(500);
    expect(await response.text()).toBe('{"error":"The server could not answer"}');
  });
});

describe('startServer()', () => {
  it('listens on this machine and closes', async () => {
    const server = await startServer(createApp(parts), { host: '127.0.0.1', port: 0 });

    const response = await fetch(`${server.url}/api/health`);
    expect(response.status).toBe(200);
    await response.text();
    await server.close();

    await expect(fetch(`${server.url}/api/health`)).rejects.toThrow();
  });

  it.each(['0.0.0.0', '::', '192.0.2.1', 'phalus.example', '127.0.0.1.example', ''])(
    'refuses to listen on "%s"',
    async (host) => {
      await expect(startServer(createApp(parts), { host, port: 0 })).rejects.toMatchObject({
        code: 'not-loopback',
      });
    },
  );

  it('says that the port is taken', async () => {
    const first = await startServer(createApp(parts), { host: '127.0.0.1', port: 0 });
    const port = Number(new URL(first.url).port);

    await expect(startServer(createApp(parts), { host: '127.0.0.1', port })).rejects.toMatchObject({
      code: 'address-in-use',
    });
    await first.close();
  });
});
