import { rcompare, valid } from 'semver';
import { problemOfPackageName } from '../../core/index.ts';
import { RegistryError } from '../errors.ts';
import { parseIntegrity } from '../integrity.ts';
import { isLicenseFile, readLicenseFiles } from '../license-text.ts';
import { createRegistryReader, type RegistryReader, type RegistryReaderOptions } from '../reader.ts';
import type { PackageRecord, Registry, ResolveRequest } from '../types.ts';
import { type CrateMetadata, parseCargoToml } from './cargo-toml.ts';
import type { CratesClient } from './client.ts';
import { type IndexConfig, readIndexConfig, renderDownloadUrl } from './index-config.ts';
import { type CrateRequirement, parseCrateRequirement } from './requirement.ts';
import { type IndexVersion, parseIndexFile, renderIndexPath } from './sparse-index.ts';

export interface CratesRegistryOptions extends RegistryReaderOptions {
  readonly client: CratesClient;
}

const hints = {
  address: "Check the crate registry in Cargo's configuration, or registries.crates in phalus's",
  network: 'Check the network, and "http.proxy" and "http.cainfo" of Cargo',
  login: 'Log in with "cargo login --registry NAME"',
  foreignHost:
    'If the crates of your registry really lie there, set registries.crates to an index at that host',
};
const indexLimitBytes = 64 * 1024 * 1024;
const manifestLimitBytes = 1024 * 1024;
const suggested = 5;

interface Context {
  readonly options: CratesRegistryOptions;
  readonly reader: RegistryReader;
  readonly findConfig: (signal: AbortSignal) => Promise<IndexConfig>;
}

/** The crate registry that the user's own Cargo is configured with. No build script is ever run. */
export function createCratesRegistry(options: CratesRegistryOptions): Registry {
  const reader = createRegistryReader({ ...options, hints });
  let known: Promise<IndexConfig> | undefined;
  const context: Context = {
    options,
    reader,
    findConfig: (signal) => {
      known ??= readIndexConfig({ client: options.client, reader, signal }).catch((error: unknown) => {
        // The next question may find what this one did not.
        known = undefined;
        throw error;
      });
      return known;
    },
  };
  return {
    ecosystem: 'crates',
    async resolve(request, signal) {
      verifyName(request.name);
      const requirement = readRequirement(request);
      const purpose = `read "${request.name}" at the crate registry`;
      return reader.limit(purpose, signal, (limited) =>
        resolve(context, { request, requirement, signal: limited }),
      );
    },
    async readArchive(record, request) {
      const purpose = `read the archive of "${record.name}@${record.version}"`;
      if (!URL.canParse(record.archive.url)) throw describeBadAddress(purpose);
      return reader.limit(purpose, request.signal, (signal) =>
        reader.readArchive({
          url: new URL(record.archive.url),
          archive: record.archive,
          purpose,
          request: { accept: (path, sizeBytes) => request.accept(path, sizeBytes), signal },
        }),
      );
    },
  };
}

async function resolve(
  context: Context,
  question: { request: ResolveRequest; requirement: CrateRequirement; signal: AbortSignal },
): Promise<PackageRecord> {
  const { request, requirement, signal } = question;
  const config = await context.findConfig(signal);
  const brief = request.isBrief === true ? await resolveLocked(context, { request, config, signal }) : null;
  if (brief !== null) return brief;
  const versions = await fetchVersions(context, { config, name: request.name, signal });
  const picked = pickVersion(versions, { request, requirement });
  if (picked === null) throw describeNoVersion(versions, request);
  verifyLock(picked, request);
  return describeVersion(context, { picked, config, signal, isBrief: false });
}

