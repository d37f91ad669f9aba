import { digestEntry, genesisDigest, parseEntry, renderEntry } from './entry.ts';
import type { AuditEntry, AuditFinding, AuditHead } from './types.ts';

export interface AuditVerifier {
  /** One line without its line end, in the order of the file. */
  addLine(line: string): void;
  /** `terminated` is false when the file does not end in a line end. */
  finish(terminated: boolean): readonly AuditFinding[];
}

/** Verifies line by line. With the expected head a file that was shortened at its end is noticed too. */
export function createAuditVerifier(expectedHead?: AuditHead): AuditVerifier {
  const findings: AuditFinding[] = [];
  const seen = new Map<number, string>();
  let line = 0;
  let last: AuditHead = { seq: 0, digest: genesisDigest };
  const report = (kind: AuditFinding['kind'], message: string): void => {
    findings.push({ kind, line, message });
  };

  function checkPlace(entry: AuditEntry): void {
    if (seen.get(entry.seq) === entry.digest)
      report('duplicate', `Entry ${entry.seq} stands here a second time`);
    else if (entry.seq <= last.seq) report('order', `Entry ${entry.seq} follows entry ${last.seq}`);
    else if (entry.seq > last.seq + 1)
      report('gap', `Entry ${last.seq + 1} is missing before entry ${entry.seq}`);
    if (entry.previous !== last.digest) {
      report('broken-link', `Entry ${entry.seq} does not point to the entry before it`);
    }
  }

  return {
    addLine(text) {
      line += 1;
      const entry = parseEntry(text);
      if (entry === null) {
        report('unreadable', `Line ${line} is no audit entry`);
        return;
      }
      if (entry.digest !== digestEntry(entry))
        report('altered', `Entry ${entry.seq} does not match its digest`);
      else if (renderEntry(entry) !== text)
        report('altered', `Entry ${entry.seq} is not spelled as it was written`);
      checkPlace(entry);
      seen.set(entry.seq, entry.digest);
      last = { seq: entry.seq, digest: entry.digest };
    },
    finish(terminated) {
      if (!terminated) report('torn-end', `Line ${line} has no line end`);
      if (expectedHead !== undefined && seen.get(expectedHead.seq) !== expectedHead.digest) {
        report('truncated', `Entry ${expectedHead.seq} with the expected digest is not in the file`);
      }
      return findings;
    },
  };
}

/** Every way in which the text of an audit file differs from one that was only appended to. */
export function verifyAudit(text: string, expectedHead?: AuditHead): readonly AuditFinding[] {
  const verifier = createAuditVerifier(expectedHead);
  const terminated = text === '' || text.endsWith('\n');
  const lines = text.split('\n');
  if (terminated) lines.pop();
  for (const line of lines) verifier.addLine(line);
  return verifier.finish(terminated);
}
