import { join } from 'node:path';
import { z } from 'zod';
import { costToJson } from '../../output/evidence-json.ts';
import { evidenceFolder, evidencePath, readCost, readText, stateFolder } from '../../output/index.ts';
import type { Evidence } from '../evidence-schema.ts';
import { isReadable, type StoredPackage } from '../find-package.ts';
import { type VerifiedAudit, verifyPackageAudit } from '../read-audit.ts';
import { describeWall } from './describe-wall.ts';
import { readBuilderCalls } from './read-builder-calls.ts';

const mostFindings = 100;

/** What is read of `evidence.json`; evidence of other versions lacks fields, which then were not recorded. */
export const StoredEvidence = z.object({
  job_id: z.uuid().nullable().catch(null),
  attempts: z
    .array(
      z.object({
        number: z.int(),
        purpose: z.enum(['implement', 'repair']),
        passed: z.int(),
        total: z.int(),
        problem: z.string().nullable(),
        failing: z.array(z.string()).nullable().catch(null),
      }),
    )
    .nullable()
    .catch(null),
  files: z.unknown().optional(),
});
export type StoredEvidence = z.infer<typeof StoredEvidence>;

/** Everything that was recorded of a package; null when nothing was. */
export async function readPackageEvidence(stored: StoredPackage, asked: string): Promise<Evidence | null> {
  const audit = await verifyPackageAudit(stored, asked);
  const evidence = await readStoredEvidence(stored);
  if ((audit === null || audit.about.length === 0) && evidence === null) return null;
  const missing: Record<string, string> = {};
  const keep = <T>(part: string, value: T | null, reason: string): T | null => {
    if (value === null) missing[part] = reason;
    return value;
  };
  const hasCost = await isReadable(stored, [`${evidenceFolder}/cost.json`]);
  const cost = hasCost ? await readCost(stored.folder) : null;
  const wall = describeWall(audit?.about ?? []);
  const jobId = stored.job?.record.id ?? evidence?.job_id ?? null;
  const notThere = 'the audit log has no entry of it: the package did not come so far';
  return {
    package_name: stored.names[0] ?? '',
    package_version: stored.version,
    job_id: jobId,
    cost: keep(
      'cost',
      cost === null ? (stored.package?.cost ?? null) : costToJson(cost),
      'it is recorded when the package is delivered',
    ),
    phases: keep(
      'phases',
      stored.package?.phases ?? null,
      stored.job === null
        ? 'the command line keeps none'
        : 'no phase came to its end, or an older server ran it',
    ),
    attempts: keep(
      'attempts',
      describeAttempts(evidence),
      'nothing was built, or the package was not delivered',
    ),
    wall: {
      read: keep('wall.read', wall.read, notThere),
      asked: keep('wall.asked', wall.asked, notThere),
      refused: keep('wall.refused', wall.refused, notThere),
      crossed: keep('wall.crossed', wall.crossed, notThere),
      removed: keep('wall.removed', wall.removed, notThere),
      builder_saw: keep(
        'wall.builder_saw',
        await readCalls(stored, jobId),
        'the journal has no question of Agent B about it: none was asked, or the journal is gone or of an older version',
      ),
      sandbox: keep('wall.sandbox', wall.sandbox, notThere),
    },
    audit: keep('audit', describeAudit(audit), 'there is no audit log'),
    missing,
  };
}

export async function readStoredEvidence(stored: StoredPackage): Promise<StoredEvidence | null> {
  if (!(await isReadable(stored, [`${evidenceFolder}/evidence.json`]))) return null;
  const text = await readText(evidencePath(stored.folder, 'evidence.json'));
  try {
    return text === null ? null : StoredEvidence.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function describeAttempts(evidence: StoredEvidence | null): Evidence['attempts'] {
  return (
    evidence?.attempts?.map((attempt) => ({
      ...attempt,
      outcome:
        attempt.problem === null && attempt.passed === attempt.total
          ? ('passed' as const)
          : ('failed' as const),
    })) ?? null
  );
}

/** Of a job of this server in its folder, of the command line below the output folder. */
async function readCalls(stored: StoredPackage, jobId: string | null) {
  if (jobId === null) return null;
  const folder = stored.job?.folder ?? join(stateFolder(stored.root), 'jobs', jobId);
  const journalPath = join(folder, 'journal.jsonl');
  return readBuilderCalls({ root: stored.root, journalPath, names: stored.names });
}

function describeAudit(audit: VerifiedAudit | null): Evidence['audit'] {
  if (audit === null) return null;
  const { total, about, findings } = audit;
  return {
    verified: findings.length === 0,
    entries: total,
    about_package: about.length,
    findings: findings.slice(0, mostFindings).map(({ kind, line, message }) => ({ kind, line, message })),
    reason: findings[0]?.message ?? null,
  };
}
