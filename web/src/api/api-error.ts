/** What the server says in its envelope, or why it said nothing. */
export class ApiError extends Error {
  readonly code: string;
  readonly hint: string | null;
  /** 0 when there was no answer. */
  readonly status: number;

  constructor(
    message: string,
    details: { readonly code: string; readonly hint?: string | null; readonly status: number },
  ) {
    super(message);
    this.code = details.code;
    this.hint = details.hint ?? null;
    this.status = details.status;
  }
}

export async function readError(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => null);
  const { error, code, hint } = (typeof body === 'object' && body !== null ? body : {}) as Record<
    string,
    unknown
  >;
  return new ApiError(
    typeof error === 'string' ? error : `The server answered ${response.status} ${response.statusText}`,
    {
      code: typeof code === 'string' ? code : 'no-envelope',
      hint: typeof hint === 'string' ? hint : null,
      status: response.status,
    },
  );
}

export function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  if (error instanceof TypeError) {
    return new ApiError('The server does not answer', {
      code: 'unreachable',
      hint: 'Is phalus serve still running? Nothing that was paid for is lost when it ends',
      status: 0,
    });
  }
  return new ApiError(error instanceof Error ? error.message : String(error), { code: 'page', status: 0 });
}

export const isAbort = (error: unknown): boolean =>
  error instanceof DOMException && error.name === 'AbortError';
