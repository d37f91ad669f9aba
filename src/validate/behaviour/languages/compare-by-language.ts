import type { RandomCall } from '../../../probes/index.ts';
import { keyOf, usesName } from '../call-text.ts';
import { describeDisagreements } from '../describe-disagreements.ts';
import type { BehaviourReport, Observed, Tally } from '../types.ts';
import type {
  BehaviourLanguage,
  LanguageRequest,
  LanguageSession,
  NativeAnswer,
  NativeReport,
} from './types.ts';

export interface LanguageComparison extends LanguageRequest {
  /** No further round is begun after so long. */
  readonly timeMs: number;
  /** Rounds at most; 10 by default. */
  readonly rounds?: number;
  /** Ends the rounds at the first disagreement that counts, and describes none: for who wants to know whether. */
  readonly untilDocumented?: boolean;
}

export type LanguageResult =
  | { readonly kind: 'compared'; readonly report: BehaviourReport }
  | { readonly kind: 'not-loaded'; readonly side: 'original' | 'rebuilt'; readonly reason: string };

const roundSize = 200;
const usualRounds = 10;
const mostKept = 500;

/**
 * Calls the original and the result with the same inputs, in a language that has a folder here: the examples, then
 * rounds of new calls and of changes of those that reached new code or gave a new answer. Throws what the sandbox throws.
 */
export async function compareByLanguage(
  language: BehaviourLanguage,
  request: LanguageComparison,
): Promise<LanguageResult> {
  const started = performance.now();
  const session = await language.open(request);
  const state = createState(session);
  const rounds = request.rounds ?? usualRounds;
  let calls: readonly RandomCall[] = state.corpus;
  for (let round = 1; round <= rounds; round += 1) {
    if (round > 1 || calls.length < roundSize) {
      const made = await session.makeCalls({ corpus: state.corpus, count: roundSize, round });
      const fresh = made.filter((call) => !state.seen.has(keyOf(call)));
      calls = round === 1 ? [...calls, ...fresh] : fresh;
    }
    for (const call of calls) state.seen.add(keyOf(call));
    if (calls.length === 0 && round > 1) break;
    const problem = await playRound(session, calls, state);
    if (problem !== null) return problem;
    if (request.untilDocumented === true && (await findsDocumented(session, state))) break;
    if (performance.now() - started > request.timeMs) break;
    request.signal?.throwIfAborted();
  }
  await dropUnstable(session, state);
  await settleDocumented(session, state.observed);
  const differing = state.observed.filter(({ difference }) => difference !== null);
  const disagreements =
    request.untilDocumented === true
      ? []
      : await describeDisagreements({ tools: session, spec: request.spec, observed: differing });
  return { kind: 'compared', report: renderReport(session, state, { disagreements, seed: request.seed }) };
}

interface State {
  /** Calls that were made before, as text. */
  readonly seen: Set<string>;
  /** Calls that are worth changing further. */
  readonly corpus: RandomCall[];
  readonly answers: Set<string>;
  observed: Observed<NativeAnswer>[];
  unanswered: number;
  unstable: number;
  guided: number;
}

function createState({ examples }: LanguageSession): State {
  return {
    seen: new Set(),
    corpus: examples.map((code) => ({ ...code, isOrdinary: true })),
    answers: new Set(),
    ...{ observed: [], unanswered: 0, unstable: 0, guided: 0 },
  };
}

async function playRound(
  session: LanguageSession,
  calls: readonly RandomCall[],
  state: State,
): Promise<Extract<LanguageResult, { kind: 'not-loaded' }> | null> {
  const [original, rebuilt] = await Promise.all([
    session.runSide('original', calls),
    session.runSide('rebuilt', calls),
  ]);
  if (original.loadError !== null) {
    return { kind: 'not-loaded', side: 'original', reason: original.loadError };
  }
  if (rebuilt.loadError !== null) return { kind: 'not-loaded', side: 'rebuilt', reason: rebuilt.loadError };
  for (const [index, call] of calls.entries()) observe(session, { call, index, original, rebuilt }, state);
  return null;
}

