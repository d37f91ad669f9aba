import { normalizePackageName, problemOfPackageName } from '../../core/index.ts';
import { RegistryError } from '../errors.ts';
import { createRegistryReader, type RegistryReader, type RegistryReaderOptions } from '../reader.ts';
import type { PackageRecord, Registry, ResolveRequest } from '../types.ts';
import { describeArchive, rankArchives } from './archives.ts';
import type { PypiClient } from './client.ts';
import { type DistributionFile, groupReleases, pickRelease, type Release } from './pick-release.ts';
import { readReleaseMetadata } from './read-metadata.ts';
import { acceptIndex, indexLimitBytes, parseProjectPage } from './simple-index.ts';
import { parseSpecifierSet, type SpecifierSet } from './specifier.ts';

export interface PypiRegistryOptions extends RegistryReaderOptions {
  readonly client: PypiClient;
  /** Prefers releases whose Requires-Python fits this Python, as pip does. */
  readonly pythonVersion?: string | undefined;
}

const hints = {
  address: 'Check "index-url" of pip, or registries.pypi in phalus\'s configuration',
  network: 'Check the network, and "index-url", "proxy" and "cert" of pip (pip config list)',
  login: 'Put a login into the address of the index, or the host into your .netrc',
  foreignHost:
    'If the files of your index really lie there, set "index-url" of pip or registries.pypi to that host',
};
const suggested = 5;

/** The package index that the user's own pip is configured with. Nothing of a package is ever run. */
export function createPypiRegistry(options: PypiRegistryOptions): Registry {
  const reader = createRegistryReader({ ...options, hints });
  return {
    ecosystem: 'pypi',
    async resolve(request, signal) {
      verifyName(request.name);
      const specifiers = readSpecifiers(request);
      return reader.limit(`read "${request.name}" at the package index`, signal, (limited) =>
        resolve({ options, reader, request, specifiers, signal: limited }),
      );
    },
    async readArchive(record, request) {
      const purpose = `read the archive of "${record.name}@${record.version}"`;
      return reader.limit(purpose, request.signal, (signal) =>
        reader.readArchive({
          url: parseArchiveUrl(record, purpose),
          archive: record.archive,
          purpose,
          request: { accept: (path, sizeBytes) => request.accept(path, sizeBytes), signal },
        }),
      );
    },
  };
}

interface Resolving {
  readonly options: PypiRegistryOptions;
  readonly reader: RegistryReader;
  readonly request: ResolveRequest;
  readonly specifiers: SpecifierSet;
  readonly signal: AbortSignal;
}

async function resolve(context: Resolving): Promise<PackageRecord> {
  const { options, reader, request, specifiers, signal } = context;
  const project = normalizePackageName('pypi', request.name);
  const page = await fetchPage(context, project);
  const releases = groupReleases(page.files, project);
  const release = pickRelease(releases, { specifiers, pythonVersion: options.pythonVersion });
  if (release === null) throw describeNoVersion(releases, request);
  const files = rankArchives(selectFiles(release, request), options.packageSizeLimitBytes);
  const [best, ...others] = files;
  if (best === undefined) throw describeNoVersion(releases, request);
  const metadata = await readReleaseMetadata(reader, { project, files, signal });
  const requiresPython = metadata?.requiresPython || best.requiresPython;
  const yanked = release.files.every((file) => file.yanked !== null) ? best.yanked : null;
  return {
    ecosystem: 'pypi',
    name: request.name,
    version: release.versionText,
    description: metadata?.summary ?? '',
    keywords: metadata?.keywords ?? [],
    license: metadata?.license ?? '',
    homepage: metadata?.homepage ?? null,
    repository: metadata?.repository ?? null,
    documentation: metadata?.documentation ?? null,
    archive: describeArchive(best),
    otherArchives: others.map(describeArchive),
    unpackedSizeBytes: null,
    deprecated: yanked === null ? page.status : `yanked: ${yanked}`,
    dependencies: metadata?.dependencies ?? {},
    entryPoints: requiresPython === '' ? {} : { 'requires-python': requiresPython },
    publishedAt: best.publishedAt,
  };
}

