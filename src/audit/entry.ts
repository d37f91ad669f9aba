import { z } from 'zod';
import { canonicalJson, digestOf } from '../core/index.ts';
import { AuditError } from './errors.ts';
import type { AuditEntry, AuditEvent } from './types.ts';

/** What the first entry points to. */
export const genesisDigest = '0'.repeat(64);

const Digest = z.string().regex(/^[0-9a-f]{64}$/);

/** One line of the file on reading. Strict: a field that nobody wrote is a change. */
const AuditLine = z.strictObject({
  timestamp: z.iso.datetime(),
  seq: z.int().positive(),
  event: z.looseObject({ type: z.string(), package: z.string().optional() }),
  previous: Digest,
  digest: Digest,
});

export function createEntry(content: Omit<AuditEntry, 'digest'>): AuditEntry {
  return { ...content, digest: digestEntry(content) };
}

/** SHA-256 of the entry's canonical JSON without its digest. Canonical JSON delimits every part by itself. */
export function digestEntry({ timestamp, seq, event, previous }: Omit<AuditEntry, 'digest'>): string {
  return digestOf({ timestamp, seq, event, previous });
}

/**
 * The one spelling of an entry, without its line end. The event stands in canonical JSON, so that a line whose fields
 * were only moved or respaced is told from the one that was written.
 */
export function renderEntry({ timestamp, seq, event, previous, digest }: AuditEntry): string {
  const head = JSON.stringify({ timestamp, seq }).slice(0, -1);
  const tail = JSON.stringify({ previous, digest }).slice(1);
  return `${head},"event":${canonicalJson(event)},${tail}`;
}

/** Null when the line is no entry at all. */
export function parseEntry(line: string): AuditEntry | null {
  try {
    const value: unknown = JSON.parse(line);
    AuditLine.parse(value);
    // Not zod's copy: it leaves out a field called __proto__, which the digest covers.
    return value as AuditEntry;
  } catch {
    return null;
  }
}

/** The event as JSON holds it; half surrogate pairs, which canonical JSON refuses, become U+FFFD. */
export function normaliseEvent(event: AuditEvent): AuditEvent {
  try {
    const text = JSON.stringify(event).replace(/\\ud[89a-f][0-9a-f]{2}/gi, replaceEscape);
    return JSON.parse(text) as AuditEvent;
  } catch (cause) {
    throw new AuditError('bad-event', `Cannot record the event "${event.type}": it is not JSON`, { cause });
  }
}

/** JSON.stringify escapes surrogates only where they stand alone; an escaped backslash before `u` is ordinary text. */
function replaceEscape(match: string, offset: number, text: string): string {
  let backslashes = 0;
  while (text[offset - 1 - backslashes] === '\\') backslashes += 1;
  return backslashes % 2 === 0 ? '\\ufffd' : match;
}
