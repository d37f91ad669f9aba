import { z } from 'zod';
import { phases } from '../../pipeline/index.ts';
import { JobError } from './record.ts';

const phase = z.enum(phases);
const name = z.string().describe('Package name');
const counts = {
  total: z.int().describe('Packages that came to an end'),
  failed: z.int().describe('Those of them with verdict FAIL, or that could not be done at all'),
};

/** Every event of a job by its name, with its payload. */
const payloads = {
  PackageStarted: z.strictObject({ name }),
  PhaseDone: z.strictObject({ name, phase }),
  PackageDone: z.strictObject({ name, success: z.boolean() }),
  JobDone: z.strictObject(counts),
  PhaseStarted: z.strictObject({ name, phase }),
  Log: z.strictObject({ name, text: z.string() }),
  AttemptDone: z.strictObject({
    name,
    number: z.int(),
    purpose: z.enum(['implement', 'repair']),
    passed: z.int().describe('Scenarios of the specification'),
    total: z.int(),
    problem: z.string().nullable().describe('The first failure, or why nothing ran'),
    failing: z.array(z.string()).nullable().describe('Ids of scenarios; null where none could be run'),
  }),
  ModelText: z.strictObject({
    name,
    purpose: z.string(),
    text: z.string(),
    output_tokens: z.number().nullable(),
    tokens_per_second: z.number().nullable(),
  }),
  ModelDone: z.strictObject({
    name,
    purpose: z.string(),
    input_tokens: z.number(),
    output_tokens: z.number(),
    replayed: z.boolean(),
  }),
  PackageFailed: z.strictObject({
    name,
    verdict: z.enum(['PASS', 'FAIL', 'REVIEW']).nullable(),
    phase: phase.nullable(),
    code: z.string().nullable(),
    reason: z.string(),
    hint: z.string().nullable(),
  }),
  JobFailed: JobError,
  JobCancelled: z.strictObject(counts),
  JobPaused: z.strictObject({ by: z.enum(['person', 'budget']), reason: z.string(), ...counts }),
  // Until it became a pause, the end of a budget was an interruption; old files hold it.
  JobInterrupted: z.strictObject({ by: z.enum(['shutdown', 'budget']), ...counts }),
};

/** Events that a plain `onmessage` client sees; all others carry an SSE event name of their own. */
const plainEvents: ReadonlySet<string> = new Set(['PackageStarted', 'PhaseDone', 'PackageDone', 'JobDone']);

function wrap<Name extends keyof typeof payloads>(key: Name) {
  return z.strictObject({ [key]: payloads[key] } as { [Each in Name]: (typeof payloads)[Each] });
}

/** One event as JSON: an object with one key. */
export const StreamEvent = z.union([
  wrap('PackageStarted'),
  wrap('PhaseDone'),
  wrap('PackageDone'),
  wrap('JobDone'),
  wrap('PhaseStarted'),
  wrap('Log'),
  wrap('AttemptDone'),
  wrap('ModelText'),
  wrap('ModelDone'),
  wrap('PackageFailed'),
  wrap('JobFailed'),
  wrap('JobCancelled'),
  wrap('JobPaused'),
  wrap('JobInterrupted'),
]);
export type StreamEvent = z.infer<typeof StreamEvent>;

export function eventType(event: StreamEvent): string {
  return Object.keys(event)[0] ?? '';
}

export function isPlain(event: StreamEvent): boolean {
  return plainEvents.has(eventType(event));
}
