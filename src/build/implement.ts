import { askBuilder } from './ask-builder.ts';
import { renderBrief } from './brief.ts';
import { type Candidate, firstProblem, isBetter, isFinished, judgeCandidate } from './candidate.ts';
import { BuildError } from './errors.ts';
import { type MendedCode, mendCode } from './mend/mend-code.ts';
import { renderPackageFiles } from './package-files.ts';
import { type AttemptPlan, planAttempt } from './plan-attempt.ts';
import { readNotes, renderNotes } from './read-notes.ts';
import { countable } from './score.ts';
import { chooseFinished, createSecondOpinion, type Finished, isSettled } from './second-opinion.ts';
import type { Attempt, BuildRequest, Implementation, Mend } from './types.ts';

/**
 * Agent B's loop: write, mend, run the scenarios in the sandbox, read the failures, repair or start afresh, until all
 * pass or the attempts are used. Where several candidates pass, the one that most others agree with on further inputs
 * is delivered, else the best. Throws BuildError `no-usable-code` when no reply held code that could be used,
 * ModelError, SandboxError and AbortError.
 */
export async function implementSpec(request: BuildRequest): Promise<Implementation> {
  const brief = await renderBrief(request.spec, { maxCharacters: request.limits.briefCharacters });
  const notes = renderNotes(await readNotes(request.spec));
  const attempts: Attempt[] = [];
  const mends: Mend[] = [];
  const finished: Finished[] = [];
  const opinion = createSecondOpinion(request);
  let best: Candidate | null = null;
  let echoes = 0;
  let replyTokens = 0;
  for (let number = 1; number <= request.limits.attempts; number += 1) {
    request.observer?.signal?.throwIfAborted();
    const plan = planAttempt(number, { best, echoes, finished, notes }, request);
    const reply = await askBuilder({ request, brief, plan, number, usualTokens: best?.tokens ?? null });
    if (reply === null) continue;
    replyTokens += reply.usage.outputTokens;
    const code = await mendCode(reply.text, request.spec.surface, request.delivery.language);
    const candidate = code.kind === 'code' ? await judgeCandidate(request, reply, code) : null;
    if (code.kind === 'code') mends.push(...code.mends.map((mend) => ({ attempt: number, ...mend })));
    const attempt = describeAttempt({ number, plan, code, candidate, request });
    attempts.push(attempt);
    request.onAttempt?.(attempt);
    if (plan.kind === 'repair') echoes = isEcho(reply.text, plan) ? echoes + 1 : 0;
    if (candidate !== null && isBetter(candidate, best)) best = candidate;
    if (candidate !== null && isFinished(candidate, request)) {
      finished.push(await opinion.examine(candidate, number));
    }
    if (isSettled(finished, number, request) || isSpent(replyTokens, request)) break;
  }
  const chosen = chooseFinished(finished);
  return deliver({
    request,
    best: chosen?.candidate ?? best,
    violations: chosen?.violations ?? null,
    attempts,
    mends,
  });
}

function isSpent(replyTokens: number, { limits }: BuildRequest): boolean {
  return limits.replyTokens !== null && replyTokens >= limits.replyTokens;
}

/** A repair that is the code it was to repair, spaces aside. */
function isEcho(reply: string, { of }: Extract<AttemptPlan, { kind: 'repair' }>): boolean {
  const squeeze = (text: string): string => text.replace(/\s+/g, '');
  return squeeze(reply) === squeeze(of.reply);
}

function describeAttempt(request: {
  readonly number: number;
  readonly plan: AttemptPlan;
  readonly code: MendedCode;
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
  };
}

function deliver(request: {
  readonly request: BuildRequest;
  readonly best: Candidate | null;
  readonly violations: readonly string[] | null;
  readonly attempts: readonly Attempt[];
  readonly mends: readonly Mend[];
}): Implementation {
  const { best, violations, attempts, mends } = request;
  const { spec, delivery, sandbox } = request.request;
  if (best === null) {
    throw new BuildError(
      'no-usable-code',
      `Cannot build ${delivery.packageName}: none of ${attempts.length} replies held usable code, the last because ${attempts.at(-1)?.problem ?? 'it was empty'}`,
      { hint: 'Raise limits.attempts, or configure a stronger model for llm.agent_b' },
    );
  }
  return {
    packageName: delivery.packageName,
    packageVersion: delivery.packageVersion,
    language: delivery.language,
    files: renderPackageFiles(spec, best.code, delivery),
    attempts,
    mends,
    report: best.report,
    violations,
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
