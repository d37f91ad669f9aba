import { type FileHandle, open } from 'node:fs/promises';
import { sha256Hex } from '../core/index.ts';
import { digestEntry, genesisDigest, parseEntry, renderEntry } from './entry.ts';
import { AuditError } from './errors.ts';
import type { AuditEntry, AuditHead } from './types.ts';

const newline = 10;
const firstChunkBytes = 64 * 1024;

/** Where an existing file ends. */
export interface AuditEnd {
  readonly head: AuditHead;
  readonly sizeBytes: number;
  /** Bytes after the last line end: what a crash left half written. */
  readonly torn: Uint8Array;
}

/**
 * Reads the end of the file and verifies its last entry and that entry's link to the one before.
 * Throws AuditError `damaged`: on a broken end nothing may be appended.
 */
export async function readAuditEnd(handle: FileHandle, path: string): Promise<AuditEnd> {
  const { size } = await handle.stat();
  const tail = await readTail(handle, size);
  const end = tail.lastIndexOf(newline) + 1;
  const lines = tail.subarray(0, end).toString('utf8').split('\n').slice(0, -1);
  const last = lines.at(-1);
  const torn = Uint8Array.from(tail.subarray(end));
  const sizeBytes = size - torn.length;
  if (last === undefined) return { head: { seq: 0, digest: genesisDigest }, sizeBytes, torn };
  const entry = parseEntry(last);
  const before = lines.at(-2);
  if (entry === null || !isIntact(entry, last) || !isLinked(entry, before)) throw damagedEnd(path);
  return { head: { seq: entry.seq, digest: entry.digest }, sizeBytes, torn };
}

/** Moves the half-written end into `<path>.torn` and cuts it off; the evidence is kept before it is cut. */
export async function cutTornEnd(handle: FileHandle, path: string, end: AuditEnd): Promise<string> {
  const torn = await open(`${path}.torn`, 'a');
  try {
    await torn.appendFile(end.torn);
    await torn.sync();
  } finally {
    await torn.close();
  }
  await handle.truncate(end.sizeBytes);
  return sha256Hex(end.torn);
}

/** The last two whole lines and what follows them, or the whole file when it has fewer. */
async function readTail(handle: FileHandle, size: number): Promise<Buffer> {
  for (let length = Math.min(size, firstChunkBytes); ; length = Math.min(size, length * 4)) {
    const tail = Buffer.alloc(length);
    await handle.read(tail, 0, length, size - length);
    if (length === size) return tail;
    const third = lastIndexes(tail, 3);
    if (third !== -1) return tail.subarray(third + 1);
  }
}

/** Place of the `count`th newline from the end, or -1. */
function lastIndexes(tail: Buffer, count: number): number {
  let place = tail.length;
  for (let found = 0; found < count && place !== -1; found += 1) {
    place = place === 0 ? -1 : tail.lastIndexOf(newline, place - 1);
  }
  return place;
}

function isIntact(entry: AuditEntry, line: string): boolean {
  return entry.digest === digestEntry(entry) && renderEntry(entry) === line;
}

function isLinked(entry: AuditEntry, lineBefore: string | undefined): boolean {
  if (lineBefore === undefined) return entry.seq === 1 && entry.previous === genesisDigest;
  const before = parseEntry(lineBefore);
  return before !== null && entry.previous === before.digest && entry.seq === before.seq + 1;
}

function damagedEnd(path: string): AuditError {
  return new AuditError('damaged', `Cannot continue the audit log "${path}": its last entry was changed`, {
    hint: 'Keep the file as it is for whoever examines it, and use another output folder',
  });
}
