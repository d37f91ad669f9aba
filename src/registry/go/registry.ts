import { problemOfPackageName } from '../../core/index.ts';
import { RegistryError } from '../errors.ts';
import { isLicenseFile, readLicenseFiles } from '../license-text.ts';
import { isModuleHash } from '../module-hash.ts';
import { createRegistryReader, type RegistryReader, type RegistryReaderOptions } from '../reader.ts';
import type { ArchiveListing, ArchiveRequest, PackageRecord, Registry, ResolveRequest } from '../types.ts';
import type { GoClient } from './client.ts';
import { selectMinimalVersions } from './minimal-versions.ts';
import { findRetraction, pickGoVersion } from './pick-version.ts';
import { createModuleProxy, type ModuleInfo, type ModuleProxy } from './proxy.ts';
import { type GoQuery, parseGoQuery } from './query.ts';

export interface GoRegistryOptions extends RegistryReaderOptions {
  readonly client: GoClient;
}

const hints = {
  address: "Check GOPROXY, or registries.go in phalus's configuration",
  network: 'Check the network, and GOPROXY, HTTPS_PROXY and SSL_CERT_FILE',
  login: 'Put a login for the proxy into your .netrc',
  foreignHost: 'If the archives of your proxy really lie there, set registries.go to that host',
};
const licenseLimitBytes = 1024 * 1024;
const suggested = 5;
/** Of one selection: more than any project has whose go.mod is tidy. */
const mostModules = 2_000;
/** Forges whose modules are named by the address of their repository. */
const forges = new Set(['github.com', 'gitlab.com', 'bitbucket.org', 'codeberg.org']);

interface Context {
  readonly reader: RegistryReader;
  readonly proxy: ModuleProxy;
}

/** Go modules through the proxies that the user's own Go is configured with. */
export function createGoRegistry(options: GoRegistryOptions): Registry {
  const reader = createRegistryReader({ ...options, hints });
  const createContext = (): Context => ({ reader, proxy: createModuleProxy(options.client, reader) });
  return {
    ecosystem: 'go',
    async resolve(request, signal) {
      verifyName(request.name);
      const query = readQuery(request);
      const purpose = `read "${request.name}" at the module proxy`;
      return reader.limit(purpose, signal, (limited) =>
        resolve(createContext(), { request, query, signal: limited }),
      );
    },
    selectVersions: (requirements, signal) =>
      reader.limit('select versions at the module proxy', signal, (limited) => {
        const { proxy } = createContext();
        return selectMinimalVersions({
          requirements: requirements
            .filter(({ name }) => problemOfPackageName('go', name) === null)
            .map(({ name, version }) => ({ path: name, version })),
          mostModules,
          readModFile: async (path, version) =>
            problemOfPackageName('go', path) === null ? proxy.readModFile(path, version, limited) : null,
        });
      }),
    readArchive: (record, request) => {
      const purpose = `read the archive of "${record.name}@${record.version}"`;
      return reader.limit(purpose, request.signal, (signal) =>
        readArchive(createContext(), {
          record,
          purpose,
          request: { accept: request.accept.bind(request), signal },
        }),
      );
    },
  };
}

async function resolve(
  context: Context,
  question: { request: ResolveRequest; query: GoQuery; signal: AbortSignal },
): Promise<PackageRecord> {
  const { proxy } = context;
  const { request, query, signal } = question;
  const { name } = request;
  const info = await pickGoVersion(proxy, { path: name, query, signal });
  if (info === null) throw await describeNothing(proxy, { request, signal });
  const [modFile, retraction] = await Promise.all([
    proxy.readModFile(name, info.version, signal),
    findRetraction(proxy, { path: name, version: info.version, signal }),
  ]);
  if (modFile !== null && modFile.module !== '' && modFile.module !== name) {
    throw new RegistryError(
      'bad-response',
      `Cannot use "${name}@${info.version}": it calls itself "${modFile.module.slice(0, 200)}"`,
      { hint: 'Ask for it by that name' },
    );
  }
  const integrity = (request.hashes ?? []).find(isModuleHash) ?? null;
  const [url] = proxy.listArchives(name, info.version);
  const draft = createRecord({ name, info, integrity, url: url?.href ?? '' });
  const archive = await readLicense(context, draft, signal);
  return {
    ...draft,
    license: archive.license,
    archive: { ...draft.archive, sizeBytes: archive.sizeBytes },
    unpackedSizeBytes: archive.unpackedBytes,
    deprecated: retraction ?? (modFile?.deprecated ? `deprecated: ${modFile.deprecated}` : null),
    dependencies: Object.fromEntries(
      (modFile?.requirements ?? [])
        .filter(({ path, isIndirect }) => !isIndirect && problemOfPackageName('go', path) === null)
        .map(({ path, version }) => [path, version]),
    ),
    entryPoints: modFile?.go ? { go: modFile.go } : {},
  };
}

