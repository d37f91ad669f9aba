import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { homedir, hostname, networkInterfaces, tmpdir } from 'node:os';
import path from 'node:path';
import type { EscapeContext } from './types.ts';

export interface Host {
  readonly context: EscapeContext;
  close(): Promise<void>;
}

/** A host with something to get at: files, a process, sockets and ports that all know one secret. */
export async function prepareHost(): Promise<Host> {
  const secret = `secret-${randomBytes(12).toString('hex')}`;
  const folder = await mkdtemp(path.join(tmpdir(), 'phalus-escape-'));
  await chmod(folder, 0o755);
  const inside = (name: string) => path.join(folder, name);
  const files = await writeFiles(inside, secret);
  const servers = await Promise.all([
    listen({ port: 0, host: '0.0.0.0' }, secret),
    listen({ path: inside('host.sock') }, secret),
    listen({ path: `\0${secret}` }, secret),
    listen({ path: inside('docker.sock') }, secret),
  ]);
  const server6 = await listen({ port: 0, host: '::1' }, secret).catch(() => null);
  const datagrams = createSocket('udp4').on('message', (message, { port, address }) => {
    datagrams.send(answerTo(message), port, address);
  });
  await new Promise<void>((resolve) => datagrams.bind(0, '127.0.0.1', resolve));
  const victim = await startVictim(folder, secret);
  const portOf = (server: Server) => (server.address() as AddressInfo).port;
  return {
    context: {
      ...{ secret, folder, ...files },
      environmentName: 'PHALUS_ESCAPE_SECRET',
      socketFile: inside('host.sock'),
      dockerSocket: canConnect('/var/run/docker.sock') ? '/var/run/docker.sock' : inside('docker.sock'),
      abstractSocket: secret,
      tcpPort: portOf(servers[0]),
      tcp6Port: server6 === null ? null : portOf(server6),
      udpPort: datagrams.address().port,
      victim: victim.pid as number,
      parent: process.pid,
      hostName: hostname(),
      lastUser: readFileSync('/etc/passwd', 'utf8').trim().split('\n').at(-1) as string,
      home: homedir(),
      hasDevice: Object.values(networkInterfaces())
        .flat()
        .some((address) => address?.internal === false),
      blockDevice: findBlockDevice(),
      controlGroupFolder: existsSync('/sys/fs/cgroup/pids') ? '/sys/fs/cgroup/pids' : '/sys/fs/cgroup',
      ...{ scratch: inside('scratch'), work: inside('work') },
    },
    async close() {
      victim.kill('SIGKILL');
      datagrams.close();
      for (const server of server6 === null ? servers : [...servers, server6]) server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The engine's own socket is open to its users alone; for others a socket of ours stands in. */
function canConnect(file: string): boolean {
  try {
    accessSync(file, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

async function writeFiles(inside: (name: string) => string, secret: string) {
  const files = {
    secretFile: inside('secret.txt'),
    keyFile: inside('.ssh/id_ed25519'),
    moduleFile: inside('module.cjs'),
    otherJobFile: inside('phalus-sandbox-other/job/index.js'),
  };
  for (const name of ['scratch', 'work', 'open']) {
    await mkdir(inside(name));
    await chmod(inside(name), 0o777);
  }
  const quoted = JSON.stringify(secret);
  const contents: readonly (readonly [string, string])[] = [
    [files.secretFile, secret],
    [files.keyFile, secret],
    [files.moduleFile, `module.exports = ${quoted};`],
    [inside('module-print.cjs'), `console.log(${quoted});`],
    [files.otherJobFile, secret],
    [inside('work/given.txt'), 'given'],
    [inside('work/out.txt'), ''],
  ];
  for (const [name, content] of contents) {
    await mkdir(path.dirname(name), { recursive: true });
    await writeFile(name, content);
  }
  return files;
}

async function listen(
  place: { port: number; host: string } | { path: string },
  secret: string,
): Promise<Server> {
  // Speaks to whoever connects, in words that are an HTTP reply too.
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.end(`HTTP/1.1 200 OK\r\nContent-Length: ${secret.length}\r\nConnection: close\r\n\r\n${secret}`);
  });
  server.listen(place);
  await once(server, 'listening');
  return server;
}

/** The question with the bits of an answer set: a name server that knows nothing, and an echo to all others. */
function answerTo(message: Buffer): Buffer {
  const answer = Buffer.from(message);
  if (answer.length > 3) answer[2] = (answer[2] as number) | 0x80;
  return answer;
}

async function startVictim(folder: string, secret: string): Promise<ChildProcess> {
  const victim = spawn(process.execPath, ['-e', 'console.log("up"); setInterval(() => {}, 1000)', 'victim'], {
    cwd: folder,
    env: { PHALUS_ESCAPE_SECRET: secret },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await once(victim.stdout as NodeJS.ReadableStream, 'data');
  return victim;
}

function findBlockDevice(): string | null {
  const names = readFileSync('/proc/partitions', 'utf8').match(/[a-z][a-z0-9]*$/gm) ?? [];
  return names.map((name) => `/dev/${name}`).find((device) => existsSync(device)) ?? null;
}
