import { type Fetch, type Now, problemOfNpmName } from '../../core/index.ts';
import type { AnswerCache } from '../cache/index.ts';
import { runWithDeadline } from '../deadline.ts';
import { RegistryError } from '../errors.ts';
import { verifyForeignUrl } from '../foreign-url.ts';
import { isContradiction, strongerIntegrity } from '../integrity.ts';
import { createRequester, type Requester, type RetryOptions, renderUrl, type Sleep } from '../request.ts';
import type { ArchiveListing, ArchiveRequest, PackageRecord, Registry, ResolveRequest } from '../types.ts';
import type { NpmClientConfig } from './client-config.ts';
import { describeStatus } from './describe-status.ts';
import { readPackageRecord } from './package-record.ts';
import { listTags, pickVersion, suggestVersions } from './pick-version.ts';
import { readVerifiedArchive } from './read-archive.ts';
import { createPackumentReader } from './read-packument.ts';
import type { Packument } from './schema.ts';
import { foreignHostHint, resolveTarballUrl } from './tarball-url.ts';

export interface NpmRegistryOptions {
  /** From `createHttp`, so that proxy and certificates are the user's. */
  readonly fetch: Fetch;
  readonly client: NpmClientConfig;
  /** Most bytes of a packed archive; unpacked it may have four times as many. */
  readonly packageSizeLimitBytes: number;
  readonly retry?: RetryOptions;
  /** Needed to understand a Retry-After that is a date. */
  readonly now?: Now;
  readonly sleep?: Sleep;
  /** Prefers versions whose `engines` fit this Node, as npm does. */
  readonly nodeVersion?: string;
  /** Longest time of one call, waits included; five minutes by default. */
  readonly timeoutMs?: number;
  /** Answers of earlier calls; without one everything is asked anew. */
  readonly cache?: AnswerCache | null;
}

const npmHints = {
  address: 'Check the registry address in your .npmrc',
  network: 'Check the network, and "registry", "https-proxy" and "cafile" in your .npmrc',
};
const unpackedFactor = 4;
const mostEntries = 100_000;
const defaultTimeoutMs = 300_000;

/** The npm registry that the user's own client configuration names. */
export function createNpmRegistry(options: NpmRegistryOptions): Registry {
  const { client, timeoutMs = defaultTimeoutMs } = options;
  const isRegistryHost = (hostname: string, port: string) => client.isRegistryHost(hostname, port);
  const requester = createRequester({
    fetch: options.fetch,
    retry: options.retry,
    now: options.now,
    sleep: options.sleep,
    authorizationFor: (url) => client.authorizationFor(url),
    verifyUrl: (url) => verifyForeignUrl(url, isRegistryHost, foreignHostHint),
    hints: npmHints,
  });
  const documents = createPackumentReader({ requester, client, cache: options.cache ?? null });
  return {
    ecosystem: 'npm',
    async resolve(request, signal) {
      const { name } = request;
      verifyName(name);
      const address = await client.findRegistry(name);
      return runWithDeadline(
        { timeoutMs, purpose: `read "${name}" at the npm registry`, signal },
        async (limited) => {
          const asked = { address, name, signal: limited };
          const { lockedVersion: version } = request;
          const packument = version
            ? await documents.readLocked({ ...asked, version })
            : await documents.readPackument(asked);
          return pickRecord(packument, request, options);
        },
      );
    },
    async readArchive(record, request) {
      const purpose = `read the archive of "${record.name}@${record.version}"`;
      return runWithDeadline({ timeoutMs, purpose, signal: request.signal }, (signal) =>
        readArchive({
          options,
          requester,
          record,
          request: { accept: (path, sizeBytes) => request.accept(path, sizeBytes), signal },
          purpose,
        }),
      );
    },
  };
}

function verifyName(name: string): void {
  const problem = problemOfNpmName(name);
  if (problem === null) return;
  throw new RegistryError(
    'bad-name',
    `Cannot look up "${name.slice(0, 214)}" at the npm registry: ${problem}`,
    {
      hint: 'Write the name as npm does: left-pad or @scope/name',
    },
  );
}

function pickRecord(
  packument: Packument,
  request: ResolveRequest,
  options: NpmRegistryOptions,
): PackageRecord {
  const { name, range } = request;
  const version = pickVersion(packument, {
    range,
    ...(options.nodeVersion !== undefined && { nodeVersion: options.nodeVersion }),
  });
  if (version === null) throw describeNoVersion(packument, { name, range });
  const record = readPackageRecord(packument, { name, version });
  const locked = request.lockedIntegrity ?? null;
  if (locked === null) return record;
  if (isContradiction(locked, record.archive.integrity ?? '')) {
    throw new RegistryError(
      'integrity',
      `Cannot use "${name}@${version}": the lock file says ${locked.slice(0, 200)} and the registry says ${record.archive.integrity}`,
      { hint: 'Find out which of the two changed before you go on' },
    );
  }
  const integrity = strongerIntegrity(locked, record.archive.integrity);
  return { ...record, archive: { ...record.archive, integrity } };
}

async function readArchive(context: {
  options: NpmRegistryOptions;
  requester: Requester;
  record: PackageRecord;
  request: ArchiveRequest;
  purpose: string;
}): Promise<ArchiveListing> {
  const { options, requester, record, request, purpose } = context;
  const { client, packageSizeLimitBytes } = options;
  const { url: registry } = await client.findRegistry(record.name);
  const url = resolveTarballUrl({
    tarball: record.archive.url,
    registry,
    replaceRegistryHost: client.replaceRegistryHost,
    isRegistryHost: (hostname, port) => client.isRegistryHost(hostname, port),
  });
  // A mirror that marks the file itself as a compressed answer would have it unpacked before it is hashed.
  const headers = { accept: 'application/octet-stream, */*', 'accept-encoding': 'identity' };
  const response = await requester.fetch({ url, headers, purpose, signal: request.signal });
  if (!response.ok) {
    await response.body?.cancel();
    throw describeStatus(response.status, {
      purpose,
      name: record.name,
      address: { url, origin: renderUrl(url) },
    });
  }
  return readVerifiedArchive({
    response,
    integrity: record.archive.integrity,
    accept: request.accept,
    packedLimitBytes: packageSizeLimitBytes,
    limits: {
      unpackedBytes: packageSizeLimitBytes * unpackedFactor,
      entries: mostEntries,
      keptBytes: packageSizeLimitBytes,
    },
    purpose,
    signal: request.signal,
  });
}

function describeNoVersion(packument: Packument, wanted: { name: string; range: string }): RegistryError {
  const { name, range } = wanted;
  const versions = suggestVersions(packument, range);
  const message = `Cannot resolve "${name}@${range}"`;
  if (versions.length === 0) {
    return new RegistryError(
      'no-version',
      `${message}: no version of it is published, or all were withdrawn`,
      {
        hint: 'Check the spelling, or choose another package',
      },
    );
  }
  const tags = listTags(packument);
  const known = tags.length === 0 ? '' : `; tags are ${tags.join(', ').slice(0, 300)}`;
  return new RegistryError(
    'no-version',
    `${message}: none of its ${packument.versions.size} versions fits, nearest and newest are ${versions.join(', ')}${known}`,
    {
      hint: `Ask for one of these, such as ${name}@${versions[0]}`,
    },
  );
}
