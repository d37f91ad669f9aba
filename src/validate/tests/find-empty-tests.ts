import type { TestOutcome } from '../../scenarios/index.ts';
import { type HollowKind, hollowKinds } from './hollow-package.ts';

export interface HollowReading {
  /** Tests that pass whatever the package gives back. */
  readonly empty: readonly string[];
  /** Tests that are content with any answer, as long as there is one. */
  readonly content: readonly string[];
  /** Tests that were reported with the real package and that no test file declares without it. */
  readonly undeclared: readonly string[];
}

/** `hollow`: outcomes of a run over the folders that `hollowOut` makes. */
export function readHollowRun(real: readonly TestOutcome[], hollow: readonly TestOutcome[]): HollowReading {
  const passed = real.filter(({ status }) => status === 'passed').map(({ name }) => name);
  const of = (kind: string): TestOutcome[] =>
    hollow.filter(({ file }) => file?.startsWith(`${kind}/`) === true);
  const passing = Object.fromEntries(
    hollowKinds.map((kind) => [kind, countNames(of(kind).filter(({ status }) => status === 'passed'))]),
  );
  const taken = new Map<string, number>();
  const [empty, content]: [string[], string[]] = [[], []];
  for (const name of passed) {
    const place = taken.get(name) ?? 0;
    taken.set(name, place + 1);
    const passes = (kind: HollowKind): boolean => (passing[kind]?.get(name) ?? 0) > place;
    // One that calls nothing, and still needs something to be there, looks at what is exported.
    const looksAtExports = passes('throwing') && !passes('absent');
    if (passes('silent') && passes('strange') && !looksAtExports) empty.push(name);
    if (passes('strange')) content.push(name);
  }
  // A file that cannot be loaded is reported by its own name, and declares nothing.
  const declared = new Set(hollow.filter(({ name, file }) => name !== file).map(({ name }) => name));
  const undeclared = declared.size === 0 ? [] : passed.filter((name) => !declared.has(name));
  return { empty, content, undeclared };
}

function countNames(tests: readonly TestOutcome[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { name } of tests) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
