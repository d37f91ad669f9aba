import { z } from 'zod';
import type { AnalysisEvidence } from '../../analyze/types.ts';
import type { Attempt, Implementation } from '../../build/types.ts';
import { targetLanguages } from '../../config/index.ts';
import { type SpecFilename, specFilenames } from '../../spec/index.ts';

const text = (length: number) => z.string().max(length);
const count = z.int().nonnegative().max(1_000_000);

/** What an agent says of itself is shown to people: no control characters, and no more than a line or two. */
const shown = (length: number) =>
  z
    .string()
    .max(length * 4)
    .transform((value) => value.replace(/\p{C}+/gu, ' ').slice(0, length));

export const AttemptResult = z.strictObject({
  number: count,
  purpose: z.enum(['implement', 'repair']),
  passed: count,
  total: count,
  problem: shown(8_000).nullable(),
  failing: z
    .array(z.string().regex(/^S\d{3,9}$/))
    .max(200)
    .exactOptional(),
}) satisfies z.ZodType<Attempt>;

const ScenarioOutcomeResult = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('passed') }),
  z.strictObject({
    kind: z.literal('failed'),
    actual: text(20_000),
    expected: text(20_000),
    message: text(40_000),
  }),
  z.strictObject({ kind: z.literal('timed-out') }),
  z.strictObject({ kind: z.literal('broken'), message: text(20_000) }),
]);

const Report = z.strictObject({
  loadError: text(20_000).nullable(),
  results: z.array(z.strictObject({ id: text(100), outcome: ScenarioOutcomeResult })).max(10_000),
  exported: z
    .array(z.strictObject({ name: text(1_000), type: text(100), length: z.number().nullable() }))
    .max(10_000),
  durationMs: z.number().nonnegative(),
  enforced: z.record(text(200), text(2_000)),
});

/** What Agent B hands in. Of its files the caller takes the code alone; the rest comes from templates. */
export const ImplementationResult = z.strictObject({
  packageName: text(500),
  packageVersion: text(500),
  language: z.enum(targetLanguages),
  files: z.record(text(200), text(4_000_000)),
  attempts: z.array(AttemptResult).max(200),
  replies: z.array(z.strictObject({ text: text(400_000), outputTokens: count })).max(500),
  mends: z.array(z.strictObject({ attempt: count, kind: shown(200), detail: shown(4_000) })).max(20_000),
  report: Report.nullable(),
  violations: z.array(shown(8_000)).max(2_000).nullable(),
  stopped: z.enum(['all-passed', 'attempts-used', 'no-scenarios', 'no-sandbox']),
}) satisfies z.ZodType<Implementation>;

const Texts = z.strictObject(
  Object.fromEntries(specFilenames.map((name) => [name, text(8_000_000)])) as Record<
    SpecFilename,
    z.ZodString
  >,
);

/** What Agent A hands in: ten texts, which the specification's own schemas and the firewall judge after this. */
export const AnalysisResult = z.strictObject({
  texts: Texts,
  evidence: z.strictObject({
    dropped: z.array(z.strictObject({ text: shown(4_000), reason: shown(1_000) })).max(10_000),
    unread: z.array(shown(400)).max(10_000),
    statements: count,
    quoted: count,
    promptSha256: z.string().regex(/^[0-9a-f]{64}$/),
    model: shown(400),
  }) satisfies z.ZodType<AnalysisEvidence>,
});

/** What Agent A hands in when it was asked for other words: the ten texts, and how many statements it asked about. */
export const MendingResult = z.strictObject({ texts: Texts, asked: count });
