import { renderError } from '../../core/index.ts';
import { maxPageBytes, maxRedirects } from '../limits.ts';
import type { WebAccess } from '../types.ts';
import { findUrlProblem } from './check-url.ts';

export interface PageRequest {
  readonly url: string;
  readonly web: WebAccess;
  /** For name, redirects and body together. */
  readonly timeoutMs: number;
  readonly accept: string;
  readonly signal?: AbortSignal | undefined;
}

export type PageResult =
  | {
      readonly kind: 'page';
      readonly url: string;
      /** Without parameters, in lower case. */
      readonly contentType: string;
      readonly content: Uint8Array;
    }
  /** It is there, and is no document. */
  | {
      readonly kind: 'refused';
      readonly url: string;
      readonly reason: string;
      /** As its server says; 0 when it does not. */
      readonly sizeBytes: number;
    }
  | { readonly kind: 'unavailable'; readonly reason: string };

const allowedTypes =
  /^(?:text\/(?:html|plain|markdown|x-markdown|x-rst)|application\/(?:xhtml\+xml|vnd\.github\.(?:v3\.)?raw(?:\+json)?))$/;

/** Fetches a page of the public web by a URL that is not to be trusted. Throws only when `signal` fires. */
export async function fetchPage(request: PageRequest): Promise<PageResult> {
  const deadline = AbortSignal.timeout(request.timeoutMs);
  const signal = request.signal === undefined ? deadline : AbortSignal.any([deadline, request.signal]);
  try {
    return await untilAborted(followRedirects(request, signal), signal);
  } catch (error) {
    request.signal?.throwIfAborted();
    if (deadline.aborted) return unavailable(`no answer within ${request.timeoutMs} ms`);
    return unavailable(renderError(error));
  }
}

async function followRedirects(request: PageRequest, signal: AbortSignal): Promise<PageResult> {
  let address = request.url;
  for (let hop = 0; hop <= maxRedirects; hop++) {
    if (!URL.canParse(address)) return unavailable(`"${address.slice(0, 200)}" is not a URL`);
    const url = new URL(address);
    url.hash = '';
    const problem = await findUrlProblem(url, (hostname) => request.web.lookup(hostname));
    if (problem !== null) return unavailable(`${url.origin}: ${problem}`);
    const response = await request.web.fetch(url.href, {
      redirect: 'manual',
      signal,
      headers: { accept: request.accept, 'user-agent': 'phalus' },
    });
    const location = response.headers.get('location');
    if (response.status < 300 || response.status >= 400 || location === null) {
      return readResponse(url, response);
    }
    await response.body?.cancel();
    if (!URL.canParse(location, url.href))
      return unavailable(`redirected to "${location.slice(0, 200)}", no URL`);
    address = new URL(location, url).href;
  }
  return unavailable(`more than ${maxRedirects} redirects`);
}

async function readResponse(
  url: URL,
  response: Awaited<ReturnType<WebAccess['fetch']>>,
): Promise<PageResult> {
  const contentType = (response.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  const sizeBytes = readLength(response.headers.get('content-length'));
  const refuse = async (reason: string): Promise<PageResult> => {
    await response.body?.cancel();
    return { kind: 'refused', url: url.href, reason, sizeBytes };
  };
  if (response.status !== 200) {
    await response.body?.cancel();
    return unavailable(`answered ${response.status}`);
  }
  if (!allowedTypes.test(contentType))
    return refuse(`"${contentType.slice(0, 100)}" is not a kind of text that documentation has`);
  if (sizeBytes > maxPageBytes) return refuse(`larger than ${maxPageBytes} bytes`);
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Counted as it arrives, and after decompression: a header may lie, and a small body may unpack to a large one.
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > maxPageBytes)
      return { kind: 'refused', url: url.href, reason: `larger than ${maxPageBytes} bytes`, sizeBytes: size };
    chunks.push(chunk);
  }
  return { kind: 'page', url: url.href, contentType, content: Buffer.concat(chunks) };
}

function readLength(header: string | null): number {
  return header !== null && /^\d{1,15}$/.test(header) ? Number(header) : 0;
}

function unavailable(reason: string): PageResult {
  return { kind: 'unavailable', reason };
}

/** A name look-up cannot be aborted; the wait for it can. */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
