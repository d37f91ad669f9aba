import { APICallError, JSONParseError, TypeValidationError } from 'ai';
import { ModelError, type ModelErrorCode } from '../errors.ts';
import { InterruptedStream } from './interrupted-stream.ts';

export interface CallFailure {
  readonly error: ModelError;
  /** Whether the same call may succeed later. */
  readonly retryable: boolean;
  readonly retryAfterMs: number | null;
}

interface Kind {
  readonly code: ModelErrorCode;
  readonly retryable: boolean;
  readonly so: string;
  readonly hint: string;
}

/** Sorts what a call threw into a code and whether to try again. Keys are blotted out of every text. */
export function classifyFailure(
  thrown: unknown,
  context: { readonly name: string; readonly secrets: readonly string[]; readonly now: () => Date },
): CallFailure {
  if (thrown instanceof ModelError) return { error: thrown, retryable: false, retryAfterMs: null };
  const detail = redact(describe(thrown), context.secrets);
  const kind = findKind(thrown, detail);
  const error = new ModelError(kind.code, `Cannot get a reply from ${context.name}: ${kind.so}`, {
    // Not what was thrown itself: it may hold the request, and a server may send the key back in its text.
    cause: new Error(detail),
    hint: kind.hint,
  });
  const headers = APICallError.isInstance(thrown) ? thrown.responseHeaders : undefined;
  return { error, retryable: kind.retryable, retryAfterMs: readRetryAfter(headers ?? {}, context.now()) };
}

function findKind(thrown: unknown, detail: string): Kind {
  if (thrown instanceof InterruptedStream) return { ...kinds.unreachable, so: thrown.message };
  if (JSONParseError.isInstance(thrown) || TypeValidationError.isInstance(thrown)) return kinds.malformed;
  const status = APICallError.isInstance(thrown) ? thrown.statusCode : undefined;
  if (status !== undefined && status >= 300) return findStatusKind(status, detail);
  if (isNetworkFailure(thrown)) return kinds.unreachable;
  if (status !== undefined) return kinds.malformed;
  if (isContextOverflow(detail)) return kinds.context;
  if (/rate.?limit|too many requests/i.test(detail)) return kinds.limited;
  if (/api.?key|authenticat|permission_error/i.test(detail)) return kinds.unauthorized;
  // An error inside a stream that had begun well: the provider broke down, whatever it calls it.
  return kinds.overloaded;
}

function findStatusKind(status: number, detail: string): Kind {
  if (status === 401 || status === 403) return kinds.unauthorized;
  if (status === 429) return /insufficient_quota|billing/i.test(detail) ? kinds.quota : kinds.limited;
  if (status === 413 || (status < 500 && isContextOverflow(detail))) return kinds.context;
  if (status >= 500 || status === 408 || status === 409 || status === 425) {
    return { ...kinds.overloaded, so: `it answers with status ${status}` };
  }
  if (status === 404) return kinds.missing;
  return { ...kinds.refused, so: `it refuses the request with status ${status}` };
}

const kinds = {
  unauthorized: {
    code: 'unauthorized',
    retryable: false,
    so: 'the key is not accepted',
    hint: 'Check api_key, and that it belongs to this provider and base_url, under llm in the configuration',
  },
  limited: {
    code: 'rate-limited',
    retryable: true,
    so: 'its rate limit is reached',
    hint: 'Wait and resume, lower limits.concurrency, or raise llm.retry.max_attempts',
  },
  quota: {
    code: 'rate-limited',
    retryable: false,
    so: 'the quota of the account is used up',
    hint: 'Raise the quota at the provider, then run again with --resume',
  },
  context: {
    code: 'context-exceeded',
    retryable: false,
    so: 'the request is longer than its context',
    hint: 'Choose a model with a larger context or a smaller max_tokens under llm',
  },
  overloaded: {
    code: 'overloaded',
    retryable: true,
    so: 'it reports an error while answering',
    hint: 'Run again later with --resume; replies so far are kept',
  },
  unreachable: {
    code: 'unreachable',
    retryable: true,
    so: 'the connection failed',
    hint: 'Check base_url under llm, the network and the proxy settings, then run again with --resume',
  },
  malformed: {
    code: 'bad-response',
    retryable: true,
    so: 'its reply does not follow its protocol',
    hint: 'Check that base_url under llm belongs to this kind of provider',
  },
  missing: {
    code: 'bad-request',
    retryable: false,
    so: 'it does not know the model or the address (status 404)',
    hint: 'Check model and base_url under llm in the configuration',
  },
  refused: {
    code: 'bad-request',
    retryable: false,
    so: 'it refuses the request',
    hint: 'Check model, max_tokens and base_url under llm in the configuration',
  },
} as const satisfies Record<string, Kind>;

function isContextOverflow(detail: string): boolean {
  return /context.{0,20}(length|window|size)|prompt is too long|too many (input )?tokens|maximum.{0,20}tokens/i.test(
    detail,
  );
}

function isNetworkFailure(thrown: unknown): boolean {
  for (let error = thrown, depth = 0; error instanceof Error && depth < 5; error = error.cause, depth += 1) {
    const code = (error as { code?: unknown }).code;
    if (typeof code === 'string' && /^(E[A-Z]+|UND_ERR_)/.test(code)) return true;
    if (/fetch failed|terminated|socket|cannot connect|ended without a finish/i.test(error.message))
      return true;
  }
  return false;
}

function describe(thrown: unknown): string {
  if (APICallError.isInstance(thrown)) return cut(`${thrown.message} ${thrown.responseBody ?? ''}`);
  if (thrown instanceof Error) {
    const cause = thrown.cause instanceof Error ? ` (${thrown.cause.message})` : '';
    return cut(`${thrown.message}${cause}`);
  }
  return cut(typeof thrown === 'string' ? thrown : (JSON.stringify(thrown) ?? String(thrown)));
}

function cut(text: string): string {
  const trimmed = text.trim();
  return trimmed.length > 500 ? `${trimmed.slice(0, 500)}…` : trimmed;
}

function redact(text: string, secrets: readonly string[]): string {
  return secrets
    .filter((secret) => secret !== '')
    .reduce((clean, secret) => clean.replaceAll(secret, '[redacted]'), text);
}

/** Milliseconds that a server asks to wait: `retry-after-ms`, or `retry-after` in seconds or as an HTTP date. */
function readRetryAfter(headers: Readonly<Record<string, string | undefined>>, now: Date): number | null {
  const milliseconds = Number.parseFloat(headers['retry-after-ms'] ?? '');
  if (Number.isFinite(milliseconds) && milliseconds >= 0) return milliseconds;
  const text = headers['retry-after']?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(text)) return Number.parseFloat(text) * 1000;
  const date = text === '' ? Number.NaN : Date.parse(text);
  return Number.isNaN(date) ? null : Math.max(0, date - now.getTime());
}
