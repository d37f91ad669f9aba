import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Ecosystem } from '../src/core/index.ts';
import type { Dependency } from '../src/manifest/types.ts';
import { renderFakeTarball } from '../src/registry/tarball.fake.ts';
import { renderFakeZip } from '../src/registry/zip.fake.ts';

/** What is answered instead, by path; undefined lets the usual answer be. */
export type Interruption = (path: string, request: IncomingMessage) => FakeAnswer | undefined;

export interface FakeAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer | string;
  /** Never answered. */
  readonly hangs?: boolean;
}

/** One server that is a registry of all four ecosystems, with as many packages as are asked for: each in version 1.0.0. */
export interface LockfileRegistries {
  readonly origin: string;
  /** Keys of the configuration that lead to it. */
  readonly keys: Readonly<Record<Ecosystem, string>>;
  /** Since the last `reset()`. */
  readonly counts: { requests: number; conditional: number; notModified: number; mostAtOnce: number };
  readonly paths: string[];
  reset(): void;
  close(): Promise<void>;
}

const version = '1.0.0';
const license = 'Permission is hereby granted, free of charge, shall be included in all copies\n';

/** Entity tags are on by default; a registry without them gives nothing to ask about. */
export async function startLockfileRegistries(
  options: { readonly interrupt?: Interruption; readonly hasTags?: boolean } = {},
): Promise<LockfileRegistries> {
  const { interrupt, hasTags = true } = options;
  const counts = { requests: 0, conditional: 0, notModified: 0, mostAtOnce: 0 };
  const paths: string[] = [];
  let open = 0;
  let origin = '';
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const path = decodeURIComponent(request.url ?? '');
    const given = interrupt?.(path, request) ?? render(path, origin);
    if (given.hangs === true) return;
    const tag = `"${createHash('sha1')
      .update(given.body ?? '')
      .digest('hex')}"`;
    const headers = { ...given.headers, ...(hasTags && given.status === 200 && { etag: tag }) };
    if (headers.etag !== undefined && request.headers['if-none-match'] === tag) {
      counts.notModified += 1;
      return void response.writeHead(304, headers).end();
    }
    response.writeHead(given.status, headers).end(given.body);
  };
  const server = createServer((request, response) => {
    counts.requests += 1;
    if (request.headers['if-none-match'] !== undefined) counts.conditional += 1;
    if (paths.length < 1000) paths.push(request.url ?? '');
    open += 1;
    counts.mostAtOnce = Math.max(counts.mostAtOnce, open);
    response.on('close', () => {
      open -= 1;
    });
    setImmediate(() => answer(request, response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    keys: {
      npm: `${origin}/npm/`,
      pypi: `${origin}/pypi/simple/`,
      crates: `sparse+${origin}/crates/`,
      go: `${origin}/go/`,
    },
    counts,
    paths,
    reset() {
      Object.assign(counts, { requests: 0, conditional: 0, notModified: 0, mostAtOnce: 0 });
      paths.length = 0;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** The dependencies of a lock file of so many packages. */
export function listLocked(ecosystem: Ecosystem, count: number): Dependency[] {
  return Array.from({ length: count }, (_, index) => {
    const name = renderName(ecosystem, index);
    const locked = ecosystem === 'go' ? `v${version}` : version;
    return {
      ecosystem,
      name,
      registryName: name,
      constraint: locked,
      range: locked,
      lockedVersion: locked,
      lockedIntegrity: ecosystem === 'crates' ? integrityOf(renderCrate(name)) : null,
      kind: 'runtime' as const,
    };
  });
}

function renderName(ecosystem: Ecosystem, index: number): string {
  if (ecosystem === 'go') return `code.example/kits/kit${index}`;
  return ecosystem === 'npm' && index % 5 === 0 ? `@kits/kit-${index}` : `kit-${index}`;
}

function integrityOf(bytes: Buffer): string {
  return `sha256-${createHash('sha256').update(bytes).digest('base64')}`;
}

function sha256(bytes: Buffer | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function render(path: string, origin: string): FakeAnswer {
  const parts = path.split('/').slice(2);
  if (path.startsWith('/npm/')) return renderNpm(parts, origin);
  if (path.startsWith('/pypi/')) return renderPypi(parts, origin);
  if (path.startsWith('/crates/')) return renderCrates(parts, origin);
  return path.startsWith('/go/') ? renderGo(path.slice('/go/'.length)) : missing;
}

const missing: FakeAnswer = { status: 404 };
const json = (value: unknown, type = 'application/json'): FakeAnswer => ({
  status: 200,
  headers: { 'content-type': type },
  body: JSON.stringify(value),
});

/** As registries do: with much that nobody reads. */
function renderNpm(parts: readonly string[], origin: string): FakeAnswer {
  const isScoped = parts[0]?.startsWith('@') === true;
  const name = isScoped ? parts.slice(0, 2).join('/') : (parts[0] ?? '');
  const wanted = parts[isScoped ? 2 : 1];
  const manifest = {
    name,
    version,
    license: 'MIT',
    description: `What ${name} is for`,
    repository: { type: 'git', url: `https://code.example/${name}` },
    dist: {
      tarball: `${origin}/npm/${name}/-/kit-${version}.tgz`,
      integrity: `sha512-${createHash('sha512').update(name).digest('base64')}`,
      unpackedSize: 4321,
    },
    scripts: { test: 'x'.repeat(500) },
    _npmUser: { name: 'somebody' },
  };
  if (wanted !== undefined) return wanted === version ? json(manifest) : missing;
  return json({
    name,
    'dist-tags': { latest: version },
    versions: { [version]: manifest },
    readme: 'x'.repeat(5000),
    time: { [version]: '2026-01-02T03:04:05.000Z' },
  });
}

function renderPypi(parts: readonly string[], origin: string): FakeAnswer {
  const [folder, name = ''] = parts;
  const stem = (project: string) => `${project.replaceAll('-', '_')}-${version}-py3-none-any.whl`;
  const metadata = (project: string) =>
    `Metadata-Version: 2.4\nName: ${project}\nVersion: ${version}\nLicense-Expression: MIT\n\nText\n`;
  if (folder === 'simple') {
    const file = {
      filename: stem(name),
      url: `${origin}/pypi/files/${stem(name)}`,
      hashes: { sha256: sha256(name) },
      size: 1234,
      'core-metadata': { sha256: sha256(metadata(name)) },
    };
    return json(
      { meta: { 'api-version': '1.1' }, name, files: [file] },
      'application/vnd.pypi.simple.v1+json',
    );
  }
  const project = /^(kit_\d+)-.*\.metadata$/.exec(name)?.[1]?.replaceAll('_', '-');
  return project === undefined ? missing : { status: 200, body: metadata(project) };
}

function renderCrates(parts: readonly string[], origin: string): FakeAnswer {
  if (parts[0] === 'config.json') return json({ dl: `${origin}/crates/dl` });
  if (parts[0] === 'dl') return { status: 200, body: renderCrate(parts[1] ?? '') };
  const name = parts.at(-1) ?? '';
  const line = {
    name,
    vers: version,
    cksum: sha256(renderCrate(name)),
    yanked: false,
    deps: [],
    features: {},
  };
  return { status: 200, body: `${JSON.stringify(line)}\n` };
}

function renderCrate(name: string): Buffer {
  const root = `${name}-${version}`;
  return renderFakeTarball([
    { path: `${root}/Cargo.toml`, content: `[package]\nname = "${name}"\nlicense = "MIT"\n` },
    { path: `${root}/src/lib.rs`, content: 'pub fn f() {}\n' },
  ]);
}

function renderGo(rest: string): FakeAnswer {
  const [module = '', file = ''] = rest.split('/@v/');
  const mod = `module ${module}\n\ngo 1.21\n`;
  if (file === 'list') return { status: 200, body: `v${version}\n` };
  if (file.endsWith('.info')) return json({ Version: `v${version}`, Time: '2026-01-02T03:04:05Z' });
  if (file.endsWith('.mod')) return { status: 200, body: mod };
  if (!file.endsWith('.zip')) return missing;
  const root = `${module}@v${version}`;
  return {
    status: 200,
    body: renderFakeZip([
      { path: `${root}/go.mod`, content: mod },
      { path: `${root}/LICENSE`, content: license },
      { path: `${root}/kit.go`, content: 'package kit\n' },
    ]),
  };
}
