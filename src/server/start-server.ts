import { isIP } from 'node:net';
import { type ServerType, serve } from '@hono/node-server';
import type { Hono } from 'hono';
import { ServerError } from './errors.ts';

export interface RunningServer {
  readonly url: string;
  /** Ends open connections too: an event stream would keep the server for ever. */
  close(): Promise<void>;
}

export interface ServerAddress {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
}

/** Throws ServerError `not-loopback`, `address-in-use`, `listen-failed`. */
export async function startServer(app: Hono, { host, port }: ServerAddress): Promise<RunningServer> {
  if (!isLoopback(host)) {
    throw new ServerError(
      'not-loopback',
      `Cannot listen on "${host}": without access tokens only this machine may connect`,
      {
        hint: 'Set web.host (or --host) to 127.0.0.1, ::1 or localhost',
      },
    );
  }
  const server = await listen(app, { host, port });
  const address = server.address();
  const actualPort = typeof address === 'object' && address !== null ? address.port : port;
  return {
    url: `http://${isIP(host) === 6 ? `[${host}]` : host}:${actualPort}`,
    close: () => closeServer(server),
  };
}

/** Only spellings that cannot resolve to another machine. */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

function listen(app: Hono, { host, port }: ServerAddress): Promise<ServerType> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: host, port }, () => resolve(server));
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const inUse = cause.code === 'EADDRINUSE';
      reject(
        new ServerError(
          inUse ? 'address-in-use' : 'listen-failed',
          `Cannot listen on ${host}:${port}: ${inUse ? 'another program does' : 'the system refuses it'}`,
          { cause, hint: 'Choose another port with --port (0 takes a free one)' },
        ),
      );
    });
  });
}

function closeServer(server: ServerType): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
}
