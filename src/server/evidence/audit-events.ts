import { z } from 'zod';

const text = z.string().catch('');
const count = z.number().catch(0);
const Hashes = z.record(z.string(), z.string()).catch({});

/** What is read of the audit's events. Logs of other versions lack fields: those count as not recorded. */
export const DocsFetched = z.object({
  urls_accessed: z.array(z.string()).catch([]),
  content_hashes: Hashes,
  documents: z
    .array(z.object({ id: text, kind: text, origin: text, bytes: z.int().nullable().catch(null) }))
    .catch([]),
});

export const SourceBlocked = z.object({
  path: text,
  reason: text,
  size_bytes: z.int().nullable().catch(null),
});

const Findings = z.array(z.object({ document: text, line: count, reason: text })).catch([]);
export const FirewallRefused = z.object({ findings: Findings });

export const FirewallRedacted = z.object({
  taken_out: z.array(z.object({ document: text, line: count, what: text })).catch([]),
  taken_out_count: count,
});

export const FirewallMended = z.object({ statements_mended: count });

export const FirewallCrossing = z.object({
  sha256_checksums: Hashes,
  handed_checksums: Hashes,
  document_bytes: z.record(z.string(), z.int()).catch({}),
  isolation_mode: text,
  names_replaced: z.number().nullable().catch(null),
  same_model: z.boolean().nullable().catch(null),
  same_key: z.boolean().nullable().catch(null),
});

export const SpecTranslated = z.object({
  untranslated: z.array(z.unknown()).catch([]),
  untranslated_count: count,
});

export const SpecGenerated = z.object({ restatements_dropped: count });

export const AgentFinished = z.object({
  agent: text,
  ran_in: text,
  model: z.string().nullable().catch(null),
  starts: z.int().nullable().catch(null),
  enforced: Hashes,
  denied: z.array(z.object({ kind: text, detail: text })).catch([]),
});

export const ImplementationGenerated = z.object({
  isolation_mode: text,
  sandbox: z.record(z.string(), z.string()).nullable().catch(null),
});
