import type { LargeBodies } from '../large-bodies.ts';
import { readBody } from '../read-body.ts';
import type { RegistryResponse, Requester } from '../request.ts';
import type { AnswerCache, AnswerKey, KeptAnswer } from './types.ts';

export interface FoundBody {
  readonly body: Buffer;
  readonly contentType: string;
  /** Where it came from in the end: relative addresses in it start here. */
  readonly url: URL;
}

export type Answer =
  | { readonly kind: 'found'; readonly found: FoundBody }
  /** Any status but success. The body was let go of. */
  | { readonly kind: 'status'; readonly status: number };

export interface CachedQuestion {
  readonly requester: Requester;
  readonly cache: AnswerCache | null;
  /** From `createLargeBodies`, the same for all questions to a registry. */
  countLargeBody(): LargeBodies;
  readonly url: URL;
  readonly accept: string;
  /** What is shown to the registry, so that answers of one login are never given to another. */
  readonly authorization: string | null;
  /** What else tells logins apart: a client certificate. */
  readonly identity?: string;
  readonly purpose: string;
  readonly limitBytes: number;
  readonly hint: string;
  readonly signal: AbortSignal | undefined;
  /** True for a body that never changes, by its hash or the protocol's promise: kept, it is used without a question. */
  isFinal?(body: Buffer): boolean;
  /** What of a body is kept and given; all of it when it is not said. Throws RegistryError for a body that makes no sense. */
  reduce?(body: Buffer): Buffer;
}

/**
 * Asks a registry, with a condition when an earlier answer is kept (ETag, Last-Modified). An answer that names neither and
 * may change is not kept: there would be no way to ask whether it did. Throws RegistryError.
 */
export async function askThroughCache(question: CachedQuestion): Promise<Answer> {
  const { requester, cache, url, accept, purpose, signal, isFinal = () => false } = question;
  const { authorization, identity = '' } = question;
  const key: AnswerKey = { url, form: `${accept} ${identity}`, authorization };
  const known = (await cache?.read(key)) ?? null;
  if (known !== null && isFinal(known.body)) return { kind: 'found', found: use(known, url) };
  const headers = { accept, ...renderConditions(known) };
  const response = await requester.fetch({ url, headers, purpose, signal });
  if (known !== null && response.status === 304) {
    await response.body?.cancel();
    return { kind: 'found', found: use(known, url) };
  }
  if (!response.ok) {
    await response.body?.cancel();
    return { kind: 'status', status: response.status };
  }
  const { limitBytes, hint, reduce } = question;
  const largeBodies = question.countLargeBody();
  const read = { response, limitBytes, purpose, hint, signal, largeBodies };
  const body = await readBody(read)
    .then((whole) => reduce?.(whole) ?? whole)
    .finally(largeBodies.end);
  const answer: KeptAnswer = {
    body,
    contentType: response.headers.get('content-type') ?? '',
    redirectedTo: renderRedirect(response.url, url),
    etag: response.headers.get('etag'),
    lastModified: response.headers.get('last-modified'),
  };
  if (cache !== null && isKeepable(response) && (isFinal(answer.body) || hasValidator(answer)))
    await cache.write(key, answer);
  return { kind: 'found', found: use(answer, url) };
}

export function renderConditions(known: KeptAnswer | null): Record<string, string> {
  return {
    ...(known?.etag && { 'if-none-match': known.etag }),
    ...(known?.lastModified && { 'if-modified-since': known.lastModified }),
  };
}

export function hasValidator({ etag, lastModified }: Pick<KeptAnswer, 'etag' | 'lastModified'>): boolean {
  return Boolean(etag) || Boolean(lastModified);
}

export function isKeepable(response: RegistryResponse): boolean {
  return !/\bno-store\b/i.test(response.headers.get('cache-control') ?? '');
}

function use({ body, contentType, redirectedTo }: KeptAnswer, url: URL): FoundBody {
  return { body, contentType, url: redirectedTo === null ? url : new URL(redirectedTo) };
}

/** Without the query, in which other servers sign their addresses. */
function renderRedirect(final: string, asked: URL): string | null {
  if (final === '' || final === asked.href || !URL.canParse(final)) return null;
  const url = new URL(final);
  return `${url.origin}${url.pathname}`;
}
