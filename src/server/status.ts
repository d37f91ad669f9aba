import { PhalusError } from '../core/index.ts';
import type { ServerErrorCode } from './errors.ts';

export type ErrorStatus = 400 | 401 | 403 | 404 | 405 | 409 | 413 | 415 | 500 | 503;

const ownStatuses: Partial<Record<ServerErrorCode, ErrorStatus>> = {
  'bad-request': 400,
  unauthorized: 401,
  forbidden: 403,
  'not-found': 404,
  'method-not-allowed': 405,
  conflict: 409,
  'too-large': 413,
  'unsupported-media-type': 415,
  closing: 503,
  busy: 503,
};

/** Errors of these classes are about what the client sent. */
const clientClasses: ReadonlySet<string> = new Set(['ManifestError', 'PipelineError', 'LicenseError']);

/** The one place where errors become statuses. */
export function statusOfError(error: unknown): ErrorStatus {
  if (!(error instanceof PhalusError)) return 500;
  if (error.name === 'ServerError') return ownStatuses[error.code as ServerErrorCode] ?? 500;
  if (error.name === 'OutputError' && error.code === 'not-found') return 404;
  return clientClasses.has(error.name) ? 400 : 500;
}
