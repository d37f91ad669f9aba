import { type Candidate, renderProblems } from './candidate.ts';
import type { Finished } from './second-opinion.ts';
import type { BuildRequest } from './types.ts';
import type { Workshop } from './workshop/index.ts';

/** What an attempt is: a fresh sample in some approach, or a repair of an earlier candidate. */
export type AttemptPlan =
  | { readonly kind: 'implement'; readonly advice: string | null; readonly temperature: number }
  | {
      readonly kind: 'repair';
      readonly of: Candidate;
      readonly feedback: string;
      readonly temperature: number;
    };

/** What came of the attempts so far. */
export interface AttemptHistory {
  readonly best: Candidate | null;
  readonly workshop: Workshop;
  /** Repairs that gave back the code they were to repair, since the last one that did not. */
  readonly echoes: number;
  /** Candidates that pass everything. */
  readonly finished: readonly Finished[];
  /** What is easily overlooked; empty when nothing is. */
  readonly notes: string;
}

/** Ways to think that fresh samples are asked for in turn: each finds solutions that the others miss. */
const approaches = [
  'Prefer short code: regular expressions and the built-in methods of strings, arrays and objects, no loops over characters.',
  'First write the steps of the algorithm as short comments, then the code for each step.',
  'Go through the examples one by one: every kind of input in them needs its own branch or rule in the code.',
] as const;

/** From here on a model has shown that it cannot see its own mistakes, and fresh samples are the better use of time. */
const mostEchoes = 1;

/**
 * The greedy answers first, without notes and with them. Then two kinds take turns: repairs of the best candidate, when most of it is right and
 * repairs change anything; and fresh samples. A small model hands its own code back when it is shown it (measured: 7 of
 * 8 repairs), and then all turns go to fresh samples.
 */
export function planAttempt(number: number, history: AttemptHistory, request: BuildRequest): AttemptPlan {
  if (number === 1) return { kind: 'implement', advice: null, temperature: 0 };
  if (number === 2 && history.notes !== '') {
    return { kind: 'implement', advice: history.notes, temperature: 0 };
  }
  const { best } = history;
  const feedback = readFeedback(history, request);
  const temperature = Math.min(0.5 + 0.05 * number, 0.9);
  const isRepairable = best !== null && feedback !== '' && isNear(best) && history.echoes < mostEchoes;
  if (number % 2 === 0 && isRepairable) {
    return {
      kind: 'repair',
      of: best,
      feedback,
      temperature: number <= 4 ? 0.2 : temperature,
    };
  }
  const turn = isRepairable ? Math.floor(number / 2) : number;
  return { kind: 'implement', advice: renderAdvice(turn, feedback, history.notes), temperature };
}

/**
 * Every second sample is told what is easily overlooked, and each of five asks for another way to think. Notes last in
 * a prompt make one mistake rarer and others more frequent (measured on ten packages), so both kinds are asked for.
 */
function renderAdvice(turn: number, feedback: string, notes: string): string | null {
  const warning = feedback === '' ? null : `Take care. An earlier attempt got this wrong:\n${feedback}`;
  const ways = [null, warning, ...approaches];
  const parts = [ways[turn % ways.length] ?? '', turn % 2 === 0 ? notes : ''].filter((part) => part !== '');
  return parts.length === 0 ? null : parts.join('\n\n');
}

/** What is wrong with the best so far; of one that passes everything, what it violates beyond. */
function readFeedback({ best, finished, workshop }: AttemptHistory, request: BuildRequest): string {
  const violations = finished.at(-1)?.violations ?? [];
  if (violations.length > 0) return violations.slice(0, 2).join('\n');
  return best === null ? '' : renderProblems(best, request, workshop);
}

/** At least half of the scenarios pass, or fail by little; nothing can be said where no scenario ran. */
function isNear({ score, report }: Candidate): boolean {
  if (report === null || report.loadError !== null || score.total === 0) return true;
  return score.nearness * 2 >= score.total;
}
