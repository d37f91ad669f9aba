import { PhalusError } from '../core/index.ts';

export type RegistryErrorCode =
  | 'no-address'
  | 'bad-configuration'
  | 'bad-name'
  | 'not-found'
  | 'no-version'
  | 'unauthorized'
  | 'rate-limited'
  | 'bad-response'
  | 'unreachable'
  | 'unsafe-url'
  | 'integrity'
  | 'too-large';

export class RegistryError extends PhalusError<RegistryErrorCode> {}
