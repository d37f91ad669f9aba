import { createHash } from 'node:crypto';
import { createHttp } from '../http.ts';
import { type FakeServer, type Handler, startFakeServer } from '../npm/registry-server.fake.ts';
import { renderFakeTarball } from '../tarball.fake.ts';
import { renderFakeZip } from '../zip.fake.ts';
import { readPypiClient } from './client.ts';
import { createPypiRegistry, type PypiRegistryOptions } from './registry.ts';

export const jsonType = 'application/vnd.pypi.simple.v1+json';

/** The real registry client, with its indexes in pip's environment variables. */
export async function connectToIndex(
  environment: Readonly<Record<string, string>>,
  options: Partial<PypiRegistryOptions> & { files?: Readonly<Record<string, string>> } = {},
) {
  const { files = {}, ...more } = options;
  const client = await readPypiClient({
    environment: { PIP_CONFIG_FILE: '/dev/null', ...environment },
    homeDirectory: '/home/user',
    platform: 'linux',
    readFile: async (path) => files[path] ?? null,
    run: async () => null,
    override: '',
  });
  const http = createHttp({ client, siblingHosts: client.hosts });
  const registry = createPypiRegistry({
    fetch: http.fetch,
    client,
    packageSizeLimitBytes: 1024 * 1024,
    sleep: async () => undefined,
    ...more,
  });
  return { registry, close: () => http.close() };
}

export function answer(type: string, body: string | Buffer): Handler {
  return (_, response) => void response.writeHead(200, { 'content-type': type }).end(body);
}

export function sha256(bytes: Buffer | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export function renderMetadata(name: string, version: string, more: readonly string[] = []): string {
  return [
    'Metadata-Version: 2.4',
    `Name: ${name}`,
    `Version: ${version}`,
    ...more,
    '',
    'The description',
    '',
  ].join('\n');
}

/** A source archive of a project, as its bytes. */
export function renderSdist(stem: string, metadata: string, readme = `# ${stem}`): Buffer {
  return renderFakeTarball([
    { path: `${stem}/PKG-INFO`, content: metadata },
    { path: `${stem}/README.md`, content: readme },
    { path: `${stem}/setup.py`, content: 'raise SystemExit("never run")' },
  ]);
}

export function renderWheel(stem: string, metadata: string): Buffer {
  return renderFakeZip([
    { path: `${stem}.dist-info/METADATA`, content: metadata, isDeflated: true },
    { path: 'demo/__init__.pyi', content: 'def f() -> int: ...' },
  ]);
}

/** An index of one project, with its files beside it. */
export async function startFakeIndex(request: {
  project: string;
  page: Handler;
  files?: Readonly<Record<string, Buffer | string>>;
}): Promise<FakeServer> {
  const files = Object.entries(request.files ?? {}).map(([name, bytes]) => [
    `/files/${name}`,
    answer('application/octet-stream', bytes),
  ]);
  return startFakeServer({ [`/simple/${request.project}/`]: request.page, ...Object.fromEntries(files) });
}
