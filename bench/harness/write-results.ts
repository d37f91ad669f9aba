import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Machine } from './machine.ts';
import type { Result } from './types.ts';

export interface Report {
  readonly schema: 'phalus/bench/1';
  /** ISO, UTC. */
  readonly date: string;
  readonly machine: Machine;
  readonly results: readonly Result[];
}

/** Writes one file a run, named by its date, and gives its path. */
export function writeResults(folder: string, report: Report): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${report.date.replaceAll(':', '-')}.json`);
  writeFileSync(path, `${JSON.stringify(report, null, 2)}\n`);
  return path;
}
