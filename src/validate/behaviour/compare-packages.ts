import {
  type CallMaker,
  type Code,
  createCallMaker,
  createRandom,
  createTypeCheck,
  type Random,
  renderProbes,
  type TypeCheck,
} from '../../probes/index.ts';
import type { Sandbox } from '../../sandbox/types.ts';
import type { GuestFiles } from '../../scenarios/types.ts';
import type { Spec } from '../../spec/index.ts';
import { keyOf, usesName } from './call-text.ts';
import { compareAnswers, isAccident, isComparable } from './compare-answers.ts';
import { describeDisagreements } from './describe-disagreements.ts';
import { isOdd } from './is-odd.ts';
import { type Pair, runBoth } from './run-both.ts';
import type { BehaviourReport, Observed, Tally } from './types.ts';

export interface PackageComparison {
  readonly spec: Spec;
  readonly original: GuestFiles;
  readonly rebuilt: GuestFiles;
  readonly sandbox: Sandbox;
  /** No further round is begun after so long. */
  readonly timeMs: number;
  /** Rounds at most; 16 by default. */
  readonly rounds?: number;
  readonly seed: number;
  /** Ends the rounds at the first disagreement that counts, and describes none: for who wants to know whether. */
  readonly untilDocumented?: boolean;
  readonly signal?: AbortSignal;
}

export type ComparisonResult =
  | { readonly kind: 'compared'; readonly report: BehaviourReport }
  /** The side that did not load, and why. */
  | { readonly kind: 'not-loaded'; readonly side: 'original' | 'rebuilt'; readonly reason: string };

/** Calls of one round. */
const roundSize = 160;
export const usualRounds = 16;

/**
 * Calls the original and the rebuilt package with the same inputs: those of the examples, changes of these, and values
 * of the declared types; inputs that reach new code or give new answers are changed further. Throws what the sandbox
 * throws, and when the signal aborts.
 */
export async function comparePackages(request: PackageComparison): Promise<ComparisonResult> {
  const started = performance.now();
  const { spec, original, rebuilt, sandbox, signal } = request;
  const random = createRandom(request.seed);
  const types = spec.texts['06-type-definitions.d.ts'];
  const maker = await createCallMaker(
    { scenarios: spec.scenarios, surface: spec.surface, types },
    random,
    rebuilt,
  );
  const pair: Pair = {
    ...{ original, rebuilt, sandbox, bindings: maker.bindings, publicNames: listNames(spec) },
    ...(signal && { signal }),
  };
  const state = createState(await createTypeCheck(types, maker.bindings), maker.examples);
  let calls = await listFirstCalls(spec, maker);
  for (const call of calls) state.seen.add(keyOf(call));
  const rounds = request.rounds ?? usualRounds;
  for (let round = 1; round <= rounds; round += 1) {
    const problem = await playRound(pair, calls, state);
    if (problem !== null) return problem;
    if (round === rounds || performance.now() - started > request.timeMs) break;
    if (request.untilDocumented === true && (await findsDocumented(pair, state))) break;
    calls = makeCalls({ maker, random, state });
    if (calls.length === 0) break;
  }
  await dropUnstable(pair, state);
  settleDocumented(state, state.observed);
  const stable = state.observed.filter(({ difference }) => difference !== null);
  const disagreements =
    request.untilDocumented === true
      ? []
      : await describeDisagreements({ pair, spec, types: state.types, observed: stable });
  return { kind: 'compared', report: renderReport({ state, maker, disagreements, seed: request.seed }) };
}

/** Names in the declarations and in code of the documents; a cap, because each guest is told them. */
function listNames({ texts }: Spec): readonly string[] {
  const words = Object.values(texts).flatMap((text) => text.match(/[A-Za-z_$][\w$]*/g) ?? []);
  return [...new Set(words)].slice(0, 5000);
}

async function findsDocumented(pair: Pair, state: State): Promise<boolean> {
  const differing = (): Observed[] => state.observed.filter(({ difference }) => difference !== null);
  settleDocumented(state, differing());
  if (!differing().some(({ documented }) => documented === true)) return false;
  await dropUnstable(pair, state);
  return differing().some(({ documented }) => documented === true);
}

/** Asks the types once for many calls: the checker takes longer to begin than for each. */
function settleDocumented(state: State, observed: readonly Observed[]): void {
  const open = observed.filter(({ documented }) => documented === null);
  const candidates = open.filter((call) => call.isOrdinary && !isAccident(call.original));
  const typed = candidates.length === 0 ? [] : state.types.check(candidates);
  const fitting = new Set(candidates.filter((_, index) => typed[index] === true));
  for (const call of open) call.documented = fitting.has(call);
}

interface State {
  readonly types: TypeCheck;
  /** Calls that were made before, as text. */
  readonly seen: Set<string>;
  /** Calls that are worth changing further. */
  readonly corpus: Planned[];
  readonly answers: Set<string>;
  observed: Observed[];
  unanswered: number;
  unstable: number;
  guided: number;
}

