import { createRandom } from '../../src/probes/index.ts';
import type { Sandbox } from '../../src/sandbox/index.ts';
import type { GuestFiles } from '../../src/scenarios/index.ts';
import { type AnswerMemory, createAnswerMemory } from '../../src/validate/behaviour/answer-memory.ts';
import { observePackages } from '../../src/validate/behaviour/observe-packages.ts';
import {
  type PreparedComparison,
  prepareComparison,
} from '../../src/validate/behaviour/prepare-comparison.ts';
import type { EquivalenceSubject } from './load-subject.ts';
import { listMutants, type Mutant, plantMutant } from './mutate.ts';

/** `verdict`: documented inputs disagree, so the verdict is no PASS; `listed`: others alone do, and the report has them. */
export type Notice = 'verdict' | 'listed' | 'none';

/** One package whose mutants are judged one after the other. */
export interface Judging {
  readonly subject: EquivalenceSubject;
  readonly sandbox: Sandbox;
  readonly prepared: PreparedComparison;
  readonly memory: AnswerMemory;
  readonly seed: number;
  readonly timeMs: number;
}

export async function createJudging(
  request: Pick<Judging, 'subject' | 'sandbox' | 'seed' | 'timeMs'>,
): Promise<Judging> {
  return {
    ...request,
    prepared: await prepareComparison(request.subject.spec),
    memory: createAnswerMemory(),
  };
}

/** A sample of the mutants of the files that are loaded; the same for the same seed. */
export function chooseMutants(
  { files, loaded }: EquivalenceSubject,
  most: number,
  seed: number,
): readonly Mutant[] {
  const random = createRandom(seed);
  return loaded
    .flatMap((path) => listMutants(path, readCode(files, path)))
    .map((mutant) => ({ mutant, place: random.next() }))
    .sort((first, second) => first.place - second.place)
    .slice(0, most)
    .map(({ mutant }) => mutant);
}

export async function noticeMutant(judging: Judging, mutant: Mutant): Promise<Notice> {
  const { subject, sandbox, prepared, memory, seed, timeMs } = judging;
  const result = await observePackages({
    ...{ prepared, sandbox, memory, seed, timeMs, untilDocumented: true },
    original: subject.files,
    rebuilt: plantInto(subject.files, mutant.path, mutant),
  });
  if (result.kind === 'not-loaded') {
    if (result.side === 'original') throw new Error(`Cannot compare ${subject.id}: ${result.reason}`);
    return 'verdict';
  }
  const differing = result.observed.filter(({ difference }) => difference !== null);
  if (differing.some(({ documented }) => documented === true)) return 'verdict';
  return differing.length > 0 ? 'listed' : 'none';
}

export function plantInto(files: GuestFiles, path: string, change: Mutant['crash']): GuestFiles {
  return { ...files, [path]: plantMutant(readCode(files, path), change) };
}

export function readCode(files: GuestFiles, path: string): string {
  const content = files[path] ?? '';
  return typeof content === 'string' ? content : new TextDecoder().decode(content);
}