/** The first index that has the project is the only one for it. */
async function fetchPage({ options, reader, request, signal }: Resolving, project: string) {
  const { indexes } = options.client;
  if (indexes.length === 0) throw describeNoIndex();
  for (const { url: index } of indexes) {
    const purpose = `read "${request.name}" at the package index ${index.host}`;
    const url = new URL(`${project}/`, index);
    const page = await reader.read({
      url,
      accept: acceptIndex,
      purpose,
      limitBytes: indexLimitBytes,
      signal,
    });
    if (page !== null) return parseProjectPage(page, purpose);
  }
  const hosts = indexes.map(({ url }) => url.host).join(', ');
  throw new RegistryError(
    'not-found',
    `Cannot find "${request.name}" at ${hosts}: there is no project of that name`,
    {
      hint: 'Check the spelling; if it is private, name its index with "extra-index-url" of pip',
    },
  );
}

function verifyName(name: string): void {
  const problem = problemOfPackageName('pypi', name);
  if (problem === null) return;
  throw new RegistryError(
    'bad-name',
    `Cannot look up "${name.slice(0, 214)}" at the package index: ${problem}`,
    {
      hint: 'Write the name as pip does, such as requests or zope.interface',
    },
  );
}

function readSpecifiers({ name, range, lockedVersion }: ResolveRequest): SpecifierSet {
  const text = lockedVersion ? `==${lockedVersion}` : range.trim() === 'latest' ? '' : range;
  const specifiers = parseSpecifierSet(text);
  if (specifiers !== null) return specifiers;
  throw new RegistryError(
    'no-version',
    `Cannot resolve "${name}" with "${text.slice(0, 200)}": expected version specifiers such as >=2,<3 or ~=1.4`,
    { hint: 'Write the version as PEP 440 has it' },
  );
}

/** The files that the manifest's hashes allow; a withdrawn file only when all are. */
function selectFiles(release: Release, request: ResolveRequest): readonly DistributionFile[] {
  const hashes = (request.hashes ?? [])
    .filter((hash) => /^sha256:/i.test(hash))
    .map((hash) => hash.slice(7).toLowerCase());
  const left = release.files.filter(({ yanked }) => yanked === null);
  const files = left.length === 0 ? release.files : left;
  if (hashes.length === 0) return files;
  const allowed = release.files.filter(({ sha256 }) => sha256 !== null && hashes.includes(sha256));
  if (allowed.length > 0) return allowed;
  throw new RegistryError(
    'integrity',
    `Cannot use "${request.name}@${release.versionText}": none of its ${release.files.length} files has a hash that the manifest allows`,
    { hint: 'Find out whether the manifest or the index changed before you go on' },
  );
}

function parseArchiveUrl(record: PackageRecord, purpose: string): URL {
  if (URL.canParse(record.archive.url)) return new URL(record.archive.url);
  throw new RegistryError('bad-response', `Cannot ${purpose}: its address is no URL`, {
    hint: hints.address,
  });
}

function describeNoIndex(): RegistryError {
  return new RegistryError(
    'no-address',
    'Cannot find the package index: no configuration of pip names one, and no pip is installed to ask',
    { hint: "Set registries.pypi in phalus's configuration (PHALUS_REGISTRIES__PYPI), or PIP_INDEX_URL" },
  );
}

function describeNoVersion(
  releases: readonly Release[],
  { name, range, lockedVersion }: ResolveRequest,
): RegistryError {
  const message = `Cannot resolve "${name}" with "${(lockedVersion ?? range).slice(0, 200)}"`;
  const newest = releases
    .filter(({ files }) => files.some(({ yanked }) => yanked === null))
    .slice(0, suggested);
  if (newest.length === 0) {
    return new RegistryError(
      'no-version',
      `${message}: no source archive or wheel of it is published, or all were withdrawn`,
      {
        hint: 'Check the spelling, or choose another package',
      },
    );
  }
  const texts = newest.map(({ versionText }) => versionText).join(', ');
  return new RegistryError(
    'no-version',
    `${message}: none of its ${releases.length} releases fits, newest are ${texts}`,
    {
      hint: `Ask for one of these, such as ${name}==${newest[0]?.versionText}`,
    },
  );
}
