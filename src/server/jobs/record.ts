import { z } from 'zod';
import { isolationModes, licenseIds, targetLanguageChoices } from '../../config/index.ts';
import { ecosystems } from '../../core/index.ts';
import { checkStatuses, phases } from '../../pipeline/index.ts';

/**
 * `paused` was stopped by a person or its budget, `interrupted` by the server's end; both can be resumed, as `failed` and
 * `cancelled` can.
 */
export const jobStatuses = [
  'queued',
  'running',
  'paused',
  'done',
  'failed',
  'interrupted',
  'cancelled',
] as const;
export type JobStatus = (typeof jobStatuses)[number];

/** Each is compared with each name of the manifest; no name of a registry is longer. */
const Patterns = z.array(z.string().min(1).max(300)).max(500);

/** What a job may take at most, over all its runs. When it is reached the job is paused. */
export const JobBudget = z.strictObject({
  tokens: z.int().positive().optional().describe('Input and output of all calls'),
  cost: z.number().positive().optional().describe('Money, in the unit of llm.prices'),
  minutes: z.number().positive().max(100_000).optional().describe('At work, waiting not counted'),
});
export type JobBudget = z.infer<typeof JobBudget>;

/** What a new job is asked to be, parsed; what is left out comes from the server's configuration. */
export const JobSettings = z.strictObject({
  license: z.enum(licenseIds).optional(),
  isolation: z.enum(isolationModes).optional(),
  target_lang: z.enum(targetLanguageChoices).optional(),
  similarity_threshold: z.number().min(0).max(1).optional(),
  concurrency: z.int().min(1).max(32).optional(),
  only: Patterns.optional(),
  exclude: Patterns.optional(),
  budget: JobBudget.optional(),
});
export type JobSettings = z.infer<typeof JobSettings>;

export const PackageCheck = z.object({
  name: z.string(),
  status: z.enum(checkStatuses),
  reason: z.string(),
});

export const PackageCost = z.object({
  input_tokens: z.number(),
  cached_input_tokens: z.number(),
  output_tokens: z.number(),
  reasoning_tokens: z.number(),
  calls: z.number(),
  replayed_calls: z.number(),
  money: z.number().nullable(),
  duration_ms: z.number(),
});
export type PackageCost = z.infer<typeof PackageCost>;

/** What one phase of a package took, in all runs of its job together. */
export const PackagePhase = z.object({
  phase: z.enum(phases),
  seconds: z.number(),
  calls: z.int().describe('Asked of a model and paid for'),
  replayed_calls: z.int().describe('Answered by the journal'),
  input_tokens: z.int(),
  output_tokens: z.int(),
  money: z.number().nullable().describe('Null when the price of a call is unknown'),
});
export type PackagePhase = z.infer<typeof PackagePhase>;

/** One package of a job as its record and `GET /api/jobs/{id}` tell of it. */
export const JobPackage = z.object({
  name: z.string(),
  /** What the registry knows it as; differs from `name` for an alias. */
  registry_name: z.string(),
  version_constraint: z.string(),
  ecosystem: z.enum(ecosystems),
  status: z.enum(['waiting', 'running', 'finished', 'stopped', 'unsupported']),
  phase: z.enum(phases).nullable(),
  version: z.string().nullable(),
  success: z.boolean().nullable(),
  verdict: z.enum(['PASS', 'FAIL', 'REVIEW']).nullable(),
  reasons: z.array(z.string()),
  hint: z.string().nullable(),
  checks: z.array(PackageCheck),
  cost: PackageCost.nullable(),
  /** Absent in records of servers that did not measure them. */
  phases: z.array(PackagePhase).optional(),
  ended_at: z.string().nullable(),
});
export type JobPackage = z.infer<typeof JobPackage>;

export const JobError = z.object({
  error: z.string(),
  code: z.string(),
  hint: z.string().nullable(),
});
export type JobError = z.infer<typeof JobError>;

export const JobPause = z.object({
  by: z.enum(['person', 'budget']),
  reason: z.string(),
});
export type JobPause = z.infer<typeof JobPause>;

/** `record.json` of a job. */
export const JobRecord = z.object({
  id: z.uuid(),
  status: z.enum(jobStatuses),
  created_at: z.string(),
  started_at: z.string().nullable(),
  ended_at: z.string().nullable(),
  manifest_type: z.string(),
  /** Of the text in `manifest.txt`, which may be megabytes. */
  manifest_sha256: z.string(),
  settings: JobSettings,
  packages: z.array(JobPackage),
  /** What ended the job, when it was neither its packages nor a person. */
  error: JobError.nullable(),
  /** Why it is paused; null when it is not. */
  pause: JobPause.nullable().default(null),
  /** Time at work over all runs, as of the last time that the record was written. */
  worked_ms: z.number().nonnegative().default(0),
  /** Names of the models, so that figures are compared with those of the same ones. */
  models: z.object({ analyze: z.string(), build: z.string() }).optional(),
});
export type JobRecord = z.infer<typeof JobRecord>;

export const isOver = (status: JobStatus): boolean =>
  status === 'done' || status === 'failed' || status === 'cancelled';
