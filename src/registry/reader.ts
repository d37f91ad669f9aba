import type { Fetch, Now } from '../core/index.ts';
import {
  type AnswerCache,
  type ArchiveDigest,
  askThroughCache,
  type FoundBody,
  readDigestThroughCache,
} from './cache/index.ts';
import { type RegistryClient, renderCertificateIdentity } from './client.ts';
import { runWithDeadline } from './deadline.ts';
import { RegistryError } from './errors.ts';
import { verifyForeignUrl } from './foreign-url.ts';
import { createLargeBodies } from './large-bodies.ts';
import { readVerifiedArchive } from './npm/read-archive.ts';
import { createRecentArchives } from './recent-archives.ts';
import {
  type ClientHints,
  createRequester,
  type RegistryResponse,
  type RetryOptions,
  type Sleep,
} from './request.ts';
import type { ArchiveListing, ArchiveReference, ArchiveRequest } from './types.ts';
import type { UnpackLimits } from './unpack.ts';
import { readVerifiedZip } from './unpack-zip.ts';

/** What every registry that is read through `createRegistryReader` may be given. */
export interface RegistryReaderOptions {
  /** From `createHttp`, so that proxy and certificates are the user's. */
  readonly fetch: Fetch;
  /** Most bytes of a packed archive; unpacked it may have four times as many. */
  readonly packageSizeLimitBytes: number;
  readonly retry?: RetryOptions;
  /** Needed to understand a Retry-After that is a date. */
  readonly now?: Now;
  readonly sleep?: Sleep;
  /** Longest time of one call, waits included; five minutes by default. */
  readonly timeoutMs?: number;
  /** Answers of earlier calls; without one everything is asked anew. */
  readonly cache?: AnswerCache | null;
}

/** What the user can do, in the words of his client. */
export interface ReaderHints extends ClientHints {
  readonly login: string;
  readonly foreignHost: string;
}

interface BodyQuestion {
  readonly url: URL;
  readonly accept: string;
  readonly purpose: string;
  readonly limitBytes: number;
  readonly signal: AbortSignal | undefined;
  /** True for a body that never changes, by its hash or the protocol's promise. */
  isFinal?(body: Buffer): boolean;
}

interface ArchiveQuestion {
  readonly url: URL;
  readonly archive: ArchiveReference;
  readonly purpose: string;
  readonly request: ArchiveRequest;
  /** The leading folder of a ZIP archive's paths, with its slash; empty when they have none. */
  readonly root?: string;
}

/** Reads what a registry serves, with the guards that all registries share. */
export interface RegistryReader {
  /** Null when there is nothing (404, 410). Throws RegistryError. */
  read(question: BodyQuestion): Promise<FoundBody | null>;
  /** Streams, verifies and unpacks. Throws RegistryError, `not-found` when there is no archive. */
  readArchive(question: ArchiveQuestion): Promise<ArchiveListing>;
  /**
   * What `accept` takes of an archive, and the sizes of it, for its metadata. This is kept, the archive is not: it holds
   * the original's source. `name` says what is read, so that something else of the same archive is not taken for it.
   */
  readFromArchive(
    question: ArchiveQuestion & {
      readonly name: string;
      /** The documents of the archive are read soon: keep its bytes for that, when they are few. */
      readonly keep?: boolean;
    },
  ): Promise<ArchiveDigest>;
  /** Runs a call that must end in time. */
  limit<T>(
    purpose: string,
    signal: AbortSignal | undefined,
    task: (signal: AbortSignal) => Promise<T>,
  ): Promise<T>;
}

const unpackedFactor = 4;
const mostEntries = 100_000;
const defaultTimeoutMs = 300_000;
const acceptArchive = 'application/octet-stream, */*';
const largeHint = 'No package is known that needs so much; check the address of the registry';