/** A lock file names version and hash, and the crate file has the rest. Null when they are not enough to find it. */
async function resolveLocked(
  context: Context,
  asked: { request: ResolveRequest; config: IndexConfig; signal: AbortSignal },
): Promise<PackageRecord | null> {
  const { request, config, signal } = asked;
  const { name, lockedVersion, lockedIntegrity } = request;
  const locked = parseIntegrity(lockedIntegrity ?? '').find(({ algorithm }) => algorithm === 'sha256');
  const [digest] = locked?.digests ?? [];
  if (!lockedVersion || valid(lockedVersion) === null || digest === undefined) return null;
  const sha256 = Buffer.from(digest, 'base64').toString('hex');
  const picked = { name, version: lockedVersion, sha256, isYanked: false, publishedAt: null };
  try {
    return await describeVersion(context, { picked, config, signal, isBrief: true });
  } catch (error) {
    // The index says better what is wrong.
    if (error instanceof RegistryError && error.code === 'not-found') return null;
    throw error;
  }
}

async function describeVersion(
  context: Context,
  asked: {
    picked: Omit<IndexVersion, 'dependencies' | 'rustVersion'> & Partial<Pick<IndexVersion, 'dependencies'>>;
    config: IndexConfig;
    signal: AbortSignal;
    isBrief: boolean;
  },
): Promise<PackageRecord> {
  const { picked, config, signal, isBrief } = asked;
  const archive = {
    url: renderDownloadUrl(config, picked).href,
    integrity: `sha256-${Buffer.from(picked.sha256, 'hex').toString('base64')}`,
    sizeBytes: null,
  };
  const metadata = await readMetadata(context, { picked, archive, signal, isBrief });
  return {
    ecosystem: 'crates',
    name: picked.name,
    version: picked.version,
    description: metadata.description,
    keywords: metadata.keywords,
    license: metadata.license,
    homepage: metadata.homepage,
    repository: metadata.repository,
    documentation: metadata.documentation,
    archive: { ...archive, sizeBytes: metadata.archiveBytes },
    unpackedSizeBytes: metadata.unpackedBytes,
    deprecated: picked.isYanked ? 'yanked' : null,
    dependencies: picked.dependencies ?? metadata.dependencies,
    entryPoints: metadata.entryPoints,
    publishedAt: picked.publishedAt,
  };
}

/** An index knows a crate by one spelling only, and people mix dashes and underscores. */
async function fetchVersions(
  { reader }: Context,
  asked: { config: IndexConfig; name: string; signal: AbortSignal },
): Promise<IndexVersion[]> {
  const { config, name, signal } = asked;
  const purpose = `read "${name}" at the crate registry ${config.index.host}`;
  const spellings = new Set([name, name.replaceAll('_', '-'), name.replaceAll('-', '_')]);
  for (const spelling of spellings) {
    const url = new URL(renderIndexPath(spelling), config.index);
    const found = await reader.read({
      url,
      accept: 'text/plain, */*',
      purpose,
      limitBytes: indexLimitBytes,
      signal,
    });
    if (found === null) continue;
    const versions = parseIndexFile(found.body.toString('utf8'), purpose);
    return versions.filter((each) => each.name.toLowerCase() === spelling.toLowerCase());
  }
  throw new RegistryError('not-found', `Cannot ${purpose}: there is no crate of that name`, {
    hint: 'Check the spelling; a crate of another registry needs registries.crates',
  });
}

function pickVersion(
  versions: readonly IndexVersion[],
  { request, requirement }: { request: ResolveRequest; requirement: CrateRequirement },
): IndexVersion | null {
  const sorted = versions.toSorted((left, right) => rcompare(left.version, right.version));
  const { lockedVersion } = request;
  // What a lock file names is taken even when it was withdrawn since.
  if (lockedVersion) return sorted.find(({ version }) => version === lockedVersion) ?? null;
  const left = sorted.filter(({ isYanked }) => !isYanked);
  const found = left.find(({ version }) => requirement.matches(version));
  return found ?? (requirement.isAny ? (left[0] ?? null) : pickExact(sorted, request.range));
}

/** `=1.2.3` names one version; a withdrawn one is given, and said to be so, as a person who asks for it means it. */
function pickExact(versions: readonly IndexVersion[], range: string): IndexVersion | null {
  const exact = /^\s*=\s*(\S+)\s*$/.exec(range)?.[1] ?? '';
  return valid(exact) === null ? null : (versions.find(({ version }) => version === exact) ?? null);
}

