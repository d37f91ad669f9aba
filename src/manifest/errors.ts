import { PhalusError } from '../core/index.ts';

export type ManifestErrorCode =
  | 'unrecognised'
  | 'unsupported-format'
  | 'malformed'
  | 'empty'
  | 'too-large'
  | 'unknown-name';

export class ManifestError extends PhalusError<ManifestErrorCode> {}
