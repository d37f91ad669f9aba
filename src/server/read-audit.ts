import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { type AuditEntry, isAboutPackage, readAudit } from '../audit/index.ts';
import { isPlainPath } from '../output/index.ts';
import { ServerError } from './errors.ts';
import type { StoredPackage } from './find-package.ts';

/** Entries about the package; empty when there is no log. Throws ServerError `damaged` for a line that is no entry. */
export async function readPackageAudit(stored: StoredPackage, asked: string): Promise<AuditEntry[]> {
  if (!(await isPlainPath(stored.root, stored.auditPath))) return [];
  const names = [...stored.names, asked];
  const entries: AuditEntry[] = [];
  let bad: { line: number; cause: unknown } | null = null;
  let line = 0;
  const lines = createInterface({ input: createReadStream(stored.auditPath, 'utf8') });
  for await (const text of lines) {
    line += 1;
    // A line that is being written may end the file; one in the middle is damage.
    if (bad !== null) throw damaged(bad);
    try {
      const [entry] = readAudit(text);
      if (entry !== undefined && names.some((name) => isAboutPackage(entry, name))) entries.push(entry);
    } catch (cause) {
      bad = { line, cause };
    }
  }
  return entries;
}

function damaged({ line, cause }: { line: number; cause: unknown }): ServerError {
  return new ServerError('damaged', `Cannot read the audit log: line ${line} is no audit entry`, {
    cause,
    hint: 'phalus inspect with --audit verifies the whole log',
  });
}
