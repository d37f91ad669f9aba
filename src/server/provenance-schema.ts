import { z } from 'zod';

const Source = z.object({
  document: z.string().describe('Id of what Agent A read; "metadata" is what the registry says'),
  first_line: z.int(),
  last_line: z.int(),
  kind: z.string().nullable(),
  sha256: z.string().nullable().describe('Of the text that Agent A read'),
  source: z.string().nullable().describe('Where that text was found'),
});

const Statement = z.object({
  id: z.string().describe('Document and line, or document and the name of an export or scenario'),
  document: z.string().describe('One of the ten'),
  line: z.int().nullable(),
  kind: z.enum(['statement', 'export', 'scenario']),
  text: z.string(),
  names: z.array(z.string()).describe('Exports that it is about, where it names them'),
  sources: z.array(Source).describe('Empty where none was recorded'),
});

const Part = z.object({
  document: z.string().describe('One of the ten'),
  heading: z.string(),
  names: z.array(z.string()).describe('Exports, scenarios or lines of it that were shown'),
  is_cut: z.boolean().describe('Whether a part of it did not fit and was left out'),
});

/** Where each statement comes from, and what each file was made from. */
export const Provenance = z.object({
  package_name: z.string(),
  package_version: z.string().nullable(),
  statements: z.array(Statement),
  files: z
    .array(
      z.object({
        path: z.string(),
        made_by: z.enum(['model', 'template', 'unknown']),
        parts: z.array(Part).nullable().describe('Null where it was not recorded'),
        reason: z.string().nullable().describe('Why it is not known'),
      }),
    )
    .nullable()
    .describe('Null when nothing was built'),
  missing: z.record(z.string(), z.string()).describe('Reason by part'),
});
export type Provenance = z.infer<typeof Provenance>;
