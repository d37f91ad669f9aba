import { setTimeout as wait } from 'node:timers/promises';
import type { Fetch, Now } from '../core/index.ts';
import { RegistryError } from './errors.ts';
import { createPatience } from './patience.ts';

export interface RetryOptions {
  /** Requests for one answer, the first included; 4 by default. */
  readonly attempts?: number;
  /** Wait before the first repetition, doubled with each; 500 by default. */
  readonly initialDelayMs?: number;
  /** Longest wait, also when the server asks for more; 20,000 by default. */
  readonly maxDelayMs?: number;
}

export type Sleep = (durationMs: number, signal?: AbortSignal) => Promise<void>;
export type RegistryResponse = Awaited<ReturnType<Fetch>>;

export interface Requester {
  /** Asks until an answer comes that is neither a redirect nor a server's trouble. Throws RegistryError. */
  fetch(request: {
    url: URL;
    headers: Readonly<Record<string, string>>;
    /** What is being done, for messages: `read "left-pad"`. */
    purpose: string;
    signal?: AbortSignal | undefined;
  }): Promise<RegistryResponse>;
}

/** What the user can do about an address that does not answer as it should, in the words of his client. */
export interface ClientHints {
  /** `Check the registry address in your .npmrc` */
  readonly address: string;
  /** `Check the network, and ... in your .npmrc` */
  readonly network: string;
}

export interface RequesterOptions {
  readonly fetch: Fetch;
  readonly retry?: RetryOptions | undefined;
  readonly now?: Now | undefined;
  readonly sleep?: Sleep | undefined;
  readonly hints: ClientHints;
  /** The Authorization header meant for a URL; null for none. */
  authorizationFor(url: URL): string | null;
  /** Throws when a URL that a server named must not be visited. */
  verifyUrl(url: URL): void;
}

type Asked = Parameters<Requester['fetch']>[0];
type Outcome =
  | { readonly kind: 'answer'; readonly response: RegistryResponse }
  | { readonly kind: 'again'; readonly error: RegistryError; readonly delayMs: number | null };

const mostRedirects = 5;

/** Requests with repetition, redirects followed by hand, and credentials only where they belong. */
export function createRequester(options: RequesterOptions): Requester {
  const sleep: Sleep =
    options.sleep ??
    ((durationMs, signal) => wait(durationMs, undefined, { ref: true, ...(signal && { signal }) }));
  const { attempts = 4, initialDelayMs = 500, maxDelayMs = 20_000 } = options.retry ?? {};
  const patience = createPatience();
  return {
    async fetch(asked) {
      const { origin } = asked.url;
      const refusedMs = patience.refusedFor(origin);
      if (refusedMs !== null) throw describeTrouble(asked, { status: 429, delayMs: refusedMs });
      const quietMs = patience.waitFor(origin);
      if (quietMs > 0) await sleep(quietMs, asked.signal);
      for (let attempt = 1; ; attempt += 1) {
        asked.signal?.throwIfAborted();
        const outcome = await ask(options, asked);
        if (outcome.kind === 'answer') {
          patience.noteAnswer(origin);
          return outcome.response;
        }
        const { error, delayMs } = outcome;
        const isTooLong = delayMs !== null && delayMs > maxDelayMs;
        if (delayMs !== null) patience.note(origin, { delayMs, isTooLong });
        if (attempt >= attempts || isTooLong) throw error;
        // Half fixed, half by chance: many clients that failed together must not come back together.
        const backoff = Math.min(maxDelayMs, initialDelayMs * 2 ** (attempt - 1)) * (0.5 + Math.random() / 2);
        await sleep(delayMs ?? backoff, asked.signal);
      }
    },
  };
}

async function ask(options: RequesterOptions, asked: Asked): Promise<Outcome> {
  let response: RegistryResponse;
  try {
    response = await followRedirects(options, asked);
  } catch (error) {
    asked.signal?.throwIfAborted();
    if (error instanceof RegistryError) throw error;
    return { kind: 'again', error: describeUnreachable(asked, error, options.hints), delayMs: null };
  }
  const { status } = response;
  if (status !== 408 && status !== 429 && status < 500) return { kind: 'answer', response };
  await response.body?.cancel();
  const delayMs = parseRetryAfter(response.headers.get('retry-after'), options.now);
  return { kind: 'again', error: describeTrouble(asked, { status, delayMs }), delayMs };
}

async function followRedirects(options: RequesterOptions, asked: Asked): Promise<RegistryResponse> {
  let url = asked.url;
  let hasLeft = false;
  for (let count = 0; count <= mostRedirects; count += 1) {
    // Once the way has led to another host, nothing secret travels on, not even back.
    const authorization = hasLeft ? null : options.authorizationFor(url);
    const response = await options.fetch(url.href, {
      headers: { ...asked.headers, ...(authorization !== null && { authorization }) },
      redirect: 'manual',
      ...(asked.signal && { signal: asked.signal }),
    });
    const location = response.headers.get('location');
    if (![301, 302, 303, 307, 308].includes(response.status) || location === null) return response;
    await response.body?.cancel();
    const next = URL.canParse(location, url.href) ? new URL(location, url.href) : null;
    if (next === null) throw describeRedirect(asked, 'it leads to no address', options.hints);
    options.verifyUrl(next);
    hasLeft ||= next.origin !== asked.url.origin;
    url = next;
  }
  throw describeRedirect(asked, `there are more than ${mostRedirects}`, options.hints);
}

/** Milliseconds that a Retry-After header asks for, as seconds or as a date; null when it says nothing useful. */
function parseRetryAfter(header: string | null, now?: Now): number | null {
  if (header === null) return null;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * 1000;
  const date = Date.parse(header);
  if (Number.isNaN(date) || now === undefined) return null;
  return Math.max(0, date - now().getTime());
}

/** The address without query and credentials: what a message or a log may show. */
export function renderUrl(url: URL): string {
  return `${url.protocol}//${url.host}${url.pathname}`;
}

function describeRedirect(asked: Asked, problem: string, hints: ClientHints): RegistryError {
  return new RegistryError(
    'bad-response',
    `Cannot ${asked.purpose}: the redirects of ${renderUrl(asked.url)} go nowhere: ${problem}`,
    {
      hint: hints.address,
    },
  );
}

function describeUnreachable(asked: Asked, cause: unknown, hints: ClientHints): RegistryError {
  return new RegistryError(
    'unreachable',
    `Cannot ${asked.purpose}: ${asked.url.host} did not answer${reasonOf(cause)}`,
    {
      cause,
      hint: hints.network,
    },
  );
}

// undici says "fetch failed" and keeps what happened in the cause.
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = (cause as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? ` (${code})` : '';
}

function describeTrouble(asked: Asked, answer: { status: number; delayMs: number | null }): RegistryError {
  const { status, delayMs } = answer;
  const when = delayMs === null ? 'later' : `in ${Math.ceil(delayMs / 1000)} seconds`;
  if (status === 429) {
    return new RegistryError(
      'rate-limited',
      `Cannot ${asked.purpose}: ${asked.url.host} asks for fewer requests (429)`,
      {
        hint: `Try again ${when}, or with a lower concurrency`,
      },
    );
  }
  return new RegistryError(
    'unreachable',
    `Cannot ${asked.purpose}: ${asked.url.host} answers with its own trouble (${status})`,
    {
      hint: `Try again ${when}`,
    },
  );
}
