import type { ScenarioReport } from '../scenarios/types.ts';
import { askBuilder } from './ask-builder.ts';
import { type Candidate, firstProblem, isBetter, isFinished, judgeCandidate } from './candidate.ts';
import { BuildError } from './errors.ts';
import { type AttemptPlan, planAttempt } from './plan-attempt.ts';
import { readNotes, renderNotes } from './read-notes.ts';
import { countable } from './score.ts';
import {
  chooseFinished,
  createSecondOpinion,
  type Finished,
  isSettled,
  type SecondOpinion,
} from './second-opinion.ts';
import type { Attempt, BuildRequest, EarlierReply, Implementation, Mend } from './types.ts';
import { openWorkshop, type WorkedReply, type Workshop } from './workshop/index.ts';

const mostFailing = 200;

/**
 * Agent B's loop: write, mend, run the scenarios in the sandbox, read the failures, repair or start afresh, until all
 * pass or the attempts are used. Where several candidates pass, the one that most others agree with on further inputs
 * is delivered, else the best. Throws BuildError `no-usable-code` when no reply held code that could be used,
 * ModelError, SandboxError and AbortError.
 */
export async function implementSpec(request: BuildRequest): Promise<Implementation> {
  const workshop = await openWorkshop(request.delivery.language);
  const brief = await workshop.renderBrief(request.spec, { maxCharacters: request.limits.briefCharacters });
  const notes = workshop.hasOpinions ? renderNotes(await readNotes(request.spec)) : '';
  const state = createState(request, workshop);
  for (const reply of request.earlier ?? []) await takeReply(state, reply, 0);
  for (let number = 1; number <= request.limits.attempts; number += 1) {
    request.observer?.signal?.throwIfAborted();
    if (isSettled(state.finished, number - 1, request) || isSpent(state, request)) break;
    const plan = planAttempt(number, { ...state, notes }, request);
    const usualTokens = state.best?.tokens ?? null;
    const reply = await askBuilder({
      request,
      system: workshop.systemPrompt,
      brief,
      plan,
      number: seedOf(number, request),
      usualTokens,
    });
    if (reply === null) continue;
    const taken = { text: reply.text, outputTokens: reply.usage.outputTokens };
    state.replies.push(taken);
    const judged = await takeReply(state, taken, number);
    const attempt = describeAttempt({ number, plan, ...judged, request });
    state.attempts.push(attempt);
    request.onAttempt?.(attempt);
    if (plan.kind === 'repair') state.echoes = isEcho(reply.text, plan) ? state.echoes + 1 : 0;
  }
  return deliver(request, state);
}

interface State {
  readonly request: BuildRequest;
  readonly workshop: Workshop;
  readonly opinion: SecondOpinion;
  readonly attempts: Attempt[];
  readonly replies: EarlierReply[];
  readonly mends: Mend[];
  readonly finished: Finished[];
  best: Candidate | null;
  echoes: number;
}

function createState(request: BuildRequest, workshop: Workshop): State {
  return {
    request,
    workshop,
    opinion: createSecondOpinion(request, workshop),
    ...{ attempts: [], replies: [], mends: [], finished: [], best: null, echoes: 0 },
  };
}

/** Mends and judges a reply, and keeps it where it is the best or passes everything. */
async function takeReply(
  state: State,
  reply: EarlierReply,
  number: number,
): Promise<{ readonly code: WorkedReply; readonly candidate: Candidate | null }> {
  const { request, workshop, mends, finished, opinion } = state;
  const code = await workshop.mendReply(reply.text, request.spec);
  if (code.kind === 'unusable') return { code, candidate: null };
  // Those of an earlier reply were recorded when it came.
  if (number > 0) mends.push(...code.mends.map((mend) => ({ attempt: number, ...mend })));
  const candidate = await judgeCandidate(request, workshop, { reply, code });
  if (isBetter(candidate, state.best)) state.best = candidate;
  if (isFinished(candidate, request)) finished.push(await opinion.examine(candidate, number));
  return { code, candidate };
}

/** Seeds go on where those of the earlier replies ended, so that no sample is drawn twice. */
function seedOf(number: number, { earlier = [] }: BuildRequest): number {
  return earlier.length + number;
}

function isSpent({ replies }: State, { limits }: BuildRequest): boolean {
  const tokens = replies.reduce((sum, { outputTokens }) => sum + outputTokens, 0);
  return limits.replyTokens !== null && tokens >= limits.replyTokens;
}

/** A repair that is the code it was to repair, spaces aside. */
function isEcho(reply: string, { of }: Extract<AttemptPlan, { kind: 'repair' }>): boolean {
  const squeeze = (text: string): string => text.replace(/\s+/g, '');
  return squeeze(reply) === squeeze(of.reply);
}

function describeAttempt(request: {
  readonly number: number;
  readonly plan: AttemptPlan;
  readonly code: WorkedReply;
  readonly candidate: Candidate | null;
  readonly request: BuildRequest;
}): Attempt {
  const { number, plan, code, candidate } = request;
  const total = candidate?.score.total ?? countable(request.request.spec.scenarios);
  return {
    number,
    purpose: plan.kind,
    passed: candidate?.score.passed ?? 0,
    total,
    problem: code.kind === 'unusable' ? code.problem : firstProblem(candidate),
    ...(candidate !== null &&
      candidate.report !== null && { failing: listFailing(candidate.report, request.request) }),
  };
}

/** Those that count: not contested, and not broken themselves. */
function listFailing(report: ScenarioReport, { spec }: BuildRequest): string[] {
  const contested = new Set(spec.scenarios.scenarios.filter((each) => each.contested).map(({ id }) => id));
  return report.results
    .filter(
      ({ id, outcome }) => !contested.has(id) && (outcome.kind === 'failed' || outcome.kind === 'timed-out'),
    )
    .map(({ id }) => id)
    .slice(0, mostFailing);
}

async function deliver(request: BuildRequest, state: State): Promise<Implementation> {
  const { attempts, replies, mends } = state;
  const chosen = chooseFinished(state.finished);
  const best = chosen?.candidate ?? state.best;
  const { spec, delivery, sandbox } = request;
  if (best === null) {
    throw new BuildError(
      'no-usable-code',
      `Cannot build ${delivery.packageName}: none of ${attempts.length} replies held usable code, the last because ${attempts.at(-1)?.problem ?? 'it was empty'}`,
      { hint: 'Raise limits.attempts, or configure a stronger model for llm.agent_b' },
    );
  }
  const delivered = await state.workshop.deliver({ spec, code: best.code, delivery, sandbox });
  // What was done to the types belongs to the attempt that is delivered; the last one where none passed everything.
  const attempt = chosen?.number ?? attempts.length;
  return {
    packageName: delivery.packageName,
    packageVersion: delivery.packageVersion,
    language: delivery.language,
    files: delivered.files,
    attempts,
    replies,
    mends: [...mends, ...delivered.mends.map((mend) => ({ attempt, ...mend }))],
    report: best.report,
    violations: chosen?.violations ?? null,
    stopped: whyStopped({ best, hasSandbox: sandbox !== null, hasScenarios: best.score.total > 0 }),
  };
}

function whyStopped(request: {
  readonly best: Candidate;
  readonly hasSandbox: boolean;
  readonly hasScenarios: boolean;
}): Implementation['stopped'] {
  if (!request.hasSandbox) return 'no-sandbox';
  if (!request.hasScenarios) return 'no-scenarios';
  return request.best.score.isComplete ? 'all-passed' : 'attempts-used';
}
