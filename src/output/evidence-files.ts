import { z } from 'zod';
import { type CheckResult, checkNames, checkStatuses, type Verdict } from '../validate/types.ts';
import { OutputError } from './errors.ts';
import { type EvidenceName, evidencePath } from './layout.ts';
import { readText } from './read-text.ts';
import type { PackageCost } from './types.ts';

const StoredCheck = z.looseObject({
  name: z.enum(checkNames),
  status: z.enum(checkStatuses),
  reason: z.string(),
  detail: z.record(z.string(), z.unknown()),
  durationMs: z.number(),
  notApplicable: z.boolean().optional(),
});

const StoredVerdict = z
  .looseObject({
    verdict: z.enum(['PASS', 'FAIL', 'REVIEW']),
    reasons: z.array(z.string()),
    checks: z.array(StoredCheck),
  })
  .transform((stored) => ({
    ...stored,
    checks: stored.checks.map((check) => readCheck(check, stored.verdict)),
  }));

/** Before `not-applicable` was a status it was `skipped` with a mark, or with nothing but its place in a PASS. */
function readCheck({ notApplicable, ...check }: z.infer<typeof StoredCheck>, verdict: string): CheckResult {
  const isOld =
    check.status === 'skipped' &&
    (notApplicable === true || check.detail.verdict === 'not-applicable' || verdict === 'PASS');
  return isOld ? { ...check, status: 'not-applicable' } : check;
}

const StoredCost = z.looseObject({
  usage: z.looseObject({
    inputTokens: z.number(),
    cachedInputTokens: z.number(),
    outputTokens: z.number(),
    reasoningTokens: z.number(),
  }),
  calls: z.number(),
  replayedCalls: z.number(),
  money: z.number().nullable(),
  durationMs: z.number(),
});

/** `validation.json` of a package's folder; null when it was not validated. Throws OutputError `unreadable`. */
export function readVerdict(packageDirectory: string): Promise<Verdict | null> {
  return readEvidence<Verdict>(packageDirectory, 'validation.json', StoredVerdict);
}

/** `cost.json` of a package's folder; null when there is none. Throws OutputError `unreadable`. */
export function readCost(packageDirectory: string): Promise<PackageCost | null> {
  return readEvidence<PackageCost>(packageDirectory, 'cost.json', StoredCost);
}

async function readEvidence<T>(
  packageDirectory: string,
  name: EvidenceName,
  schema: { parse(value: unknown): T },
): Promise<T | null> {
  const path = evidencePath(packageDirectory, name);
  const text = await readText(path);
  if (text === null) return null;
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw new OutputError('unreadable', `Cannot read "${path}": it is not as phalus writes it`, {
      cause,
      hint: 'The file was changed; phalus validate writes it again',
    });
  }
}
