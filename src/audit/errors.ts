import { PhalusError } from '../core/index.ts';

export type AuditErrorCode = 'write-failed' | 'bad-event' | 'damaged' | 'closed';

export class AuditError extends PhalusError<AuditErrorCode> {}
