import type { ScenarioReport } from '../../scenarios/types.ts';

/** What a candidate answered to each probe, in order. */
export type Answers = readonly string[];

/** The answers of a run of probes. Of an error only its class counts: its words are everybody's own. */
export function readAnswers(report: ScenarioReport): Answers {
  return report.results.map(({ outcome }) => {
    if (outcome.kind !== 'failed') return outcome.kind;
    return /^threw [\w$]+/.exec(outcome.actual)?.[0] ?? outcome.actual;
  });
}

export function isSame(first: Answers, second: Answers): boolean {
  return first.length === second.length && first.every((answer, index) => answer === second[index]);
}

/**
 * Index of the eligible candidate that most others agree with, probe by probe; the earliest of equals, -1 for none. Independent mistakes
 * rarely agree, so the answer that several samples give is more often right.
 */
export function chooseCandidate(
  candidates: readonly Answers[],
  eligible: readonly number[] = [...candidates.keys()],
): number {
  const support = candidates.map((own) =>
    own.reduce((sum, answer, probe) => sum + candidates.filter((other) => other[probe] === answer).length, 0),
  );
  const most = Math.max(...eligible.map((index) => support[index] ?? 0));
  return eligible.find((index) => support[index] === most) ?? -1;
}