function createRecord(found: {
  name: string;
  info: ModuleInfo;
  integrity: string | null;
  url: string;
}): PackageRecord {
  const { name, info, integrity, url } = found;
  return {
    ecosystem: 'go',
    name,
    version: info.version,
    description: '',
    keywords: [],
    license: '',
    homepage: null,
    repository: info.repository ?? deriveRepository(name),
    // At the first proxy; when it is read every proxy of the list is tried.
    archive: { url, integrity, sizeBytes: null, format: 'zip' },
    unpackedSizeBytes: null,
    deprecated: null,
    dependencies: {},
    entryPoints: {},
    publishedAt: info.publishedAt,
  };
}

function deriveRepository(path: string): string | null {
  const [host = '', owner, repository] = path.split('/');
  return forges.has(host) && owner !== undefined && repository !== undefined
    ? `https://${host}/${owner}/${repository}`
    : null;
}

/** A module states no licence: it is known by the text of its licence file. */
async function readLicense({ reader, proxy }: Context, record: PackageRecord, signal: AbortSignal) {
  const listing = await readArchive(
    { reader, proxy },
    {
      record,
      purpose: `read the archive of "${record.name}@${record.version}"`,
      request: { accept: (path, sizeBytes) => isLicenseFile(path) && sizeBytes <= licenseLimitBytes, signal },
      keep: true,
    },
  );
  const unpackedBytes = listing.entries.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  return { license: readLicenseFiles(listing.files), sizeBytes: listing.sizeBytes, unpackedBytes };
}

async function readArchive(
  { reader, proxy }: Context,
  asked: { record: PackageRecord; purpose: string; request: ArchiveRequest; keep?: boolean },
): Promise<ArchiveListing> {
  const { record, purpose, request, keep = false } = asked;
  const root = `${record.name}@${record.version}/`;
  const urls = proxy.listArchives(record.name, record.version);
  let failure: unknown = null;
  for (const url of urls) {
    try {
      return await reader.readArchive({ url, archive: record.archive, purpose, request, root, keep });
    } catch (error) {
      // The next proxy may have what this one does not; what was changed is an attack and no absence.
      if (!(error instanceof RegistryError) || error.code !== 'not-found') throw error;
      failure ??= error;
    }
  }
  throw (
    failure ??
    new RegistryError('no-address', `Cannot ${purpose}: no module proxy is configured`, {
      hint: hints.address,
    })
  );
}

function verifyName(name: string): void {
  const problem = problemOfPackageName('go', name);
  if (problem === null) return;
  throw new RegistryError(
    'bad-name',
    `Cannot look up "${name.slice(0, 214)}" at the module proxy: ${problem}`,
    {
      hint: 'Write the path as go.mod does, such as golang.org/x/text',
    },
  );
}

function readQuery({ name, range, lockedVersion }: ResolveRequest): GoQuery {
  const text = lockedVersion || range;
  const query = parseGoQuery(text);
  if (query !== null) return query;
  throw new RegistryError(
    'no-version',
    `Cannot resolve "${name}" with "${text.slice(0, 200)}": expected a version such as v1.2.3, v1.2, >=v1.2.0 or latest`,
    { hint: 'Write the version as Go has it' },
  );
}

async function describeNothing(
  proxy: ModuleProxy,
  asked: { request: ResolveRequest; signal: AbortSignal },
): Promise<RegistryError> {
  const { name, range, lockedVersion } = asked.request;
  const versions = (await proxy.listVersions(name, asked.signal)).slice(0, suggested);
  if (versions.length === 0) {
    return new RegistryError(
      'not-found',
      `Cannot find "${name}" at the module proxy: there is no module of that path`,
      {
        hint: 'Check the spelling; a private module needs a proxy that knows it (registries.go)',
      },
    );
  }
  return new RegistryError(
    'no-version',
    `Cannot resolve "${name}" with "${(lockedVersion ?? range).slice(0, 200)}": no such version, newest are ${versions.join(', ')}`,
    { hint: `Ask for one of these, such as ${name}@${versions[0]}` },
  );
}
