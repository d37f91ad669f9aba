import { z } from 'zod';
import { sha256Hex } from '../../core/index.ts';
import type { KeptAnswer } from './types.ts';

/** Changes when the meaning of what is kept does: entries of another form are not understood. */
const schema = 'phalus/registry-answer/1';
const Header = z.strictObject({
  schema: z.literal(schema),
  /** The name of the entry: one that was laid under another name is another's answer. */
  name: z.string(),
  contentType: z.string(),
  redirectedTo: z.string().nullable(),
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
});
const digestLength = 64;
const lineFeed = 0x0a;

/** An entry as bytes: the SHA-256 of all that follows, a line that describes the answer, and its body. */
export function renderEntry(name: string, { body, ...answer }: KeptAnswer): Buffer {
  const header = `${JSON.stringify({ schema, name, ...answer })}\n`;
  const rest = Buffer.concat([Buffer.from(header, 'utf8'), body]);
  return Buffer.concat([Buffer.from(`${sha256Hex(rest)}\n`, 'latin1'), rest]);
}

/** Null for bytes that are not exactly what was written under that name. */
export function parseEntry(name: string, bytes: Buffer): KeptAnswer | null {
  const rest = bytes.subarray(digestLength + 1);
  if (bytes[digestLength] !== lineFeed || bytes.toString('latin1', 0, digestLength) !== sha256Hex(rest))
    return null;
  const end = rest.indexOf(lineFeed);
  try {
    const { schema: _, name: own, ...answer } = Header.parse(JSON.parse(rest.toString('utf8', 0, end)));
    return own === name ? { ...answer, body: rest.subarray(end + 1) } : null;
  } catch {
    return null;
  }
}