function createState(types: TypeCheck, examples: readonly Code[]): State {
  return {
    types,
    seen: new Set(),
    corpus: examples.map((code) => ({ ...code, isOrdinary: true })),
    answers: new Set(),
    observed: [],
    unanswered: 0,
    unstable: 0,
    guided: 0,
  };
}

type Planned = Code & { readonly isOrdinary: boolean };

/** The examples themselves, and each with one value changed. */
async function listFirstCalls(spec: Spec, maker: CallMaker): Promise<Planned[]> {
  const probes = await renderProbes(spec.scenarios, spec.texts['06-type-definitions.d.ts']);
  return [
    ...maker.examples.map((code) => ({ ...code, isOrdinary: true })),
    ...probes.scenarios.map(({ setup, expression }) => ({
      setup,
      expression,
      isOrdinary: !isOdd(expression),
    })),
  ];
}

function makeCalls(request: {
  readonly maker: CallMaker;
  readonly random: Random;
  readonly state: State;
}): Planned[] {
  const { maker, random, state } = request;
  const calls: Planned[] = [];
  for (let tries = 0; tries < roundSize * 4 && calls.length < roundSize; tries += 1) {
    const invented = state.corpus.length === 0 || random.next() < 0.3 ? maker.invent() : null;
    const call = invented ?? (state.corpus.length === 0 ? null : changeOne(maker, random.pick(state.corpus)));
    if (call === null) break;
    if (state.seen.has(keyOf(call)) || call.expression.length + call.setup.length > 4000) continue;
    state.seen.add(keyOf(call));
    calls.push(call);
  }
  return calls;
}

function changeOne(maker: CallMaker, seed: Planned): Planned {
  const changed = maker.change(seed);
  return { ...changed, isOrdinary: changed.isOrdinary && seed.isOrdinary };
}

async function playRound(
  pair: Pair,
  calls: readonly Planned[],
  state: State,
): Promise<Extract<ComparisonResult, { kind: 'not-loaded' }> | null> {
  const { original, rebuilt } = await runBoth(pair, calls, { coverage: true });
  for (const [side, { loadError }] of [
    ['original', original],
    ['rebuilt', rebuilt],
  ] as const) {
    if (loadError !== null) return { kind: 'not-loaded', side, reason: loadError };
  }
  calls.forEach((call, index) => {
    const [theirs, ours] = [original.answers.get(index), rebuilt.answers.get(index)];
    if (theirs === undefined || ours === undefined || !isComparable(theirs)) {
      state.unanswered += 1;
      return;
    }
    const difference = compareAnswers(theirs, ours);
    state.observed.push({ ...call, documented: null, original: theirs, rebuilt: ours, difference });
    const answer = JSON.stringify(theirs.answer).slice(0, 400);
    const isNew = (rebuilt.reached.get(index) ?? 0) > 0;
    if (isNew) state.guided += 1;
    if (isNew || (!state.answers.has(answer) && state.corpus.length < 400)) state.corpus.push(call);
    state.answers.add(answer);
  });
  return null;
}

/** An original that answers in another way when it is asked again decides nothing; what is left are the disagreements. */
async function dropUnstable(pair: Pair, state: State): Promise<void> {
  const open = state.observed.filter(({ difference }) => difference !== null);
  if (open.length === 0) return;
  const again = await runBoth(pair, open);
  const stable = open.filter((call, index) => {
    const theirs = again.original.answers.get(index);
    const ours = again.rebuilt.answers.get(index);
    return (
      theirs !== undefined &&
      ours !== undefined &&
      compareAnswers(call.original, theirs) === null &&
      compareAnswers(theirs, ours) !== null
    );
  });
  const kept = new Set(stable);
  const dropped = new Set(open.filter((call) => !kept.has(call)));
  state.unstable += dropped.size;
  state.observed = state.observed.filter((call) => !dropped.has(call));
}

function renderReport(request: {
  readonly state: State;
  readonly maker: CallMaker;
  readonly disagreements: BehaviourReport['disagreements'];
  readonly seed: number;
}): BehaviourReport {
  const { state, maker, disagreements, seed } = request;
  const { observed } = state;
  const perExport = maker.bindings.map(
    ({ local, export: name }) => [name, tally(observed.filter((call) => usesName(local, call)))] as const,
  );
  return {
    ...tally(observed),
    documented: tally(observed.filter(({ documented }) => documented === true)),
    undocumented: tally(observed.filter(({ documented }) => documented !== true)),
    per_export: Object.fromEntries(perExport),
    disagreements,
    excluded: { unstable: state.unstable, unanswered: state.unanswered },
    guided: state.guided,
    seed,
  };
}

function tally(observed: readonly Observed[]): Tally {
  const agreed = observed.filter(({ difference }) => difference === null);
  return { compared: observed.length, agreed: agreed.length };
}