async function readMetadata(
  { reader }: Context,
  asked: {
    picked: Pick<IndexVersion, 'name' | 'version'>;
    archive: PackageRecord['archive'];
    signal: AbortSignal;
    isBrief: boolean;
  },
): Promise<CrateMetadata & { archiveBytes: number; unpackedBytes: number }> {
  const { picked, archive, signal, isBrief } = asked;
  const digest = await reader.readFromArchive({
    name: 'crate-metadata',
    url: new URL(archive.url),
    archive,
    purpose: `read the archive of "${picked.name}@${picked.version}"`,
    request: {
      accept: (path, sizeBytes) =>
        (path === 'Cargo.toml' || isLicenseFile(path)) && sizeBytes <= manifestLimitBytes,
      signal,
    },
    keep: !isBrief,
  });
  const manifest = digest.files.find(({ path }) => path === 'Cargo.toml');
  const metadata = parseCargoToml(Buffer.from(manifest?.content ?? '').toString('utf8'));
  return {
    ...metadata,
    license: metadata.license || readLicenseFiles(digest.files),
    archiveBytes: digest.sizeBytes,
    unpackedBytes: digest.unpackedBytes,
  };
}

function verifyName(name: string): void {
  const problem = problemOfPackageName('crates', name);
  if (problem === null) return;
  throw new RegistryError(
    'bad-name',
    `Cannot look up "${name.slice(0, 214)}" at the crate registry: ${problem}`,
    {
      hint: 'Write the name as Cargo does, such as serde_json',
    },
  );
}

function readRequirement({ name, range, lockedVersion }: ResolveRequest): CrateRequirement {
  const text = lockedVersion || range.trim() === 'latest' ? '' : range;
  const requirement = parseCrateRequirement(text);
  if (requirement !== null) return requirement;
  throw new RegistryError(
    'no-version',
    `Cannot resolve "${name}" with "${text.slice(0, 200)}": expected a requirement such as 1.2, ~1.2.3 or >=1, <3`,
    { hint: 'Write the requirement as Cargo has it' },
  );
}

function verifyLock(picked: IndexVersion, { lockedIntegrity, hashes = [] }: ResolveRequest): void {
  const digest = `sha256-${Buffer.from(picked.sha256, 'hex').toString('base64')}`;
  const wanted = [...(lockedIntegrity ? [lockedIntegrity] : []), ...hashes];
  if (wanted.length === 0 || wanted.includes(digest) || wanted.includes(`sha256:${picked.sha256}`)) return;
  throw new RegistryError(
    'integrity',
    `Cannot use "${picked.name}@${picked.version}": the lock file says ${wanted[0]?.slice(0, 200)} and the registry says ${digest}`,
    { hint: 'Find out which of the two changed before you go on' },
  );
}

function describeBadAddress(purpose: string): RegistryError {
  return new RegistryError('bad-response', `Cannot ${purpose}: its address is no URL`, {
    hint: hints.address,
  });
}

function describeNoVersion(
  versions: readonly IndexVersion[],
  { name, range, lockedVersion }: ResolveRequest,
): RegistryError {
  const message = `Cannot resolve "${name}" with "${(lockedVersion ?? range).slice(0, 200)}"`;
  const newest = versions
    .filter(({ isYanked }) => !isYanked)
    .toSorted((left, right) => rcompare(left.version, right.version))
    .slice(0, suggested)
    .map(({ version }) => version);
  if (newest.length === 0) {
    return new RegistryError('no-version', `${message}: no version of it is published, or all were yanked`, {
      hint: 'Check the spelling, or choose another crate',
    });
  }
  return new RegistryError(
    'no-version',
    `${message}: none of its ${versions.length} versions fits, newest are ${newest.join(', ')}`,
    { hint: `Ask for one of these, such as ${name}@${newest[0]}` },
  );
}
