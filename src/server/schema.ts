import { z } from 'zod';
import { ecosystems } from '../core/index.ts';
import { StreamEvent } from './jobs/events.ts';
import {
  JobBudget,
  JobError,
  JobPackage,
  JobPause,
  JobSettings,
  jobStatuses,
  PackageCheck,
  PackageCost,
} from './jobs/record.ts';

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

/** What may change when a paused job goes on; nothing of it is required. */
export const ResumeOptions = z.strictObject({
  budget: JobBudget.optional().describe('Replaces the one that the job had'),
});

/** One event of a stream as the HTML standard takes it apart. */
export const SentEvent = z.object({
  id: z.string(),
  event: z.string().describe('message for the four that carry no name of their own'),
  data: z.string().meta({
    contentMediaType: 'application/json',
    contentSchema: { $ref: '#/components/schemas/StreamEvent' },
  }),
});

/** Most events of one page. */
export const mostEvents = 10_000;

export const EventsQuery = z.object({
  after: z
    .string()
    .regex(/^\d{1,15}$/, 'it should be the number of an event')
    .optional()
    .describe('Number of the last event that is known; 0 by default')
    .meta({ examples: ['0', '20'] }),
  limit: z
    .string()
    .regex(/^[1-9]\d{0,8}$/, 'it should be a number of events')
    .optional()
    .describe(`1000 by default; of more than ${mostEvents}, ${mostEvents} are sent`)
    .meta({ examples: ['1000', '5'] }),
});

/** Stored events, by their numbers. */
export const EventPage = z.object({
  events: z.array(z.object({ id: z.int(), event: StreamEvent })),
  last_id: z.int().describe('Number of the newest event of the job'),
  next: z.int().nullable().describe('For after, to read on; null at the end of what there is'),
  live: z.boolean().describe('Whether more will come in this run'),
});
export type EventPage = z.infer<typeof EventPage>;

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
  size: z.int().describe('Packages of its manifest, unsupported ones included'),
  pause: JobPause.nullable().describe('Why it is paused'),
});

export type JobSummary = z.infer<typeof JobSummary>;

export const JobList = z.object({ jobs: z.array(JobSummary) });

export const JobDetail = JobSummary.extend({
  settings: JobSettings.describe('As they were asked for'),
  packages: z.array(JobPackage),
  cost: PackageCost.describe('Of all packages that came to an end'),
  error: JobError.nullable(),
  pausing: z.boolean().describe('Asked to pause, while calls of its models still run'),
  worked_ms: z.number().describe('Time at work over all runs'),
  manifest_content: z
    .string()
    .nullable()
    .describe('The text that it was begun with; null when that is gone or was changed'),
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

export const RemoveQuery = z.object({
  remove: z
    .enum(['true', 'false'])
    .optional()
    .describe('Delete a job that is not at work, with all that it made'),
});

export const DownloadQuery = z.object({
  package: z.string().min(1).max(300).optional().describe('One package alone, by its name'),
});

export const JobQuery = z.object({
  job: z.uuid().optional().describe('The job to look into; without it the newest that finished the package'),
});
