import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { RebuildSubject, Score } from './types.ts';

const Scored = z.object({
  passed: z.number(),
  total: z.number(),
  documentedPassed: z.number(),
  documentedTotal: z.number(),
  failures: z.array(z.looseObject({ documented: z.boolean() })),
});

export interface PackageScore {
  readonly documented: Score;
  readonly all: Score;
  readonly missed: readonly string[];
}

/** Scores a rebuilt package with the set's own scorer, which runs it in its own sandbox. */
export async function scorePackage(
  setFolder: string,
  subject: RebuildSubject,
  packageFolder: string,
): Promise<PackageScore> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      join(setFolder, 'score.mjs'),
      ...['--vectors', subject.vectorsPath, '--package', packageFolder, '--json', '--all'],
    ],
    { maxBuffer: 64 * 1024 * 1024 },
  );
  const scored = Scored.parse(JSON.parse(stdout));
  return {
    documented: { right: scored.documentedPassed, total: scored.documentedTotal },
    all: { right: scored.passed, total: scored.total },
    missed: scored.failures
      .filter(({ documented }) => documented)
      .slice(0, 5)
      .map((failure) => JSON.stringify(failure).slice(0, 400)),
  };
}

const Vectors = z.object({ vectors: z.array(z.object({ documented: z.boolean() })) });

/** What a package that was not delivered scores: none of its vectors. */
export function scoreNothing({ vectorsPath }: RebuildSubject): PackageScore {
  const { vectors } = Vectors.parse(JSON.parse(readFileSync(vectorsPath, 'utf8')));
  const documented = vectors.filter((vector) => vector.documented).length;
  return {
    documented: { right: 0, total: documented },
    all: { right: 0, total: vectors.length },
    missed: [],
  };
}
