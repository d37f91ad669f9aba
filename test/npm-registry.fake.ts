import {
  answerBytes,
  answerJson,
  type FakeServer,
  type Handler,
  integrityOf,
  startFakeServer,
} from '../src/registry/npm/registry-server.fake.ts';
import { renderFakeTarball } from '../src/registry/tarball.fake.ts';

/** A package as its author would publish it. */
export interface FakePackage {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly description?: string;
  readonly repository?: string;
  readonly homepage?: string;
  /** Further fields of its manifest, in the archive and at the registry. */
  readonly metadata?: Readonly<Record<string, unknown>>;
  /** Content by path within the package; package.json is written by itself. */
  readonly files: Readonly<Record<string, string>>;
}

/** A registry on loopback that speaks npm's protocol: one packument a package, and its archives. */
export async function startFakeRegistry(packages: readonly FakePackage[]): Promise<FakeServer> {
  const routes: Record<string, Handler> = {};
  const server = await startFakeServer(routes);
  for (const name of new Set(packages.map((each) => each.name))) {
    const versions = packages.filter((each) => each.name === name);
    for (const each of versions) routes[archivePath(each)] = answerBytes(renderArchive(each));
    routes[`/${name.replace('/', '%2f')}`] = answerJson(renderPackument(versions, server.origin));
  }
  return server;
}

function archivePath({ name, version }: FakePackage): string {
  return `/${name}/-/${name.replace(/^@[^/]+\//, '')}-${version}.tgz`;
}

function renderManifest({
  name,
  version,
  license = 'MIT',
  description = '',
  repository,
  homepage,
  metadata = {},
}: FakePackage) {
  return {
    ...metadata,
    name,
    version,
    license,
    description,
    main: 'index.js',
    ...(homepage === undefined ? {} : { homepage }),
    ...(repository === undefined ? {} : { repository: { type: 'git', url: repository } }),
  };
}

function renderArchive(fake: FakePackage): Buffer {
  const files = { 'package.json': JSON.stringify(renderManifest(fake)), ...fake.files };
  return renderFakeTarball(
    Object.entries(files).map(([path, content]) => ({ path: `package/${path}`, content })),
  );
}

function renderPackument(versions: readonly FakePackage[], origin: string): unknown {
  return {
    name: versions[0]?.name,
    'dist-tags': { latest: versions.at(-1)?.version },
    versions: Object.fromEntries(
      versions.map((each) => {
        const archive = renderArchive(each);
        const dist = { tarball: `${origin}${archivePath(each)}`, integrity: integrityOf(archive) };
        return [each.version, { ...renderManifest(each), dist }];
      }),
    ),
    time: Object.fromEntries(versions.map(({ version }) => [version, '2020-01-02T03:04:05.000Z'])),
  };
}
