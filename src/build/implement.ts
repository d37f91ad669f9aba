import { ModelError } from '../agents/index.ts';
import type { ModelMessage, ModelReply } from '../agents/types.ts';
import { runScenarios } from '../scenarios/index.ts';
import type { ScenarioReport } from '../scenarios/types.ts';
import { type Answers, chooseCandidate, isSame, readAnswers } from './agreement/choose-candidate.ts';
import { renderProbes } from './agreement/render-probes.ts';
import { builderSystemPrompt, renderBrief } from './brief.ts';
import { BuildError } from './errors.ts';
import { renderFeedback } from './feedback.ts';
import { type MendedCode, mendCode } from './mend/mend-code.ts';
import { renderCodeFiles, renderPackageFiles, type UsableCode } from './package-files.ts';
import { countable, type Score, scoreReport } from './score.ts';
import type { Attempt, BuildRequest, Implementation, Mend } from './types.ts';

/** A candidate that could be judged. */
interface Candidate {
  readonly reply: string;
  /** Of the reply. */
  readonly tokens: number;
  readonly code: UsableCode;
  readonly report: ScenarioReport | null;
  readonly score: Score;
}

/** A candidate that passes everything, and what it answers where nothing is documented. */
interface Finished {
  readonly candidate: Candidate;
  readonly answers: Answers;
  readonly number: number;
}

/**
 * Agent B's loop: write, mend, run the scenarios in the sandbox, read the failures, repair or start afresh, until all
 * pass or the attempts are used. Where several candidates pass, the one that most others agree with on further inputs
 * is delivered, else the best. Throws BuildError `no-usable-code` when no reply held code that could be used,
 * ModelError, SandboxError and AbortError.
 */
export async function implementSpec(request: BuildRequest): Promise<Implementation> {
  const brief = await renderBrief(request.spec, { maxCharacters: request.limits.briefCharacters });
  const attempts: Attempt[] = [];
  const mends: Mend[] = [];
  const finished: Finished[] = [];
  let best: Candidate | null = null;
  for (let number = 1; number <= request.limits.attempts; number += 1) {
    request.observer?.signal?.throwIfAborted();
    const plan = planAttempt(number, best, request);
    const reply = await askIfItFits({ request, brief, plan, number, best });
    if (reply === null) continue;
    const code = await mendCode(reply.text, request.spec.surface, request.delivery.language);
    const candidate = code.kind === 'code' ? await judge({ request, reply, code }) : null;
    if (code.kind === 'code') mends.push(...code.mends.map((mend) => ({ attempt: number, ...mend })));
    const attempt = describeAttempt({ number, plan, code, candidate, request });
    attempts.push(attempt);
    request.onAttempt?.(attempt);
    if (candidate !== null && isBetter(candidate, best)) best = candidate;
    if (candidate !== null && isFinished(candidate, request)) {
      finished.push({ candidate, number, answers: await probe(request, candidate) });
    }
    if (isSettled(finished, number, request)) break;
  }
  const chosen = finished[chooseCandidate(finished.map(({ answers }) => answers))];
  return deliver({ request, best: chosen?.candidate ?? best, attempts, mends });
}

/** How many attempts may be spent on a second opinion after the first candidate that passes. */
const opinionAttempts = 4;

/** Enough candidates, or two that agree everywhere, or no more to be had for a fair price. */
function isSettled(
  finished: readonly Finished[],
  number: number,
  { limits, sandbox }: BuildRequest,
): boolean {
  const [first] = finished;
  if (first === undefined) return false;
  const last = finished.at(-1);
  const hasTwin = finished.some(
    (other) => last !== undefined && other !== last && isSame(other.answers, last.answers),
  );
  const isAlone = sandbox === null || first.answers.length === 0;
  return (
    isAlone || hasTwin || finished.length >= limits.candidates || number >= first.number + opinionAttempts
  );
}

/** What a candidate does on inputs that the documentation does not show. */
async function probe(request: BuildRequest, candidate: Candidate): Promise<Answers> {
  const { spec, sandbox, delivery, observer, limits } = request;
  if (sandbox === null || limits.candidates < 2) return [];
  const probes = await renderProbes(spec.scenarios);
  if (probes.scenarios.length === 0) return [];
  const report = await runScenarios({
    files: renderCodeFiles(spec, candidate.code, delivery),
    scenarios: probes,
    sandbox,
    ...(observer?.signal === undefined ? {} : { signal: observer.signal }),
  });
  return readAnswers(report);
}

/** What an attempt is: a fresh sample, perhaps warned by an earlier failure, or a repair of the best candidate so far. */
type AttemptPlan =
  | { readonly kind: 'implement'; readonly advice: string | null; readonly temperature: number }
  | {
      readonly kind: 'repair';
      readonly of: Candidate;
      readonly feedback: string;
      readonly temperature: number;
    };

/** Ways to think that fresh samples are asked for in turn: each finds solutions that the others miss. */
const approaches = [
  'Prefer short code: regular expressions and the built-in methods of strings, arrays and objects, no loops over characters.',
  'First write the steps of the algorithm as short comments, then the code for each step.',
] as const;

/**
 * Three turns: repair what is nearly right (or start afresh, warned of the failure), then a fresh sample in each of the
 * approaches. A small model repeats its own mistake when it is shown its code, and another sample often avoids it.
 */
