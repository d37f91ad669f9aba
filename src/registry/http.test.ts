import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer as createPlainServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createGuardedLookup, createHttp } from './http.ts';
import { readNpmClientConfig } from './npm/client-config.ts';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanups.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

async function openHttp(npmrc: readonly string[], files: Record<string, string> = {}) {
  const client = await readNpmClientConfig({
    environment: {},
    homeDirectory: '/home/user',
    workDirectory: '/',
    readFile: async (path) => (path === '/home/user/.npmrc' ? npmrc.join('\n') : (files[path] ?? null)),
  });
  const http = createHttp({ client });
  cleanups.push(() => http.close());
  return http;
}

const causeOf = (error: unknown) => (error as { cause?: { code?: string } }).cause?.code;

describe('createHttp()', () => {
  it('goes through the proxy that npm names, and around it for noproxy', async () => {
    const targets: string[] = [];
    const port = await listen(createPlainServer((_, response) => void response.end('answer')));
    const proxy = createPlainServer();
    proxy.on('connect', (request, socket) => {
      targets.push(request.url ?? '');
      const upstream = connect(port, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        upstream.pipe(socket).pipe(upstream);
      });
      upstream.on('error', () => socket.destroy());
      socket.on('error', () => upstream.destroy());
    });
    const proxyPort = await listen(proxy);
    const http = await openHttp([`proxy=http://127.0.0.1:${proxyPort}`, 'noproxy=127.0.0.1']);

    const proxied = await (await http.fetch('http://registry.example:81/a')).text();
    const direct = await (await http.fetch(`http://127.0.0.1:${port}/a`)).text();

    expect([proxied, direct, targets]).toEqual(['answer', 'answer', ['registry.example:81']]);
  });

  it('does not connect to a name that leads to a private address, unless a registry has that name', async () => {
    const port = await listen(createPlainServer((_, response) => void response.end('answer')));
    const url = `http://localhost:${port}/a`;

    const refused: unknown = await (await openHttp([])).fetch(url).catch((error: unknown) => error);
    const allowed = await (await openHttp([`registry=http://localhost:${port}`])).fetch(url);

    expect(causeOf(refused)).toBe('EPRIVATE');
    expect(await allowed.text()).toBe('answer');
  });

  it.skipIf(spawnSync('openssl', ['version']).status !== 0)(
    'trusts the cafile, nothing unknown, and anything when strict-ssl is off (needs openssl)',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'phalus-tls-'));
      cleanups.push(() => rmSync(folder, { recursive: true }));
      const [keyPath, certificatePath] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
      const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
      const kind = [
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:prime256v1',
        '-nodes',
        '-days',
        '2',
      ];
      execFileSync('openssl', [...kind, ...subject, '-keyout', keyPath, '-out', certificatePath], {
        stdio: 'ignore',
      });
      const cert = readFileSync(certificatePath, 'utf8');
      const server = createTlsServer(
        { key: readFileSync(keyPath), cert },
        (_, response) => void response.end('answer'),
      );
      const url = `https://127.0.0.1:${await listen(server)}/`;

      const unknown: unknown = await (await openHttp([])).fetch(url).catch((error: unknown) => error);
      const trusted = await (await openHttp(['cafile=/ca.pem'], { '/ca.pem': cert })).fetch(url);
      const careless = await (await openHttp(['strict-ssl=false'])).fetch(url);

      expect(causeOf(unknown)).toBe('DEPTH_ZERO_SELF_SIGNED_CERT');
      expect([await trusted.text(), await careless.text()]).toEqual(['answer', 'answer']);
    },
  );
});

describe('createGuardedLookup()', () => {
  const addresses: Readonly<Record<string, string>> = {
    'index.example': '10.0.0.5',
    'files.example': '10.0.0.5',
    'inner.example': '10.0.0.6',
    'open.example': '93.184.216.34',
  };
  const look = (hostname: string, siblingHosts: readonly string[]) =>
    new Promise<unknown>((resolve) => {
      const client = { isRegistryHost: (name: string) => name === 'index.example' };
      const lookup = createGuardedLookup(client, siblingHosts, async (name) => [
        { address: addresses[name] ?? '127.0.0.1', family: 4 },
      ]);
      lookup(hostname, {}, (error, address) => resolve(error === null ? address : error.code));
    });

  it("lets other names at a configured registry's own private address through, and no other private address", async () => {
    expect(await look('files.example', ['index.example'])).toBe('10.0.0.5');
    expect(await look('inner.example', ['index.example'])).toBe('EPRIVATE');
    expect(await look('unknown.example', ['index.example'])).toBe('EPRIVATE');
  });

  it('lets none through without siblings, and public addresses always', async () => {
    expect(await look('files.example', [])).toBe('EPRIVATE');
    expect(await look('index.example', [])).toBe('10.0.0.5');
    expect(await look('open.example', [])).toBe('93.184.216.34');
  });
});
