import { z } from 'zod';
import { ecosystems } from '../core/index.ts';
import { JobError, JobPackage, JobSettings, jobStatuses, PackageCheck, PackageCost } from './jobs/record.ts';

/** Every error of every kind. */
export const ErrorBody = z.object({
  error: z.string(),
  code: z.string(),
  hint: z.string().optional(),
});

const Readiness = z.union([
  z.object({ ready: z.literal(true), detail: z.string() }),
  z.object({ ready: z.literal(false), reason: z.string(), remedy: z.string() }),
]);

export const Health = z.object({
  status: z.literal('ok'),
  version: z.string(),
  ready: z.boolean().describe('Whether model and sandbox are both there'),
  readiness: z.object({ model: Readiness, sandbox: Readiness }),
});

export const ParsedManifest = z.object({
  manifest_type: z.string().describe('Detected manifest format, as people name the file'),
  packages: z.array(
    z.object({
      name: z.string(),
      version_constraint: z.string().describe('Version specifier as written in the manifest'),
      ecosystem: z.enum(ecosystems),
    }),
  ),
  unsupported: z
    .array(z.object({ name: z.string(), version_constraint: z.string(), reason: z.string() }))
    .optional()
    .describe('Dependencies that are never looked up; absent when there are none'),
  notes: z
    .array(z.string())
    .optional()
    .describe('What else the file says and phalus leaves aside, such as the address of an index'),
});

const manifestExample = '{"dependencies": {"left-pad": "^1.3.0"}}';

export const ManifestText = z
  .string()
  .min(1)
  .describe('Raw manifest text')
  .meta({ examples: [manifestExample] });

export const NewJobBody = JobSettings.extend({
  manifest_content: ManifestText,
  resume: z
    .boolean()
    .optional()
    .describe('Take up the newest job with this manifest and these settings that did not come to its end'),
});

export const ResumeBody = JobSettings.extend({
  resume: z.uuid().describe('The job to take up; it keeps its manifest and its settings'),
  manifest_content: ManifestText.optional(),
}).describe('What is given beside resume must be what the job was begun with');

/** One event of a stream as the HTML standard takes it apart. */
export const SentEvent = z.object({
  id: z.string(),
  event: z.string().describe('message for the four that carry no name of their own'),
  data: z.string().meta({
    contentMediaType: 'application/json',
    contentSchema: { $ref: '#/components/schemas/StreamEvent' },
  }),
});

export const JobAnswer = z.object({ job_id: z.uuid() });

export const JobSummary = z.object({
  job_id: z.uuid(),
  status: z.enum(jobStatuses),
  created_at: z.string(),
  started_at: z.string().nullable(),
  ended_at: z.string().nullable(),
  manifest_type: z.string(),
  total: z.int().describe('Packages that came to an end'),
  failed: z.int().describe('Those of them with verdict FAIL, or that could not be done at all'),
});

export type JobSummary = z.infer<typeof JobSummary>;

export const JobList = z.object({ jobs: z.array(JobSummary) });

export const JobDetail = JobSummary.extend({
  settings: JobSettings.describe('As they were asked for'),
  packages: z.array(JobPackage),
  cost: PackageCost.describe('Of all packages that came to an end'),
  error: JobError.nullable(),
});

export type JobDetail = z.infer<typeof JobDetail>;

export const AuditEntries = z.array(
  z.object({
    timestamp: z.string(),
    seq: z.int(),
    event: z.looseObject({ type: z.string(), package: z.string() }),
    previous: z.string(),
    digest: z.string(),
  }),
);

export const CodeFiles = z.record(z.string(), z.string());

export const Validation = z.object({
  package_name: z.string(),
  package_version: z.string().nullable(),
  verdict: z.enum(['PASS', 'FAIL', 'REVIEW']),
  reasons: z.array(z.string()),
  checks: z.array(
    PackageCheck.extend({ detail: z.record(z.string(), z.unknown()), duration_ms: z.number() }),
  ),
});

export const JobQuery = z.object({
  job: z.uuid().optional().describe('The job to look into; without it the newest that finished the package'),
});
