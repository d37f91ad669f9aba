import { PhalusError } from '../core/index.ts';

export type OutputErrorCode =
  | 'bad-path'
  | 'not-ours'
  | 'write-failed'
  | 'not-found'
  | 'unreadable'
  | 'too-large';

export class OutputError extends PhalusError<OutputErrorCode> {}
