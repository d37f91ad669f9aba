/**
 * The base of every failure phalus throws. `code` is what callers switch on; `message` says what was being done,
 * with what value, and what would be right; `hint` is the one thing the user can do about it.
 */
export class PhalusError<Code extends string = string> extends Error {
  readonly code: Code;
  readonly hint: string | undefined;

  constructor(code: Code, message: string, options: { cause?: unknown; hint?: string } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
    this.code = code;
    this.hint = options.hint;
  }
}

/** The text of anything that was thrown, causes included, on one line. */
export function renderError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : ` (${renderError(error.cause)})`;
  return `${error.message}${cause}`;
}

/** True when `error` is what an aborted `AbortSignal` makes of a wait. */
export function isAbort(error: unknown): boolean {
  return error instanceof Error && (error.name === 'AbortError' || error.name === 'ResponseAborted');
}
