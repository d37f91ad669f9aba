import { mkdir, realpath, rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha256Hex } from '../../core/index.ts';
import { ServerError } from '../errors.ts';

/** What the address of a Unix socket holds on every system. */
const longestPath = 100;

/**
 * Keeps a second server away from the state folder: it would take the jobs of the first for interrupted ones. A socket and
 * not a file with a process id, because a socket that nobody answers at is certainly left over. Gives what ends the claim.
 * Throws ServerError `folder-in-use`. Where a file system has no sockets nothing is claimed.
 */
export async function claimFolder(stateDirectory: string): Promise<() => Promise<void>> {
  await mkdir(stateDirectory, { recursive: true }).catch(() => {});
  // Two spellings of one folder are one folder.
  const path = nameSocket(await realpath(stateDirectory).catch(() => stateDirectory));
  for (let attempt = 1; ; attempt += 1) {
    const server = createServer((socket) => socket.destroy());
    server.unref();
    const problem = await listen(server, path);
    if (problem === null) return () => new Promise((resolve) => server.close(() => resolve()));
    if (problem !== 'EADDRINUSE') return async () => {};
    if (attempt > 2 || (await isAnswered(path))) throw inUse(stateDirectory);
    await rm(path, { force: true });
  }
}

function nameSocket(stateDirectory: string): string {
  const name = `phalus-${sha256Hex(stateDirectory).slice(0, 32)}.sock`;
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`;
  const path = join(stateDirectory, 'server.sock');
  return Buffer.byteLength(path) > longestPath ? join(tmpdir(), name) : path;
}

function listen(server: Server, path: string): Promise<string | null> {
  return new Promise((resolve) => {
    server.once('error', ({ code = 'unknown' }: NodeJS.ErrnoException) => resolve(code));
    server.listen(path, () => resolve(null));
  });
}

function isAnswered(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path, () => {
      socket.destroy();
      resolve(true);
    });
    // Only this code says that nobody is there.
    socket.once('error', ({ code }: NodeJS.ErrnoException) =>
      resolve(code !== 'ECONNREFUSED' && code !== 'ENOENT'),
    );
  });
}

function inUse(stateDirectory: string): ServerError {
  return new ServerError(
    'folder-in-use',
    `Cannot keep jobs in "${stateDirectory}": another server of this machine does`,
    { hint: 'Choose another folder with --output, or use that server' },
  );
}
