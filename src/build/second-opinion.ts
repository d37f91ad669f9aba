import { runScenarios } from '../scenarios/index.ts';
import { type Answers, chooseCandidate, isSame, readAnswers } from './agreement/choose-candidate.ts';
import { renderProbes } from './agreement/render-probes.ts';
import type { Candidate } from './candidate.ts';
import { renderCodeFiles } from './package-files.ts';
import type { BuildRequest } from './types.ts';

/** A candidate that passes everything, and what it answers where nothing is documented. */
export interface Finished {
  readonly candidate: Candidate;
  readonly answers: Answers;
  /** Of its attempt. */
  readonly number: number;
}

/** How many attempts may be spent on a second opinion after the first candidate that passes. */
const opinionAttempts = 4;

/** Enough candidates, or two that agree everywhere, or no more to be had for a fair price. */
export function isSettled(
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

/** What a candidate does on inputs that the documentation does not show. Throws SandboxError. */
export async function probeCandidate(request: BuildRequest, candidate: Candidate): Promise<Answers> {
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

/** The candidate that most others agree with; null when none passes. */
export function chooseFinished(finished: readonly Finished[]): Candidate | null {
  return finished[chooseCandidate(finished.map(({ answers }) => answers))]?.candidate ?? null;
}
