import { problemOfPackageName } from '../../core/index.ts';
import { RegistryError } from '../errors.ts';
import { isLicenseFile, readLicenseFiles } from '../license-text.ts';
import { isModuleHash } from '../module-hash.ts';
import { createRegistryReader, type RegistryReader, type RegistryReaderOptions } from '../reader.ts';
import type { ArchiveListing, ArchiveRequest, PackageRecord, Registry, ResolveRequest } from '../types.ts';
import type { GoClient } from './client.ts';
import { selectMinimalVersions } from './minimal-versions.ts';
import { type ModFile, parseModFile } from './mod-file.ts';
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
const metadataLimitBytes = 1024 * 1024;
const suggested = 5;
/** Of one selection: more than any project has whose go.mod is tidy. */
const mostModules = 2_000;
/** So many failures before any answer are no matter of single modules. */
const mostFailures = 8;
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
      reader.limit('select versions at the module proxy', signal, async (limited) => {
        const { proxy } = createContext();
        const read = toleratingFailures(
          (path, version) => proxy.readModFile(path, version, limited),
          limited,
        );
        const selected = await selectMinimalVersions({
          requirements: requirements
            .filter(({ name }) => problemOfPackageName('go', name) === null)
            .map(({ name, version }) => ({ path: name, version })),
          mostModules,
          readModFile: async (path, version) =>
            problemOfPackageName('go', path) === null ? read.readModFile(path, version) : null,
        });
        read.throwIfNothing();
        return selected;
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

/** A module that cannot be read requires nothing: what is wrong with it shows when it is resolved, and hurts no other. */
function toleratingFailures(
  readModFile: (path: string, version: string) => Promise<ModFile | null>,
  signal: AbortSignal,
) {
  const counts = { answers: 0, failures: 0 };
  let first: RegistryError | null = null;
  return {
    async readModFile(path: string, version: string): Promise<ModFile | null> {
      try {
        const modFile = await readModFile(path, version);
        counts.answers += 1;
        return modFile;
      } catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof RegistryError)) throw error;
        first ??= error;
        counts.failures += 1;
        if (counts.answers === 0 && counts.failures >= mostFailures) throw error;
        return null;
      }
    },
    throwIfNothing(): void {
      if (counts.answers === 0 && first !== null) throw first;
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
  const brief =
    request.isBrief === true && query.kind === 'version'
      ? await resolveBriefly(context, { request, version: query.version, signal })
      : null;
  if (brief !== null) return brief;
  const info = await pickGoVersion(proxy, { path: name, query, signal });
  if (info === null) throw await describeNothing(proxy, { request, signal });
  const [modFile, retraction] = await Promise.all([
    proxy.readModFile(name, info.version, signal),
    findRetraction(proxy, { path: name, version: info.version, signal }),
  ]);
  verifyModule(modFile, { name, version: info.version });
  const draft = createDraft(context, { request, info });
  const archive = await readMetadata(context, { record: draft, signal, isBrief: false });
  return completeRecord(draft, { archive, modFile, retraction });
}

/** A module's archive has its licence and its go.mod. Null when no proxy has the archive. */
async function resolveBriefly(
  context: Context,
  question: { request: ResolveRequest; version: string; signal: AbortSignal },
): Promise<PackageRecord | null> {
  const { request, version, signal } = question;
  const draft = createDraft(context, { request, info: { version, publishedAt: null, repository: null } });
  try {
    const archive = await readMetadata(context, { record: draft, signal, isBrief: true });
    verifyModule(archive.modFile, { name: request.name, version });
    return completeRecord(draft, { archive, modFile: archive.modFile, retraction: null });
  } catch (error) {
    // The list of versions says better what is wrong.
    if (error instanceof RegistryError && error.code === 'not-found') return null;
    throw error;
  }
}

function verifyModule(modFile: ModFile | null, { name, version }: { name: string; version: string }): void {
  if (modFile === null || modFile.module === '' || modFile.module === name) return;
  throw new RegistryError(
    'bad-response',
    `Cannot use "${name}@${version}": it calls itself "${modFile.module.slice(0, 200)}"`,
    { hint: 'Ask for it by that name' },
  );
}

function createDraft(
  { proxy }: Context,
  { request, info }: { request: ResolveRequest; info: ModuleInfo },
): PackageRecord {
  const { name } = request;
  const integrity = (request.hashes ?? []).find(isModuleHash) ?? null;
  const [place] = proxy.listArchives(name, info.version);
  return createRecord({ name, info, integrity, url: place?.url.href ?? '' });
}

function completeRecord(
  draft: PackageRecord,
  found: { archive: ModuleMetadata; modFile: ModFile | null; retraction: string | null },
): PackageRecord {
  const { archive, modFile, retraction } = found;
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

interface ModuleMetadata {
  readonly license: string;
  readonly sizeBytes: number;
  readonly unpackedBytes: number;
  readonly modFile: ModFile | null;
}

/** A module states no licence: it is known by the text of its licence file. */
async function readMetadata(
  context: Context,
  asked: { record: PackageRecord; signal: AbortSignal; isBrief: boolean },
): Promise<ModuleMetadata> {
  const { record, signal, isBrief } = asked;
  const purpose = `read the archive of "${record.name}@${record.version}"`;
  const root = renderRoot(record);
  const isWanted = (path: string) => path === 'go.mod' || isLicenseFile(path);
  const accept = (path: string, sizeBytes: number) => isWanted(path) && sizeBytes <= metadataLimitBytes;
  const { files, sizeBytes, unpackedBytes } = await askArchives(context.proxy, { record, purpose }, (url) =>
    context.reader.readFromArchive({
      name: 'module-metadata',
      url,
      archive: record.archive,
      purpose,
      request: { accept, signal },
      root,
      keep: !isBrief,
    }),
  );
  const mod = files.find(({ path }) => path === 'go.mod');
  return {
    license: readLicenseFiles(files),
    sizeBytes,
    unpackedBytes,
    modFile: mod === undefined ? null : parseModFile(Buffer.from(mod.content).toString('utf8')),
  };
}

async function readArchive(
  { reader, proxy }: Context,
  asked: { record: PackageRecord; purpose: string; request: ArchiveRequest },
): Promise<ArchiveListing> {
  const { record, purpose, request } = asked;
  const root = renderRoot(record);
  return askArchives(proxy, asked, (url) =>
    reader.readArchive({ url, archive: record.archive, purpose, request, root }),
  );
}

function renderRoot({ name, version }: PackageRecord): string {
  return `${name}@${version}/`;
}

/** The first proxy that has the archive; what was changed is an attack and no absence. */
async function askArchives<T>(
  proxy: ModuleProxy,
  { record, purpose }: { record: PackageRecord; purpose: string },
  read: (url: URL) => Promise<T>,
): Promise<T> {
  let failure: unknown = null;
  for (const { url, next } of proxy.listArchives(record.name, record.version)) {
    try {
      return await read(url);
    } catch (error) {
      const code = error instanceof RegistryError ? error.code : null;
      if (code !== 'not-found' && (next === 'absent' || code === null || code === 'integrity')) throw error;
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
