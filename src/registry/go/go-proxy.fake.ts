import { createHash } from 'node:crypto';
import { createHttp } from '../http.ts';
import {
  answerBytes,
  answerJson,
  type FakeServer,
  type Handler,
  startFakeServer,
} from '../npm/registry-server.fake.ts';
import { renderFakeZip } from '../zip.fake.ts';
import { type GoClientPorts, readGoClient } from './client.ts';
import { createGoRegistry } from './registry.ts';

export interface FakeModule {
  /** Text of its go.mod. */
  readonly mod?: string;
  readonly files?: Readonly<Record<string, string>>;
  /** False for a version that is not in the list, such as a commit. */
  readonly isListed?: boolean;
  readonly info?: Readonly<Record<string, unknown>>;
}

/** A proxy of one module, by its versions. */
export async function startFakeProxy(
  escapedPath: string,
  versions: Readonly<Record<string, FakeModule>>,
  more: Readonly<Record<string, Handler>> = {},
): Promise<FakeServer> {
  const routes: Record<string, Handler> = {};
  const path = escapedPath.replaceAll(/!(.)/g, (_, letter: string) => letter.toUpperCase());
  const listed = Object.entries(versions).filter(([, { isListed }]) => isListed !== false);
  routes[`/proxy/${escapedPath}/@v/list`] = answerBytes(
    Buffer.from(listed.map(([version]) => `${version}\n`).join('')),
  );
  for (const [version, { mod = `module ${path}\n`, files = {}, info }] of Object.entries(versions)) {
    const place = `/proxy/${escapedPath}/@v/${version}`;
    routes[`${place}.info`] = answerJson({ Version: version, Time: '2026-01-02T03:04:05Z', ...info });
    routes[`${place}.mod`] = answerBytes(Buffer.from(mod));
    routes[`${place}.zip`] = answerBytes(renderModule(`${path}@${version}`, { 'go.mod': mod, ...files }));
  }
  return startFakeServer({ ...routes, ...more });
}

export function renderModule(root: string, files: Readonly<Record<string, string>>): Buffer {
  return renderFakeZip(
    Object.entries(files).map(([path, content]) => ({ path: `${root}/${path}`, content })),
  );
}

/** Go's hash of a module, by hand. */
export function hashModule(root: string, files: Readonly<Record<string, string>>): string {
  const lines = Object.entries(files)
    .map(
      ([path, content]) => [`${root}/${path}`, createHash('sha256').update(content).digest('hex')] as const,
    )
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([path, digest]) => `${digest}  ${path}\n`);
  return `h1:${createHash('sha256').update(lines.join('')).digest('base64')}`;
}

/** The real registry client, with a GOPROXY. */
export async function connectToProxy(goProxy: string, ports: Partial<GoClientPorts> = {}) {
  const client = await readGoClient({
    environment: { GOPROXY: goProxy },
    homeDirectory: '/home/user',
    platform: 'linux',
    readFile: async () => null,
    askGo: async () => null,
    override: '',
    ...ports,
  });
  const http = createHttp({ client, siblingHosts: client.hosts });
  const registry = createGoRegistry({
    fetch: http.fetch,
    client,
    packageSizeLimitBytes: 1024 * 1024,
    retry: { attempts: 1 },
    sleep: async () => undefined,
  });
  return { registry, close: () => http.close() };
}
