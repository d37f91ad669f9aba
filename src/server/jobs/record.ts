import { z } from 'zod';
import { isolationModes, licenseIds, targetLanguageChoices } from '../../config/index.ts';
import { ecosystems } from '../../core/index.ts';
import { checkStatuses, phases } from '../../pipeline/index.ts';

/** `interrupted` was stopped by the server's end or by a budget and can be resumed, as `failed` and `cancelled` can. */
export const jobStatuses = ['queued', 'running', 'done', 'failed', 'interrupted', 'cancelled'] as const;
export type JobStatus = (typeof jobStatuses)[number];

/** Each is compared with each name of the manifest; no name of a registry is longer. */
const Patterns = z.array(z.string().min(1).max(300)).max(500);

/** What a new job is asked to be, parsed; what is left out comes from the server's configuration. */
export const JobSettings = z.strictObject({
  license: z.enum(licenseIds).optional(),
  isolation: z.enum(isolationModes).optional(),
  target_lang: z.enum(targetLanguageChoices).optional(),
  similarity_threshold: z.number().min(0).max(1).optional(),
  concurrency: z.int().min(1).max(32).optional(),
  only: Patterns.optional(),
  exclude: Patterns.optional(),
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
  ended_at: z.string().nullable(),
});
export type JobPackage = z.infer<typeof JobPackage>;

export const JobError = z.object({
  error: z.string(),
  code: z.string(),
  hint: z.string().nullable(),
});
export type JobError = z.infer<typeof JobError>;

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
});
export type JobRecord = z.infer<typeof JobRecord>;

export const isOver = (status: JobStatus): boolean =>
  status === 'done' || status === 'failed' || status === 'cancelled';
