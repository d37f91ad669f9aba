import { z } from 'zod';
import { ecosystems } from '../core/index.ts';
import { ErrorBody, NewJobBody } from './schema.ts';

/** As for a job: what is asked for is planned. */
export const PlanBody = NewJobBody.omit({ resume: true });

const Estimate = z.object({
  input_tokens: z.int(),
  output_tokens: z.int(),
  seconds: z.number().nullable().describe('Null until packages were made with the same models'),
  cost: z.number().nullable().describe('Null where a price is not known'),
  currency: z.null().describe('The unit of llm.prices, which names none'),
  basis: z.string().describe('What the figures come from'),
});

export const PlannedPackage = z.object({
  name: z.string(),
  ecosystem: z.enum(ecosystems),
  version_constraint: z.string(),
  version: z.string().nullable(),
  size_bytes: z.number().nullable(),
  license: z
    .object({ spdx: z.string().describe('As the package declares it; empty for none'), class: z.string() })
    .nullable(),
  rebuild: z
    .object({ advice: z.enum(['worthwhile', 'pointless', 'unknown']), reason: z.string() })
    .nullable(),
  estimate: Estimate.nullable(),
  error: ErrorBody.optional().describe('Why it cannot be planned; the fields before are null then'),
});
export type PlannedPackage = z.infer<typeof PlannedPackage>;

export const PlanTotal = z.object({
  packages: z.int(),
  failed: z.int().describe('Packages that cannot be planned'),
  estimated: z.int().describe('Packages that the figures are about'),
  input_tokens: z.int(),
  output_tokens: z.int(),
  seconds: z.number().nullable().describe('One package after the other'),
  cost: z.number().nullable(),
  currency: z.null(),
  basis: z.string(),
});
export type PlanTotal = z.infer<typeof PlanTotal>;

/** One line of a plan: a package as soon as it is known, in no order, and the total at last. */
export const PlanLine = z.union([
  z.strictObject({ package: PlannedPackage }),
  z.strictObject({ total: PlanTotal }),
  z.strictObject({ error: ErrorBody }).describe('The plan broke off: nothing follows'),
]);
export type PlanLine = z.infer<typeof PlanLine>;
