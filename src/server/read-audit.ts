import {
  type AuditEntry,
  type AuditFinding,
  createAuditVerifier,
  isAboutPackage,
  readAudit,
} from '../audit/index.ts';
import { isPlainPath } from '../output/index.ts';
import { ServerError } from './errors.ts';
import type { StoredPackage } from './find-package.ts';
import { readLines } from './read-lines.ts';

/** Entries about the package; empty when there is no log. Throws ServerError `damaged` for a line that is no entry. */
export async function readPackageAudit(stored: StoredPackage, asked: string): Promise<AuditEntry[]> {
  if (!(await isPlainPath(stored.root, stored.auditPath))) return [];
  const names = [...stored.names, asked];
  const entries: AuditEntry[] = [];
  let bad: { line: number; cause: unknown } | null = null;
  let line = 0;
  for await (const { text } of readLines(stored.auditPath)) {
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

/** A whole log: whether it holds, and what it says of a package. */
export interface VerifiedAudit {
  readonly total: number;
  readonly about: readonly AuditEntry[];
  readonly findings: readonly AuditFinding[];
}

/** Reads the log line by line; null when there is none. What it says is told whether or not the chain holds. */
export async function verifyPackageAudit(
  stored: StoredPackage,
  asked: string,
): Promise<VerifiedAudit | null> {
  if (!(await isPlainPath(stored.root, stored.auditPath))) return null;
  const names = [...stored.names, asked];
  const verifier = createAuditVerifier();
  const about: AuditEntry[] = [];
  let total = 0;
  for await (const { text, isWhole } of readLines(stored.auditPath)) {
    // A job that is at work writes the next line while this one is read.
    if (!isWhole && stored.isLive) break;
    if (!isWhole) return { total: total + 1, about, findings: finishTorn(verifier, text) };
    total += 1;
    verifier.addLine(text);
    const entry = parseOrNull(text);
    if (entry !== null && names.some((name) => isAboutPackage(entry, name))) about.push(entry);
  }
  return { total, about, findings: verifier.finish(true) };
}

function finishTorn(verifier: ReturnType<typeof createAuditVerifier>, text: string): readonly AuditFinding[] {
  verifier.addLine(text);
  return verifier.finish(false);
}

function parseOrNull(text: string): AuditEntry | null {
  try {
    return readAudit(text)[0] ?? null;
  } catch {
    return null;
  }
}

function damaged({ line, cause }: { line: number; cause: unknown }): ServerError {
  return new ServerError('damaged', `Cannot read the audit log: line ${line} is no audit entry`, {
    cause,
    hint: 'phalus inspect with --audit verifies the whole log',
  });
}
