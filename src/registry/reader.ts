import { Response } from 'undici';
import type { Fetch, Now } from '../core/index.ts';
import type { RegistryClient } from './client.ts';
import { runWithDeadline } from './deadline.ts';
import { RegistryError } from './errors.ts';
import { verifyForeignUrl } from './foreign-url.ts';
import { readVerifiedArchive } from './npm/read-archive.ts';
import { readBody } from './read-body.ts';
import {
  type ClientHints,
  createRequester,
  type RegistryResponse,
  type Requester,
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
}

/** What the user can do, in the words of his client. */
export interface ReaderHints extends ClientHints {
  readonly login: string;
  readonly foreignHost: string;
}

export interface FoundBody {
  readonly body: Buffer;
  readonly contentType: string;
  /** Where it came from in the end: relative addresses in it start here. */
  readonly url: URL;
}

interface BodyQuestion {
  readonly url: URL;
  readonly accept: string;
  readonly purpose: string;
  readonly limitBytes: number;
  readonly signal: AbortSignal | undefined;
}

interface ArchiveQuestion {
  readonly url: URL;
  readonly archive: ArchiveReference;
  readonly purpose: string;
  readonly request: ArchiveRequest;
  /** The leading folder of a ZIP archive's paths, with its slash; empty when they have none. */
  readonly root?: string;
  /** Keep the bytes for the next reading, which comes soon. */
  readonly keep?: boolean;
}

/** Reads what a registry serves, with the guards that all registries share. */
export interface RegistryReader {
  /** Null when there is nothing (404, 410). Throws RegistryError. */
  read(question: BodyQuestion): Promise<FoundBody | null>;
  /** Streams, verifies and unpacks. Throws RegistryError, `not-found` when there is no archive. */
  readArchive(question: ArchiveQuestion): Promise<ArchiveListing>;
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
/** Archives that were read for their metadata are read again for their documents a moment later. */
const keptArchiveBytes = 24 * 1024 * 1024;

export function createRegistryReader(
  options: RegistryReaderOptions & { readonly client: RegistryClient; readonly hints: ReaderHints },
): RegistryReader {
  const { client, hints, packageSizeLimitBytes, timeoutMs = defaultTimeoutMs } = options;
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
  const kept = new Map<string, Buffer>();
  const limits: UnpackLimits = {
    unpackedBytes: packageSizeLimitBytes * unpackedFactor,
    entries: mostEntries,
    keptBytes: packageSizeLimitBytes,
  };
  const fetchArchive = async (asked: Pick<BodyQuestion, 'url' | 'purpose' | 'signal'>) => {
    const response = await ask(requester, { ...asked, accept: 'application/octet-stream, */*', hints });
    if (response !== null) return response;
    throw new RegistryError('not-found', `Cannot ${asked.purpose}: the registry has no such archive`, {
      hint: 'Try again later, or another version',
    });
  };
  const keepBody = async (
    response: RegistryResponse,
    asked: { key: string; purpose: string; signal: AbortSignal | undefined },
  ) => {
    const limitBytes = packageSizeLimitBytes;
    const hint = 'Raise limits.package_size_mb if you trust this package';
    const body = await readBody({ ...asked, response, limitBytes, hint });
    kept.set(asked.key, body);
    let total = [...kept.values()].reduce((sum, bytes) => sum + bytes.length, 0);
    for (const [oldest, bytes] of kept) {
      if (total <= keptArchiveBytes) break;
      kept.delete(oldest);
      total -= bytes.length;
    }
    return new Response(body);
  };
  return {
    async read(question) {
      const { url, accept, purpose, limitBytes, signal } = question;
      // An index names the places of metadata too.
      verifyForeignUrl(url, isRegistryHost, hints.foreignHost);
      const response = await ask(requester, { url, accept, purpose, signal, hints });
      if (response === null) return null;
      const hint = 'No package is known that needs so much; check the address of the registry';
      return {
        body: await readBody({ response, limitBytes, purpose, hint, signal }),
        contentType: response.headers.get('content-type') ?? '',
        url: response.url === '' ? url : new URL(response.url),
      };
    },
    async readArchive({ url, archive, purpose, request, root = '', keep = false }) {
      const { signal } = request;
      verifyForeignUrl(url, isRegistryHost, hints.foreignHost);
      if (archive.integrity === null && url.protocol === 'http:' && !isRegistryHost(url.hostname, url.port))
        throw describeOpenWay(purpose);
      const key = `${url.href} ${archive.integrity ?? ''}`;
      const known = kept.get(key);
      const response =
        known === undefined ? await fetchArchive({ url, purpose, signal }) : new Response(known);
      const shared = {
        response: keep && known === undefined ? await keepBody(response, { key, purpose, signal }) : response,
        integrity: archive.integrity,
        accept: (path: string, sizeBytes: number) => request.accept(path, sizeBytes),
        packedLimitBytes: packageSizeLimitBytes,
        limits,
        purpose,
        signal,
      };
      return archive.format === 'zip' ? readVerifiedZip({ ...shared, root }) : readVerifiedArchive(shared);
    },
    limit: (purpose, signal, task) => runWithDeadline({ timeoutMs, purpose, signal }, task),
  };
}

/** Null for what is not there. Throws RegistryError for every other status than success. */
async function ask(
  requester: Requester,
  question: Omit<BodyQuestion, 'limitBytes'> & { readonly hints: ReaderHints },
): Promise<RegistryResponse | null> {
  const { url, accept, purpose, signal, hints } = question;
  // A mirror that marks a file itself as a compressed answer would have it unpacked before it is hashed.
  const isFile = accept.startsWith('application/octet-stream');
  const headers = { accept, ...(isFile && { 'accept-encoding': 'identity' }) };
  const response = await requester.fetch({ url, headers, purpose, signal });
  if (response.ok) return response;
  await response.body?.cancel();
  const { status } = response;
  if (status === 404 || status === 410) return null;
  if (status === 401 || status === 403) {
    const problem = status === 401 ? 'it wants you to log in' : 'it does not let you read that';
    throw new RegistryError('unauthorized', `Cannot ${purpose}: ${problem} (${status})`, {
      hint: hints.login,
    });
  }
  throw new RegistryError('bad-response', `Cannot ${purpose}: it answers with the status ${status}`, {
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
