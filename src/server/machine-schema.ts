import { z } from 'zod';
import { isolationModes, licenseIds, targetLanguageChoices, targetLanguages } from '../config/index.ts';
import { JobBudget } from './jobs/record.ts';

const Isolation = z.object({
  mode: z.enum(isolationModes),
  available: z.boolean(),
  back_end: z.string().nullable().describe('What holds the agents and its version; null for phalus itself'),
  guarantees: z.array(z.string()).describe('What was seen to hold when it was tried on this machine'),
  limits: z.array(z.string()).describe('What it does not hold, or not on this machine'),
  reason: z.string().optional().describe('Why it is not available'),
  remedy: z.string().optional(),
});

const MachineModel = z.object({
  name: z.string().nullable().describe('provider/model; null when the settings name none that can be used'),
  local: z.boolean().describe('Whether it runs on this machine, where a call costs no money'),
  price: z
    .object({ input: z.number(), cached_input: z.number(), output: z.number() })
    .nullable()
    .describe('Money per million tokens, as llm.prices says; null when nothing is known'),
  reason: z.string().optional().describe('Why it cannot be used'),
});

/** What this server can do on this machine, and what a job gets when it is not asked for anything else. */
export const Machine = z.object({
  version: z.string(),
  isolation: z.array(Isolation),
  code_sandbox: z
    .object({
      available: z.boolean(),
      back_end: z.string().nullable(),
      guarantees: z.array(z.string()).describe('What was seen to hold when it was tried on this machine'),
      limits: z.array(z.string()),
      reason: z.string().optional(),
      remedy: z.string().optional(),
    })
    .describe('Where generated code runs, in every isolation mode'),
  target_languages: z.array(
    z.object({
      name: z.enum(targetLanguages),
      available: z.boolean().describe('Whether code of it can be built and judged here'),
      reason: z.string().optional(),
      remedy: z.string().optional(),
    }),
  ),
  licenses: z.array(z.object({ id: z.enum(licenseIds), spdx: z.string(), title: z.string() })),
  models: z.object({ analyze: MachineModel, build: MachineModel }),
  defaults: z.object({
    license: z.enum(licenseIds),
    license_file: z.boolean().describe('Whether a licence text of the user is configured, which then wins'),
    isolation: z.enum(isolationModes),
    target_lang: z.enum(targetLanguageChoices),
    similarity_threshold: z.number(),
    concurrency: z.int(),
    budget: JobBudget,
    packages_per_job: z.int(),
  }),
  manifest_formats: z.array(z.string()),
});
export type Machine = z.infer<typeof Machine>;
