import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256Hex } from '../../core/index.ts';
import { OutputError } from '../../output/index.ts';
import { JobRecord } from './record.ts';

/** Null when the folder holds no job of a server. */
export async function readJobRecord(folder: string): Promise<JobRecord | null> {
  try {
    return JobRecord.parse(JSON.parse(await readFile(join(folder, 'record.json'), 'utf8')));
  } catch {
    return null;
  }
}

/** The manifest that a job was begun with, or what became of it. */
export async function readKeptManifest(
  folder: string,
  expectedSha256: string,
): Promise<{ readonly text: string } | { readonly text: null; readonly state: string }> {
  const text = await readFile(join(folder, 'manifest.txt'), 'utf8').catch(() => null);
  if (text === null) return { text, state: 'gone' };
  if (sha256Hex(text) === expectedSha256) return { text };
  return { text: null, state: 'not the one that it was begun with' };
}

export function cannotKeep(folder: string, cause: unknown): OutputError {
  return new OutputError('write-failed', `Cannot keep the job in "${folder}": nothing was begun`, {
    cause,
    hint: 'Check free space and rights of the output folder',
  });
}
