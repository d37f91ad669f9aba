import { z } from 'zod';
import { checkNames, type Verdict } from '../validate/types.ts';
import { OutputError } from './errors.ts';
import { type EvidenceName, evidencePath } from './layout.ts';
import { readText } from './read-text.ts';
import type { PackageCost } from './types.ts';

const StoredVerdict = z.looseObject({
  verdict: z.enum(['PASS', 'FAIL', 'REVIEW']),
  reasons: z.array(z.string()),
  checks: z.array(
    z.looseObject({
      name: z.enum(checkNames),
      status: z.enum(['passed', 'failed', 'review', 'skipped']),
      reason: z.string(),
      detail: z.record(z.string(), z.unknown()),
      durationMs: z.number(),
    }),
  ),
});

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
