import { z } from 'zod';
import { PackageCost, PackagePhase } from './jobs/record.ts';

const sha256 = z.string().describe('SHA-256, hexadecimal');
const bytes = z.int().nullable().describe('Null where it was not recorded');

const Attempt = z.object({
  number: z.int(),
  purpose: z.enum(['implement', 'repair']),
  outcome: z.enum(['passed', 'failed']),
  passed: z.int().describe('Scenarios of the specification'),
  total: z.int(),
  problem: z.string().nullable().describe('The first failure, or why nothing ran'),
  failing: z.array(z.string()).nullable().describe('Ids of scenarios; null where they were not recorded'),
});

const ReadDocument = z.object({
  document: z.string(),
  kind: z.string(),
  sha256: sha256.nullable(),
  bytes,
  source: z.string().describe('Where it was found'),
});

const Refusal = z.object({
  document: z.string(),
  reason: z.string(),
  by: z.enum(['source guard', 'firewall']),
  line: z.int().nullable(),
  bytes,
});

const Crossing = z.object({
  round: z.int().describe('From 1; later ones carry clarifications'),
  document: z.string(),
  sha256: sha256.describe('As cleared and delivered'),
  handed_sha256: sha256.nullable().describe('As Agent B was shown it'),
  bytes,
});

const Removal = z.object({
  reason: z.string(),
  count: z.int(),
  examples: z.array(z.string()).describe('Some of them, for a person'),
});

const BuilderCall = z.object({
  call: z.int(),
  purpose: z.string(),
  model: z.string(),
  sha256: sha256.describe('Of the instructions and messages as JSON'),
  bytes: z.int(),
  text: z.string().describe('Instructions and messages, as the model was sent them'),
  is_cut: z.boolean(),
  input_tokens: z.int(),
  output_tokens: z.int(),
});

const AgentRecord = z.object({
  agent: z.string(),
  ran_in: z.string(),
  model: z.string().nullable(),
  starts: z.int().nullable(),
  enforced: z
    .record(z.string(), z.string())
    .describe('As observed in that run; empty where only code held it'),
  denied: z.array(z.object({ kind: z.string(), detail: z.string() })),
});

const Wall = z.object({
  read: z.array(ReadDocument).nullable().describe('What Agent A was given'),
  asked: z.array(z.string()).nullable().describe('Addresses that were asked for documentation'),
  refused: z.array(Refusal).nullable().describe('What was kept from Agent A, and from crossing'),
  crossed: z.array(Crossing).nullable(),
  removed: z.array(Removal).nullable().describe('What was taken out on the way'),
  builder_saw: z.array(BuilderCall).nullable().describe('Every question that Agent B was asked'),
  sandbox: z
    .object({
      mode: z.string(),
      agents: z.array(AgentRecord),
      code: z
        .record(z.string(), z.string())
        .nullable()
        .describe('What held the generated code in the build, as observed; null when it was not run'),
      same_model: z.boolean().nullable(),
      same_key: z.boolean().nullable(),
    })
    .nullable(),
});

const AuditState = z.object({
  verified: z.boolean().describe('Whether the whole chain holds'),
  entries: z.int().describe('In the log'),
  about_package: z.int(),
  findings: z
    .array(z.object({ kind: z.string(), line: z.int(), message: z.string() }))
    .describe('At most 100'),
  reason: z.string().nullable().describe('Why it does not hold'),
});

/** What was recorded of one package. A part of which nothing was recorded is null, and `missing` says why. */
export const Evidence = z.object({
  package_name: z.string(),
  package_version: z.string().nullable(),
  job_id: z.uuid().nullable(),
  cost: PackageCost.nullable(),
  phases: z.array(PackagePhase).nullable(),
  attempts: z.array(Attempt).nullable(),
  wall: Wall,
  audit: AuditState.nullable(),
  missing: z.record(z.string(), z.string()).describe('Reason by part, as in "wall.builder_saw"'),
});
export type Evidence = z.infer<typeof Evidence>;
