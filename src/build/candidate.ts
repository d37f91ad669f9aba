import type { ScenarioReport } from '../scenarios/types.ts';
import { renderFeedback } from './feedback.ts';
import { countable, type Score, scoreReport } from './score.ts';
import type { BuildRequest, EarlierReply } from './types.ts';
import type { WorkedCode, Workshop } from './workshop/index.ts';

/** A reply with usable code, and how it did. */
export interface Candidate {
  readonly reply: string;
  /** Of the reply. */
  readonly tokens: number;
  readonly code: WorkedCode;
  /** Null when no sandbox was there to run it. */
  readonly report: ScenarioReport | null;
  readonly score: Score;
}

/** Runs the scenarios against the code, where there is a sandbox. Throws SandboxError. */
export async function judgeCandidate(
  request: BuildRequest,
  workshop: Workshop,
  { reply: { text: reply, outputTokens: tokens }, code }: { reply: EarlierReply; code: WorkedCode },
): Promise<Candidate> {
  const { spec, sandbox, delivery, observer } = request;
  if (sandbox === null) {
    const score = { passed: 0, total: countable(spec.scenarios), nearness: 0, isComplete: false };
    return { reply, tokens, code, report: null, score };
  }
  const report = await workshop.runScenarios({
    files: workshop.renderCodeFiles(spec, code, delivery),
    spec,
    sandbox,
    ...(observer?.signal === undefined ? {} : { signal: observer.signal }),
  });
  return { reply, tokens, code, report, score: scoreReport(report, spec.scenarios) };
}

/**
 * More exports, then a module that loads, then more scenarios, then answers nearer to what was expected, then no name
 * that nothing declares; among equals the earlier stays.
 */
export function isBetter(candidate: Candidate, best: Candidate | null): boolean {
  if (best === null) return true;
  const [mine, theirs] = [rank(candidate), rank(best)];
  const at = mine.findIndex((value, index) => value !== theirs[index]);
  return at >= 0 && (mine[at] ?? 0) > (theirs[at] ?? 0);
}

function rank({ code, report, score }: Candidate): number[] {
  const loads = report !== null && report.loadError === null;
  return [
    -code.missing.length,
    loads ? 1 : 0,
    score.passed,
    -code.undeclared.length,
    Math.round(score.nearness * 100),
  ];
}

/** True for a candidate that could be delivered as it is. */
export function isFinished({ code, report, score }: Candidate, { sandbox }: BuildRequest): boolean {
  if (code.missing.length > 0 || code.undeclared.length > 0) return false;
  if (sandbox === null) return true;
  // Nothing can decide, perhaps because every scenario is broken itself: then loading is all there is to ask for.
  if (score.total === 0) return report !== null && report.loadError === null;
  return score.isComplete;
}

/** What a builder can act on: what is missing, what is undeclared, and the smallest failing examples. */
export function renderProblems(
  { report, code }: Candidate,
  { spec }: BuildRequest,
  { languageName, renderExample }: Workshop,
): string {
  const missing = code.missing.map((name) => `${name} is not declared.`);
  const undeclared = code.undeclared.map(
    (name) => `${name} is not defined in ${languageName}: do not use it.`,
  );
  const failures = report === null ? '' : renderFeedback(report, spec.scenarios, renderExample);
  return [...missing, ...undeclared, failures].filter((part) => part !== '').join('\n');
}

/** The first thing that is wrong with it, for the log; null when nothing is. */
export function firstProblem(candidate: Candidate | null): string | null {
  if (candidate === null) return null;
  const { missing } = candidate.code;
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