export function createRegistryReader(
  options: RegistryReaderOptions & { readonly client: RegistryClient; readonly hints: ReaderHints },
): RegistryReader {
  const { client, hints, packageSizeLimitBytes, timeoutMs = defaultTimeoutMs, cache = null } = options;
  const isRegistryHost = (hostname: string, port: string) => client.isRegistryHost(hostname, port);
  const requester = createRequester({
    fetch: options.fetch,
    retry: options.retry,
    now: options.now,
    sleep: options.sleep,
    hints,
    authorizationFor: (url) => client.authorizationFor(url),
    verifyUrl: (url) => verifyForeignUrl(url, isRegistryHost, hints.foreignHost),
  });
  const recent = createRecentArchives();
  const countLargeBody = createLargeBodies();
  const identity = renderCertificateIdentity(client.connection);
  const limits: UnpackLimits = {
    unpackedBytes: packageSizeLimitBytes * unpackedFactor,
    entries: mostEntries,
    keptBytes: packageSizeLimitBytes,
  };
  const verifyArchiveUrl = ({ url, archive, purpose }: ArchiveQuestion) => {
    verifyForeignUrl(url, isRegistryHost, hints.foreignHost);
    if (archive.integrity === null && url.protocol === 'http:' && !isRegistryHost(url.hostname, url.port))
      throw describeOpenWay(purpose);
  };
  const fetchArchive = async (
    { url, purpose, request }: ArchiveQuestion,
    conditions: Readonly<Record<string, string>> = {},
  ) => {
    // A mirror that marks a file itself as a compressed answer would have it unpacked before it is hashed.
    const headers = { accept: acceptArchive, 'accept-encoding': 'identity', ...conditions };
    const response = await requester.fetch({ url, headers, purpose, signal: request.signal });
    if (response.ok || (response.status === 304 && Object.keys(conditions).length > 0)) return response;
    await response.body?.cancel();
    throw (
      describeStatus(response.status, purpose, hints) ??
      new RegistryError('not-found', `Cannot ${purpose}: the registry has no such archive`, {
        hint: 'Try again later, or another version',
      })
    );
  };
  const unpack = (
    response: RegistryResponse,
    { archive, purpose, request, root = '' }: ArchiveQuestion,
  ): Promise<ArchiveListing> => {
    const shared = {
      response,
      integrity: archive.integrity,
      accept: (path: string, sizeBytes: number) => request.accept(path, sizeBytes),
      packedLimitBytes: packageSizeLimitBytes,
      limits,
      purpose,
      signal: request.signal,
    };
    return archive.format === 'zip' ? readVerifiedZip({ ...shared, root }) : readVerifiedArchive(shared);
  };
  return {
    async read(question) {
      const { url, purpose } = question;
      // An index names the places of metadata too.
      verifyForeignUrl(url, isRegistryHost, hints.foreignHost);
      const authorization = client.authorizationFor(url);
      const answer = await askThroughCache({
        ...question,
        requester,
        cache,
        countLargeBody,
        authorization,
        identity,
        hint: largeHint,
      });
      if (answer.kind === 'found') return answer.found;
      const failure = describeStatus(answer.status, purpose, hints);
      if (failure !== null) throw failure;
      return null;
    },
    async readArchive(question) {
      verifyArchiveUrl(question);
      const response = recent.find(renderArchiveKey(question)) ?? (await fetchArchive(question));
      return unpack(response, question);
    },
    async readFromArchive(question) {
      verifyArchiveUrl(question);
      const { url, archive, purpose, request, name } = question;
      const form = `${name} ${archive.integrity ?? ''} ${identity}`;
      return readDigestThroughCache({
        cache,
        key: { url, form, authorization: client.authorizationFor(url) },
        hasIntegrity: archive.integrity !== null,
        fetch: async (conditions) =>
          recent.find(renderArchiveKey(question)) ?? (await fetchArchive(question, conditions)),
        read: async (response) => {
          const asked = { key: renderArchiveKey(question), purpose, signal: request.signal };
          return unpack(question.keep === true ? await recent.keep(response, asked) : response, question);
        },
      });
    },
    limit: (purpose, signal, task) => runWithDeadline({ timeoutMs, purpose, signal }, task),
  };
}

function renderArchiveKey({ url, archive }: ArchiveQuestion): string {
  return `${url.href} ${archive.integrity ?? ''}`;
}

/** Null for what is not there. */
function describeStatus(status: number, purpose: string, hints: ReaderHints): RegistryError | null {
  if (status === 404 || status === 410) return null;
  if (status === 401 || status === 403) {
    const problem = status === 401 ? 'it wants you to log in' : 'it does not let you read that';
    return new RegistryError('unauthorized', `Cannot ${purpose}: ${problem} (${status})`, {
      hint: hints.login,
    });
  }
  return new RegistryError('bad-response', `Cannot ${purpose}: it answers with the status ${status}`, {
    hint: hints.address,
  });
}

/** Without a hash an archive is whatever the way makes of it. */
function describeOpenWay(purpose: string): RegistryError {
  return new RegistryError(
    'unsafe-url',
    `Cannot ${purpose}: the registry gives no hash for it, and an address in clear text (http)`,
    { hint: 'Use a registry that gives hashes or addresses with https' },
  );
}
