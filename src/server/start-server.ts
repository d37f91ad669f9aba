import { createServer, type Server } from 'node:http';
import { isIP, type Socket } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { ServerError } from './errors.ts';
import { isLoopbackHost } from './loopback.ts';

/** How long answers that are being sent may take when the server ends. */
const farewellMs = 300;

export interface RunningServer {
  readonly url: string;
  /** Ends open connections too: an event stream would keep the server for ever. */
  close(): Promise<void>;
}

export interface ServerAddress {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** With one, other machines may connect. */
  readonly token: string;
}

/**
 * Listens, then opens the application: a second server by mistake touches nothing of the first one's. Requests that come
 * in between wait. Throws ServerError `not-loopback`, `address-in-use`, `listen-failed`, and what `openApp` throws.
 */
export async function startServer(
  { host, port, token }: ServerAddress,
  openApp: () => Promise<Hono>,
): Promise<RunningServer> {
  if (token === '' && !isLoopbackHost(host)) {
    throw new ServerError(
      'not-loopback',
      `Cannot listen on "${host}": without an access token only this machine may connect`,
      { hint: 'Set web.host (--host) to 127.0.0.1, ::1 or localhost, or set web.token' },
    );
  }
  let open: (app: Hono) => void = () => {};
  const app = new Promise<Hono>((resolve) => {
    open = resolve;
  });
  const server = await listen(app, { host, port });
  try {
    open(await openApp());
  } catch (error) {
    await closeServer(server);
    throw error;
  }
  const address = server.address();
  const actualPort = typeof address === 'object' && address !== null ? address.port : port;
  return {
    url: `http://${isIP(host) === 6 ? `[${host}]` : host}:${actualPort}`,
    close: () => closeServer(server),
  };
}

function listen(app: Promise<Hono>, { host, port }: Omit<ServerAddress, 'token'>): Promise<Server> {
  const listener = getRequestListener(async (request, env) => (await app).fetch(request, env), {
    errorHandler: () =>
      Response.json({ error: 'Cannot read the request', code: 'bad-request' }, { status: 400 }),
  });
  const server = createServer({ requireHostHeader: false }, listener).on('clientError', answerNonsense);
  return new Promise((resolve, reject) => {
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
    server.listen(port, host, () => resolve(server));
  });
}

/** What is no HTTP never reaches the application; it gets the same envelope. */
function answerNonsense(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const isHeader = error.code === 'HPE_HEADER_OVERFLOW';
  const status = isHeader ? '431 Request Header Fields Too Large' : '400 Bad Request';
  const body = JSON.stringify({
    error: isHeader ? 'The headers are too large' : 'This is not HTTP',
    code: 'bad-request',
  });
  const head = `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close`;
  socket.end(`HTTP/1.1 ${status}\r\n${head}\r\n\r\n${body}`);
}

/** What was said last may still be on its way. */
function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), farewellMs);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}
