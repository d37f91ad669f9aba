/** An event of the audit trail: `type`, mostly `package` (`name@version`), and fields of its own. */
export interface AuditEvent {
  readonly type: string;
  readonly package?: string;
  readonly [field: string]: unknown;
}

/** One line of audit.jsonl. `digest` covers the line without itself; `previous` is the digest of the line before. */
export interface AuditEntry {
  /** RFC 3339 UTC. */
  readonly timestamp: string;
  /** From 1, without gaps. */
  readonly seq: number;
  readonly event: AuditEvent;
  readonly previous: string;
  readonly digest: string;
}

export interface AuditLog {
  /** Durable when it resolves. Throws AuditError `write-failed`, which must stop the run. */
  append(event: AuditEvent): Promise<AuditEntry>;
  close(): Promise<void>;
}

/** Number and digest of the last entry, kept elsewhere: with it a shortened file is noticed. */
export type AuditHead = Pick<AuditEntry, 'seq' | 'digest'>;

/** One thing that is wrong with an audit file. `line` counts from 1. */
export interface AuditFinding {
  readonly kind:
    | 'unreadable'
    | 'altered'
    | 'gap'
    | 'order'
    | 'duplicate'
    | 'broken-link'
    | 'torn-end'
    | 'truncated';
  readonly line: number;
  readonly message: string;
}
