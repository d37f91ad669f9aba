import type { GuestFiles } from '../../src/scenarios/index.ts';
import { compareAnswers } from '../../src/validate/behaviour/compare-answers.ts';
import { observePackages } from '../../src/validate/behaviour/observe-packages.ts';
import { type Pair, runBoth, runSide } from '../../src/validate/behaviour/run-both.ts';
import type { Observed } from '../../src/validate/behaviour/types.ts';
import { type Judging, plantInto } from './compare-mutant.ts';
import type { Mutant } from './mutate.ts';

/**
 * What becomes of a survivor that is asked with ten times as many inputs of another seed. `late`: they tell the two
 * apart. `same`: they run the place and tell nothing, so that the mutant is perhaps no change of behaviour at all.
 * `unreached`: none of them runs the place.
 */
export type Afterwards = 'late' | 'same' | 'unreached';

/** Inputs with the original's answers, which are the same for all survivors of a package. */
export interface FurtherInputs {
  readonly pair: Pair;
  readonly observed: readonly Observed[];
}

const times = 10;
const batchSize = 1600;

/** Ten times the inputs of a verdict, made while the original is compared with itself. */
export async function makeFurtherInputs(judging: Judging): Promise<FurtherInputs> {
  const { subject, sandbox, prepared, seed, timeMs } = judging;
  const result = await observePackages({
    ...{ prepared, sandbox, original: subject.files, rebuilt: subject.files },
    ...{ times, timeMs: timeMs * times, seed: seed + 1000 },
    // Nobody asks here which of them are documented.
    untilDocumented: true,
  });
  if (result.kind === 'not-loaded') throw new Error(`Cannot ask ${subject.id} further: ${result.reason}`);
  return { pair: result.pair, observed: result.observed.filter(({ difference }) => difference === null) };
}

export async function askFurther(
  { subject }: Judging,
  further: FurtherInputs,
  mutant: Mutant,
): Promise<Afterwards> {
  const mutated = plantInto(subject.files, mutant.path, mutant);
  const crashing = plantInto(subject.files, mutant.path, mutant.crash);
  if (!(await tellsApart(further, crashing))) return 'unreached';
  return (await tellsApart(further, mutated)) ? 'late' : 'same';
}

async function tellsApart({ pair, observed }: FurtherInputs, rebuilt: GuestFiles): Promise<boolean> {
  const changed = { ...pair, rebuilt };
  for (let at = 0; at < observed.length; at += batchSize) {
    const calls = observed.slice(at, at + batchSize);
    const { answers, loadError } = await runSide(changed, 'rebuilt', calls);
    if (loadError !== null) return true;
    const differing = calls.filter((call, index) => {
      const answer = answers.get(index);
      return answer !== undefined && compareAnswers(call.original, answer) !== null;
    });
    if (differing.length > 0 && (await isConfirmed(changed, differing.slice(0, 100)))) return true;
  }
  return false;
}

async function isConfirmed(pair: Pair, calls: readonly Observed[]): Promise<boolean> {
  const { original, rebuilt } = await runBoth(pair, calls, { afresh: true });
  return calls.some((call, index) => {
    const [theirs, ours] = [original.answers.get(index), rebuilt.answers.get(index)];
    if (theirs === undefined || ours === undefined) return false;
    return compareAnswers(call.original, theirs) === null && compareAnswers(theirs, ours) !== null;
  });
}