function observe(
  session: LanguageSession,
  seen: { call: RandomCall; index: number; original: NativeReport; rebuilt: NativeReport },
  state: State,
): void {
  const { call, index, original, rebuilt } = seen;
  const [theirs, ours] = [original.answers.get(index), rebuilt.answers.get(index)];
  if (theirs === undefined || ours === undefined || !session.isComparable(theirs)) {
    state.unanswered += 1;
    return;
  }
  const difference = session.compareAnswers(theirs, ours);
  state.observed.push({ ...call, documented: null, original: theirs, rebuilt: ours, difference });
  const answer = JSON.stringify(theirs.answer).slice(0, 400);
  const isNew = (rebuilt.reached.get(index) ?? 0) > 0;
  if (isNew) state.guided += 1;
  const isAnother = !state.answers.has(answer) && state.corpus.length < mostKept;
  if ((isNew || isAnother) && !state.corpus.some((kept) => keyOf(kept) === keyOf(call)))
    state.corpus.push(call);
  state.answers.add(answer);
}

async function findsDocumented(session: LanguageSession, state: State): Promise<boolean> {
  const counts = async (): Promise<boolean> => {
    const differing = state.observed.filter(({ difference }) => difference !== null);
    await settleDocumented(session, differing);
    return differing.some(({ documented }) => documented === true);
  };
  if (!(await counts())) return false;
  await dropUnstable(session, state);
  return counts();
}

/** Asks once for many calls, because beginning costs most. How a thing is shown is promised by nobody. */
async function settleDocumented(
  session: LanguageSession,
  observed: readonly Observed<NativeAnswer>[],
): Promise<void> {
  const open = observed.filter(({ documented }) => documented === null);
  const candidates = open.filter(
    (call) => call.isOrdinary && call.difference !== 'manner' && !session.isAccident(call.original),
  );
  const typed = await session.checkTypes(candidates);
  const fitting = new Set(candidates.filter((_, index) => typed[index] === true));
  for (const call of open) call.documented = fitting.has(call);
}

/** Times that disagreements are asked again as long as some of them turn out to be chance. */
const mostPasses = 4;
/** Chance gives the same answer twice; of few disagreements each is asked so often. */
const repeats = 3;
const fewEnough = 100;

/** An original that answers in another way when it is asked again decides nothing; what is left are the disagreements. */
async function dropUnstable(session: LanguageSession, state: State): Promise<void> {
  for (let pass = 0; pass < mostPasses; pass += 1) {
    const before = state.unstable;
    await askAgain(session, state);
    if (state.unstable === before) return;
  }
}

async function askAgain(session: LanguageSession, state: State): Promise<void> {
  const open = state.observed.filter(({ difference }) => difference !== null);
  if (open.length === 0) return;
  // After some calls that hang the rest is given up: they come last, and once.
  const hangs = open.filter(({ rebuilt }) => rebuilt.answer[0] === 'timed-out');
  const others = open.filter((call) => !hangs.includes(call));
  const times = others.length > fewEnough ? 1 : repeats;
  const asked = [...Array.from({ length: times }, () => others).flat(), ...hangs];
  const again = await session.runBoth(asked);
  const isChance = (call: Observed<NativeAnswer>, index: number): boolean => {
    const [theirs, ours] = [again.original.get(index), again.rebuilt.get(index)];
    if (theirs === undefined || ours === undefined) return true;
    return (
      session.compareAnswers(call.original, theirs) !== null || session.compareAnswers(theirs, ours) === null
    );
  };
  const unstable = new Set(asked.filter(isChance));
  state.unstable += unstable.size;
  state.observed = state.observed.filter((call) => !unstable.has(call));
}

function renderReport(
  { bindings }: LanguageSession,
  { observed, unstable, unanswered, guided }: State,
  { disagreements, seed }: Pick<BehaviourReport, 'disagreements' | 'seed'>,
): BehaviourReport {
  const perExport = bindings.map(
    ({ local, export: name }) => [name, tally(observed.filter((call) => usesName(local, call)))] as const,
  );
  return {
    ...tally(observed),
    documented: tally(observed.filter(({ documented }) => documented === true)),
    undocumented: tally(observed.filter(({ documented }) => documented !== true)),
    per_export: Object.fromEntries(perExport),
    disagreements,
    excluded: { unstable, unanswered },
    ...{ guided, seed },
  };
}

function tally(observed: readonly Observed<NativeAnswer>[]): Tally {
  const agreed = observed.filter(({ difference }) => difference === null);
  return { compared: observed.length, agreed: agreed.length };
}
