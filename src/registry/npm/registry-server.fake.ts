import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHttp } from '../http.ts';
import { readNpmClientConfig } from './client-config.ts';
import { createNpmRegistry, type NpmRegistryOptions } from './registry.ts';

export interface FakeServer {
  readonly origin: string;
  /** What was asked: method, path and the Authorization header. */
  readonly requests: { readonly url: string; readonly authorization: string | undefined }[];
  close(): Promise<void>;
}

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** A server on loopback that answers by path; other paths are 404. */
export async function startFakeServer(routes: Readonly<Record<string, Handler>>): Promise<FakeServer> {
  const requests: { url: string; authorization: string | undefined }[] = [];
  const server = createServer((request, response) => {
    const url = request.url ?? '';
    requests.push({ url, authorization: request.headers.authorization });
    const handler = routes[url];
    if (handler !== undefined) return handler(request, response);
    response.writeHead(404, { 'content-type': 'application/json' }).end('{"error":"Not found"}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

export function answerJson(value: unknown): Handler {
  return (_, response) =>
    void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}

export function answerBytes(bytes: Buffer): Handler {
  return (_, response) =>
    void response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(bytes);
}

export function integrityOf(bytes: Buffer): string {
  return `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
}

/** The real registry client with a configuration from the lines of an .npmrc, and waits that are only noted. */
export async function connectTo(npmrc: readonly string[], options: Partial<NpmRegistryOptions> = {}) {
  const client = await readNpmClientConfig({
    environment: {},
    homeDirectory: '/home/user',
    workDirectory: '/project',
    readFile: async (path) => (path === '/home/user/.npmrc' ? npmrc.join('\n') : null),
  });
  const http = createHttp({ client });
  const waits: number[] = [];
  const registry = createNpmRegistry({
    fetch: http.fetch,
    client,
    packageSizeLimitBytes: 1024 * 1024,
    now: () => new Date('2026-01-01T00:00:00Z'),
    sleep: async (durationMs) => void waits.push(durationMs),
    ...options,
  });
  return { registry, waits, close: () => http.close() };
}
