import type { Code } from '../../probes/index.ts';
import type { CallReport } from '../../scenarios/index.ts';
import { keyOf } from './call-text.ts';
import type { SideAnswer } from './compare-answers.ts';

/**
 * What the original answered before, and which calls have the declared types, by the text of the call: for who compares
 * one original with many packages.
 */
export interface AnswerMemory {
  readonly answers: Map<string, SideAnswer>;
  readonly documented: Map<string, boolean>;
}

export function createAnswerMemory(): AnswerMemory {
  return { answers: new Map(), documented: new Map() };
}

/** Runs what was not asked before alone; what is remembered has no coverage. */
export async function runRemembered(
  { answers }: AnswerMemory,
  calls: readonly Code[],
  run: (calls: readonly Code[]) => Promise<CallReport>,
): Promise<CallReport> {
  const open = calls.filter((call) => !answers.has(keyOf(call)));
  const report = open.length === 0 ? null : await run(open);
  open.forEach((call, index) => {
    const answer = report?.answers.get(index);
    if (answer !== undefined) answers.set(keyOf(call), answer);
  });
  const known = calls.flatMap((call, index) => {
    const answer = answers.get(keyOf(call));
    return answer === undefined ? [] : [[index, answer] as const];
  });
  return { ...(report ?? nothing), answers: new Map(known), reached: new Map() };
}

const nothing: CallReport = {
  answers: new Map(),
  reached: new Map(),
  exported: [],
  loadError: null,
  enforced: {},
};
