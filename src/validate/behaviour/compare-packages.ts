import type { CallMaker } from '../../probes/index.ts';
import type { Sandbox } from '../../sandbox/types.ts';
import type { GuestFiles } from '../../scenarios/types.ts';
import type { Spec } from '../../spec/index.ts';
import { usesName } from './call-text.ts';
import { describeDisagreements } from './describe-disagreements.ts';
import { createJavaScriptTools } from './javascript-tools.ts';
import { type NotLoaded, type Observation, observePackages } from './observe-packages.ts';
import { prepareComparison } from './prepare-comparison.ts';
import type { BehaviourReport, Observed, Tally } from './types.ts';

export interface PackageComparison {
  readonly spec: Spec;
  readonly original: GuestFiles;
  readonly rebuilt: GuestFiles;
  readonly sandbox: Sandbox;
  /** No further round is begun after so long. */
  readonly timeMs: number;
  readonly seed: number;
  /** Rounds at most; 9 by default. */
  readonly rounds?: number;
  readonly signal?: AbortSignal;
}

export type ComparisonResult = { readonly kind: 'compared'; readonly report: BehaviourReport } | NotLoaded;

/**
 * Calls the original and the rebuilt package with the same inputs: those of the examples, changes of these, and values
 * of the declared types; inputs that reach new code or give new answers are changed further. Throws what the sandbox
 * throws, and when the signal aborts.
 */
export async function comparePackages(request: PackageComparison): Promise<ComparisonResult> {
  const { spec, seed } = request;
  const prepared = await prepareComparison(spec);
  const observation = await observePackages({ ...request, prepared, asksAgain: true });
  if (observation.kind === 'not-loaded') return observation;
  const { pair, judge, observed } = observation;
  const disagreements = await describeDisagreements({
    spec,
    observed: observed.filter(({ difference }) => difference !== null),
    tools: await createJavaScriptTools(pair, judge.types),
  });
  return { kind: 'compared', report: renderReport({ observation, disagreements, seed }) };
}

function renderReport(request: {
  readonly observation: Observation;
  readonly disagreements: BehaviourReport['disagreements'];
  readonly seed: number;
}): BehaviourReport {
  const { observation, disagreements, seed } = request;
  const { observed, maker, unstable, unanswered, guided } = observation;
  return {
    ...tally(observed),
    documented: tally(observed.filter(({ documented }) => documented === true)),
    undocumented: tally(observed.filter(({ documented }) => documented !== true)),
    per_export: tallyExports(observed, maker),
    disagreements,
    excluded: { unstable, unanswered },
    guided,
    seed,
  };
}

function tallyExports(observed: readonly Observed[], { bindings }: CallMaker): Record<string, Tally> {
  const perExport = bindings.map(
    ({ local, export: name }) => [name, tally(observed.filter((call) => usesName(local, call)))] as const,
  );
  return Object.fromEntries(perExport);
}

function tally(observed: readonly Observed[]): Tally {
  const agreed = observed.filter(({ difference }) => difference === null);
  return { compared: observed.length, agreed: agreed.length };
}