function planAttempt(number: number, best: Candidate | null, request: BuildRequest): AttemptPlan {
  if (number === 1) return { kind: 'implement', advice: null, temperature: 0 };
  const feedback = best === null ? '' : renderProblems(best, request);
  const temperature = Math.min(0.4 + 0.1 * number, 1);
  const turn = (number - 2) % 3;
  const approach = turn === 0 ? undefined : approaches[turn - 1];
  if (approach !== undefined || best === null || feedback === '') {
    return { kind: 'implement', advice: approach ?? null, temperature };
  }
  if (best.score.passed * 2 >= best.score.total) {
    return { kind: 'repair', of: best, feedback, temperature: number === 2 ? 0.2 : temperature };
  }
  return {
    kind: 'implement',
    advice: `Take care. An earlier attempt got this wrong:\n${feedback}`,
    temperature,
  };
}

function renderProblems({ report, code }: Candidate, request: BuildRequest): string {
  const missing = code.exports.missing.map((name) => `${name} is not declared.`);
  const undeclared = code.undeclared.map((name) => `${name} is not defined in JavaScript: do not use it.`);
  const failures = report === null ? '' : renderFeedback(report, request.spec.scenarios);
  return [...missing, ...undeclared, failures].filter((part) => part !== '').join('\n');
}

interface Question {
  readonly request: BuildRequest;
  readonly brief: string;
  readonly plan: AttemptPlan;
  readonly number: number;
  readonly best: Candidate | null;
}

/** Null for a repair that is longer than the model's context: a fresh sample may follow, and nothing made is lost. */
async function askIfItFits(question: Question): Promise<ModelReply | null> {
  try {
    return await ask(question);
  } catch (error) {
    const isTooLong = error instanceof ModelError && error.code === 'context-exceeded';
    if (isTooLong && question.plan.kind === 'repair') return null;
    throw error;
  }
}

function ask(question: Question): Promise<ModelReply> {
  const { plan, brief, number, best } = question;
  const { model, limits, observer } = question.request;
  return model.generate(
    {
      purpose: `agent-b/${plan.kind}`,
      system: builderSystemPrompt,
      messages: renderMessages(brief, plan),
      maxOutputTokens: Math.min(limits.maxOutputTokens, longestReply(best)),
      temperature: plan.temperature,
      seed: number,
    },
    observer,
  );
}

/** A sample that is several times as long as usable code for the same task has lost its way, and is cut short. */
function longestReply(best: Candidate | null): number {
  return best === null ? Number.POSITIVE_INFINITY : Math.max(600, 3 * best.tokens);
}

/** The brief stays first and unchanged, so that its evaluation is shared by all attempts. */
function renderMessages(brief: string, plan: AttemptPlan): ModelMessage[] {
  if (plan.kind === 'implement') {
    return [{ role: 'user', content: plan.advice === null ? brief : `${brief}\n\n${plan.advice}` }];
  }
  const feedback = `${plan.feedback}\n\nWrite the whole corrected module. Code only.`;
  return [
    { role: 'user', content: brief },
    { role: 'assistant', content: plan.of.reply },
    { role: 'user', content: feedback },
  ];
}

async function judge(request: {
  readonly request: BuildRequest;
  readonly reply: ModelReply;
  readonly code: UsableCode;
}): Promise<Candidate> {
  const { spec, sandbox, delivery, observer } = request.request;
  const { code } = request;
  const { text: reply, usage } = request.reply;
  const tokens = usage.outputTokens;
  const files = renderCodeFiles(spec, code, delivery);
  if (sandbox === null) {
    return {
      reply,
      tokens,
      code,
      report: null,
      score: { passed: 0, total: countable(spec.scenarios), isComplete: false },
    };
  }
  const report = await runScenarios({
    files,
    scenarios: spec.scenarios,
    sandbox,
    ...(observer?.signal === undefined ? {} : { signal: observer.signal }),
  });
  return { reply, tokens, code, report, score: scoreReport(report, spec.scenarios) };
}

/** More exports, then a module that loads, then more scenarios, then no name that nothing declares; among equals the earlier stays. */
function isBetter(candidate: Candidate, best: Candidate | null): boolean {
  if (best === null) return true;
  const rank = ({ code, report, score }: Candidate): number[] => [
    -code.exports.missing.length,
    report === null || report.loadError !== null ? 0 : 1,
    score.passed,
    -code.undeclared.length,
  ];
  const [mine, theirs] = [rank(candidate), rank(best)];
  const at = mine.findIndex((value, index) => value !== theirs[index]);
  return at >= 0 && (mine[at] ?? 0) > (theirs[at] ?? 0);
}

function isFinished({ code, report, score }: Candidate, { sandbox }: BuildRequest): boolean {
  if (code.exports.missing.length > 0 || code.undeclared.length > 0) return false;
  if (sandbox === null) return true;
  // Nothing can decide, perhaps because every scenario is broken itself: then loading is all there is to ask for.
  if (score.total === 0) return report !== null && report.loadError === null;
  return score.isComplete;
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

function firstProblem(candidate: Candidate | null): string | null {
  if (candidate === null) return null;
  const { missing } = candidate.code.exports;
  if (missing.length > 0) return `the code does not declare ${missing.join(', ')}`;
  const { undeclared } = candidate.code;
  if (undeclared.length > 0) return `the code uses ${undeclared.join(', ')}, which nothing declares`;
  if (candidate.report === null) return null;
  if (candidate.report.loadError !== null) return `the module did not load: ${candidate.report.loadError}`;
  for (const { id, outcome } of candidate.report.results) {
    if (outcome.kind === 'failed') return `${id}: ${outcome.message}`;
    if (outcome.kind === 'timed-out') return `${id}: did not end in time`;
  }
  return null;
}

function deliver(request: {
  readonly request: BuildRequest;
  readonly best: Candidate | null;
  readonly attempts: readonly Attempt[];
  readonly mends: readonly Mend[];
}): Implementation {
  const { best, attempts, mends } = request;
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
