import { parseEntry } from './entry.ts';
import { AuditError } from './errors.ts';
import type { AuditEntry } from './types.ts';

/** The entries of an audit file; verifying them is `verifyAudit`. Throws AuditError `damaged` naming the line. */
export function readAudit(text: string): readonly AuditEntry[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line, index) => {
    const entry = parseEntry(line);
    if (entry === null) {
      throw new AuditError(
        'damaged',
        `Cannot read line ${index + 1} of the audit log: it is no audit entry`,
        {
          hint: 'A crash may have cut the last line; the next run moves it aside by itself',
        },
      );
    }
    return entry;
  });
}

/** True when the entry's `package` field is `name` at some version. */
export function isAboutPackage(entry: AuditEntry, name: string): boolean {
  const about = entry.event.package;
  return about !== undefined && (about === name || about.startsWith(`${name}@`));
}
