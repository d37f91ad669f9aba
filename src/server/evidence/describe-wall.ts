import type { z } from 'zod';
import type { AuditEntry } from '../../audit/index.ts';
import type { Evidence } from '../evidence-schema.ts';
import {
  AgentFinished,
  DocsFetched,
  FirewallCrossing,
  FirewallMended,
  FirewallRedacted,
  FirewallRefused,
  ImplementationGenerated,
  SourceBlocked,
  SpecGenerated,
  SpecTranslated,
} from './audit-events.ts';

type Wall = Evidence['wall'];

/** Most entries of one list in an answer. */
const most = 1000;
const mostExamples = 20;

/** What the audit says of both sides of the wall, of the last time that the package was worked on. */
export function describeWall(entries: readonly AuditEntry[]): Omit<Wall, 'builder_saw'> {
  const latest = selectLatest(entries);
  return {
    read: describeRead(latest),
    asked: of(latest, 'docs_fetched', DocsFetched).at(-1)?.urls_accessed.slice(0, most) ?? null,
    refused: describeRefused(latest),
    crossed: describeCrossed(latest),
    removed: describeRemoved(latest),
    sandbox: describeSandbox(latest),
  };
}

/** A job that is taken up says everything again. */
function selectLatest(entries: readonly AuditEntry[]): readonly AuditEntry[] {
  const start = entries.findLastIndex(({ event }) => event.type === 'package_resolved');
  return start === -1 ? entries : entries.slice(start);
}

function of<T>(entries: readonly AuditEntry[], type: string, schema: z.ZodType<T>): T[] {
  return entries.filter(({ event }) => event.type === type).map(({ event }) => schema.parse(event));
}

function describeRead(entries: readonly AuditEntry[]): Wall['read'] {
  const fetched = of(entries, 'docs_fetched', DocsFetched).at(-1);
  if (fetched === undefined) return null;
  return fetched.documents.slice(0, most).map(({ id, kind, origin, bytes }) => ({
    document: id,
    kind,
    sha256: fetched.content_hashes[id] ?? null,
    bytes,
    source: origin,
  }));
}

function describeRefused(entries: readonly AuditEntry[]): Wall['refused'] {
  if (of(entries, 'docs_fetched', DocsFetched).length === 0) return null;
  const blocked = of(entries, 'source_code_blocked', SourceBlocked).map(({ path, reason, size_bytes }) => ({
    ...{ document: path, reason, by: 'source guard' as const },
    ...{ line: null, bytes: size_bytes },
  }));
  const refused = of(entries, 'firewall_refused', FirewallRefused)
    .flatMap(({ findings }) => findings)
    .map(({ document, reason, line }) => ({
      ...{ document, reason, by: 'firewall' as const },
      ...{ line, bytes: null },
    }));
  return [...refused, ...blocked].slice(0, most);
}

function describeCrossed(entries: readonly AuditEntry[]): Wall['crossed'] {
  const crossings = of(entries, 'firewall_crossing', FirewallCrossing);
  if (crossings.length === 0) return null;
  return crossings
    .flatMap(({ sha256_checksums, handed_checksums, document_bytes }, index) =>
      Object.entries(sha256_checksums).map(([document, sha256]) => ({
        round: index + 1,
        document,
        sha256,
        handed_sha256: handed_checksums[document] ?? null,
        bytes: document_bytes[document] ?? null,
      })),
    )
    .slice(0, most);
}

function describeRemoved(entries: readonly AuditEntry[]): Wall['removed'] {
  const isSpecified = entries.some(({ event }) => /^spec_(?:generated|cache_hit)$/.test(event.type));
  const crossing = of(entries, 'firewall_crossing', FirewallCrossing).at(-1);
  if (!isSpecified && crossing === undefined) return null;
  const removals: NonNullable<Wall['removed']> = [];
  const add = (reason: string, count: number, examples: readonly string[] = []) => {
    if (count > 0) removals.push({ reason, count, examples: examples.slice(0, mostExamples) });
  };
  const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);
  const generated = ['spec_generated', 'spec_cache_hit'].flatMap((type) => of(entries, type, SpecGenerated));
  add(
    'statements of Agent A that did not stand for what they restate',
    generated.at(-1)?.restatements_dropped ?? 0,
  );
  const mended = of(entries, 'firewall_mended', FirewallMended);
  add('statements that Agent A said in other words', total(mended.map((each) => each.statements_mended)));
  const redacted = of(entries, 'firewall_redacted', FirewallRedacted);
  add(
    'parts that may not cross, taken out whole',
    total(redacted.map((each) => each.taken_out_count)),
    redacted.flatMap(({ taken_out }) =>
      taken_out.map(({ document, line, what }) => `${document} line ${line}: ${what}`),
    ),
  );
  add("mentions of the original's name", crossing?.names_replaced ?? 0);
  const translated = of(entries, 'spec_translated', SpecTranslated).at(-1);
  add('parts that the target language cannot say', translated?.untranslated_count ?? 0);
  return removals;
}

function describeSandbox(entries: readonly AuditEntry[]): Wall['sandbox'] {
  const crossing = of(entries, 'firewall_crossing', FirewallCrossing).at(-1);
  const built = of(entries, 'implementation_generated', ImplementationGenerated).at(-1);
  const mode = crossing?.isolation_mode ?? built?.isolation_mode;
  if (mode === undefined) return null;
  return {
    mode,
    agents: of(entries, 'agent_finished', AgentFinished),
    code: built?.sandbox ?? null,
    same_model: crossing?.same_model ?? null,
    same_key: crossing?.same_key ?? null,
  };
}
