import { createRandom } from '../../src/probes/index.ts';
import type { Sandbox } from '../../src/sandbox/index.ts';
import type { GuestFiles } from '../../src/scenarios/index.ts';
import { comparePackages, usualRounds } from '../../src/validate/behaviour/compare-packages.ts';
import type { EquivalenceSubject } from './load-subject.ts';
import { listMutants, type Mutant, plantMutant } from './mutate.ts';

/** `verdict`: documented inputs disagree, so the verdict is no PASS; `listed`: others alone do, and the report has them. */
export type Notice = 'verdict' | 'listed' | 'none';

/**
 * What becomes of a survivor that is asked with ten times as many inputs of another seed. `late`: they tell the two
 * apart. `same`: they run the place and tell nothing, so that the mutant is perhaps no change of behaviour at all.
 * `unreached`: none of them runs the place.
 */
export type Afterwards = 'late' | 'same' | 'unreached';

const moreRounds = 10;

export interface Judging {
  readonly subject: EquivalenceSubject;
  readonly sandbox: Sandbox;
  readonly seed: number;
  readonly timeMs: number;
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

export function noticeMutant(judging: Judging, mutant: Mutant): Promise<Notice> {
  return compare(judging, mutant, mutant);
}

export async function askFurther(judging: Judging, mutant: Mutant): Promise<Afterwards> {
  const more = { ...judging, seed: judging.seed + 1000, timeMs: judging.timeMs * moreRounds };
  const rounds = usualRounds * moreRounds;
  if ((await compare(more, mutant, mutant, rounds)) !== 'none') return 'late';
  return (await compare(more, mutant, mutant.crash, rounds)) === 'none' ? 'unreached' : 'same';
}

async function compare(
  { subject, sandbox, seed, timeMs }: Judging,
  { path }: Mutant,
  change: Mutant['crash'],
  rounds = usualRounds,
): Promise<Notice> {
  const code = plantMutant(readCode(subject.files, path), change);
  const result = await comparePackages({
    spec: subject.spec,
    original: subject.files,
    rebuilt: { ...subject.files, [path]: code },
    ...{ sandbox, seed, rounds, timeMs, untilDocumented: true },
  });
  if (result.kind === 'not-loaded') {
    if (result.side === 'original') throw new Error(`Cannot compare ${subject.id}: ${result.reason}`);
    return 'verdict';
  }
  const { documented, undocumented } = result.report;
  if (documented.agreed < documented.compared) return 'verdict';
  return undocumented.agreed < undocumented.compared ? 'listed' : 'none';
}

export function readCode(files: GuestFiles, path: string): string {
  const content = files[path] ?? '';
  return typeof content === 'string' ? content : new TextDecoder().decode(content);
}
