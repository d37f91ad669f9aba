import { createServer, type Server, type ServerResponse } from 'node:http';
import { isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { ServerError } from './errors.ts';
import { isLoopbackHost } from './loopback.ts';

/** How long answers that are being sent may take when the server, or a connection, ends. */
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
  const server = createServer({ requireHostHeader: false }, listener);
  answerOddities(server);
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

/** What never reaches the application gets the same envelope. */
function answerOddities(server: Server): void {
  const answers = new WeakMap<Duplex, ServerResponse>();
  server.prependListener('request', ({ socket }, response) => answers.set(socket, response));
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const answer = answers.get(socket);
    // In the middle of another answer these words would be taken for a part of it.
    const isSpeaking = answer?.headersSent === true && !answer.writableFinished;
    if (error.code === 'ECONNRESET' || !socket.writable || isSpeaking) return void socket.destroy();
    sendLast(socket, ...describeNonsense(error.code));
  });
  server.on('connect', (_, socket) => {
    sendLast(socket, '405 Method Not Allowed', 'This is no proxy', 'method-not-allowed');
  });
  server.on('checkExpectation', ({ socket }) => {
    sendLast(socket, '417 Expectation Failed', 'Cannot do what the header Expect asks for', 'bad-request');
  });
}

function describeNonsense(code: string | undefined): [status: string, error: string, code: string] {
  if (code === 'HPE_HEADER_OVERFLOW') {
    return ['431 Request Header Fields Too Large', 'The headers are too large', 'too-large'];
  }
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return ['408 Request Timeout', 'The request did not come to its end in time', 'bad-request'];
  }
  return ['400 Bad Request', 'This is not HTTP', 'bad-request'];
}

function sendLast(socket: Duplex, status: string, error: string, code: string): void {
  const body = JSON.stringify({ error, code });
  const head = `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close`;
  // Whoever is gone already is told nothing.
  socket.on('error', () => {});
  socket.end(`HTTP/1.1 ${status}\r\n${head}\r\n\r\n${body}`);
  // What was sent and not read would make the system throw the answer away; who never closes is not waited for.
  socket.resume();
  setTimeout(() => socket.destroy(), farewellMs).unref();
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
