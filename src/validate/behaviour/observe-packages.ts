import { type CallMaker, createRandom, type Random } from '../../probes/index.ts';
import type { Sandbox } from '../../sandbox/types.ts';
import type { GuestFiles } from '../../scenarios/types.ts';
import type { AnswerMemory } from './answer-memory.ts';
import { keyOf } from './call-text.ts';
import { compareAnswers, isComparable } from './compare-answers.ts';
import { createDocumentedJudge, type DocumentedJudge } from './judge-documented.ts';
import type { PreparedComparison } from './prepare-comparison.ts';
import { type Pair, runBoth, runSide } from './run-both.ts';
import type { Observed, Planned } from './types.ts';

export interface ObservationRequest {
  readonly prepared: PreparedComparison;
  readonly original: GuestFiles;
  readonly rebuilt: GuestFiles;
  readonly sandbox: Sandbox;
  /** No further round is begun after so long. */
  readonly timeMs: number;
  readonly seed: number;
  /** Rounds at most, and so many times the calls in each; those of a verdict by default. */
  readonly rounds?: number;
  readonly times?: number;
  /** Ends the rounds at the first disagreement that counts: for who wants to know whether. */
  readonly untilDocumented?: boolean;
  /** Asks the original a second time for all that agreed, too: an answer of chance says nothing either way. */
  readonly asksAgain?: boolean;
  readonly memory?: AnswerMemory;
  readonly signal?: AbortSignal;
}

/** What both sides answered to all the calls that were made. */
export interface Observation {
  readonly kind: 'observed';
  readonly pair: Pair;
  readonly maker: CallMaker;
  readonly judge: DocumentedJudge;
  readonly observed: readonly Observed[];
  readonly unanswered: number;
  readonly unstable: number;
  readonly guided: number;
}

/** The side that did not load, and why. */
export interface NotLoaded {
  readonly kind: 'not-loaded';
  readonly side: 'original' | 'rebuilt';
  readonly reason: string;
}

const usualRounds = 9;
/** Rounds grow: starting a process costs as much as 500 calls, and what is found early is changed most. */
const [firstRoundSize, growth] = [160, 80] as const;
const longestCall = 4000;

/**
 * Calls both packages in rounds: the examples and changes of these first, then values of the declared types, and
 * changes of what reached new code or gave a new answer.
 */
export async function observePackages(request: ObservationRequest): Promise<Observation | NotLoaded> {
  const started = performance.now();
  const { prepared, rounds = usualRounds, times = 1 } = request;
  const random = createRandom(request.seed);
  const maker = prepared.material.start(random, request.rebuilt);
  const pair = createPair(request);
  const state = createState(request);
  let calls: readonly Planned[] = prepared.firstCalls;
  for (const call of calls) state.seen.add(keyOf(call));
  for (let round = 1; round <= rounds; round += 1) {
    const problem = await playRound(pair, calls, state);
    if (problem !== null) return problem;
    if (round === rounds || performance.now() - started > request.timeMs) break;
    if (request.untilDocumented === true && (await findsDocumented(pair, state))) break;
    calls = makeCalls({ maker, random, state, roundSize: (firstRoundSize + growth * round) * times });
    if (calls.length === 0) break;
  }
  await dropUnstable(pair, state);
  if (request.asksAgain === true) await dropChance(pair, state);
  const onlyDiffering = request.untilDocumented === true;
  state.judge.settle(onlyDiffering ? listDiffering(state) : state.observed);
  const { judge, observed, unanswered, unstable, guided } = state;
  return { kind: 'observed', pair, maker, judge, observed, unanswered, unstable, guided };
}

function createPair({ prepared, original, rebuilt, sandbox, memory, signal }: ObservationRequest): Pair {
  return {
    ...{ original, rebuilt, sandbox },
    bindings: prepared.material.bindings,
    publicNames: prepared.publicNames,
    ...(memory && { memory }),
    ...(signal && { signal }),
  };
}

interface State {
  readonly judge: DocumentedJudge;
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

const largestCorpus = 400;

function createState({ prepared, memory }: ObservationRequest): State {
  return {
    judge: createDocumentedJudge(prepared.types, memory),
    seen: new Set(),
    corpus: prepared.material.examples.map((code) => ({ ...code, isOrdinary: true })),
    answers: new Set(),
    ...{ observed: [], unanswered: 0, unstable: 0, guided: 0 },
  };
}

function listDiffering({ observed }: State): Observed[] {
  return observed.filter(({ difference }) => difference !== null);
}

async function findsDocumented(pair: Pair, state: State): Promise<boolean> {
  state.judge.settle(listDiffering(state));
  if (!listDiffering(state).some(({ documented }) => documented === true)) return false;
  await dropUnstable(pair, state);
  return listDiffering(state).some(({ documented }) => documented === true);
}

function makeCalls(request: {
  readonly maker: CallMaker;
  readonly random: Random;
  readonly state: State;
  readonly roundSize: number;
}): Planned[] {
  const { maker, random, state, roundSize } = request;
  const calls: Planned[] = [];
  for (let tries = 0; tries < roundSize * 4 && calls.length < roundSize; tries += 1) {
    const invented = state.corpus.length === 0 || random.next() < 0.3 ? maker.invent() : null;
    const call = invented ?? (state.corpus.length === 0 ? null : changeOne(maker, random.pick(state.corpus)));
    if (call === null) break;
    if (state.seen.has(keyOf(call)) || call.expression.length + call.setup.length > longestCall) continue;
    state.seen.add(keyOf(call));
    calls.push(call);
  }
  return calls;
}

function changeOne(maker: CallMaker, seed: Planned): Planned {
  const changed = maker.change(seed);
  return { ...changed, isOrdinary: changed.isOrdinary && seed.isOrdinary };
}

async function playRound(pair: Pair, calls: readonly Planned[], state: State): Promise<NotLoaded | null> {
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
    const isWorth = isNew || (!state.answers.has(answer) && state.corpus.length < largestCorpus);
    if (isWorth) state.corpus.push(call);
    state.answers.add(answer);
  });
  return null;
}

/** An original that answers in another way when it is asked again decides nothing; what is left are the disagreements. */
async function dropUnstable(pair: Pair, state: State): Promise<void> {
  const open = listDiffering(state);
  if (open.length === 0) return;
  const again = await runBoth(pair, open, { afresh: true });
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
  drop(
    state,
    open.filter((call) => !kept.has(call)),
  );
}

/** Of what agreed, answers that are others when the original is asked again. */
async function dropChance(pair: Pair, state: State): Promise<void> {
  const agreed = state.observed.filter(({ difference }) => difference === null);
  const { answers } = await runSide(pair, 'original', agreed);
  const changed = agreed.filter((call, index) => {
    const again = answers.get(index);
    return again !== undefined && compareAnswers(call.original, again) !== null;
  });
  drop(state, changed);
}

function drop(state: State, calls: readonly Observed[]): void {
  const dropped = new Set(calls);
  state.unstable += dropped.size;
  state.observed = state.observed.filter((call) => !dropped.has(call));
}
