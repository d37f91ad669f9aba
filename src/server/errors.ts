import { PhalusError } from '../core/index.ts';

export type ServerErrorCode =
  | 'not-loopback'
  | 'address-in-use'
  | 'listen-failed'
  | 'folder-in-use'
  | 'bad-request'
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'method-not-allowed'
  | 'conflict'
  | 'too-large'
  | 'unsupported-media-type'
  | 'closing'
  | 'busy'
  | 'damaged';

export class ServerError extends PhalusError<ServerErrorCode> {}
