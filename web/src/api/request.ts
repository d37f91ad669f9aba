import { readError } from './api-error.ts';
import { askForToken, readToken } from './token.ts';

export interface RequestOptions {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  /** An object is sent as JSON, a text as it is. */
  readonly body?: object | string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** Asks the server; where it wants a token, asks the reader and then once more. Throws ApiError for every bad answer. */
export async function request(path: string, options: RequestOptions = {}): Promise<Response> {
  const { method = 'GET', body, headers = {}, signal } = options;
  for (;;) {
    const token = readToken();
    const response = await fetch(path, {
      method,
      headers: {
        ...headers,
        ...(typeof body === 'object' && { 'content-type': 'application/json' }),
        ...(typeof body === 'string' && { 'content-type': 'text/plain' }),
        ...(token !== '' && { authorization: `Bearer ${token}` }),
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      ...(signal && { signal }),
    });
    if (response.ok) return response;
    if (response.status !== 401) throw await readError(response);
    await response.body?.cancel();
    await askForToken(token);
    signal?.throwIfAborted();
  }
}

export async function requestJson<Answer>(path: string, options?: RequestOptions): Promise<Answer> {
  return (await request(path, options)).json();
}

/** For links, which can carry no header. */
export function linkWithToken(path: string): string {
  const token = readToken();
  if (token === '') return path;
  return `${path}${path.includes('?') ? '&' : '?'}token=${encodeURIComponent(token)}`;
}
