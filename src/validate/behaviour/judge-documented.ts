import type { TypeCheck } from '../../probes/index.ts';
import type { AnswerMemory } from './answer-memory.ts';
import { keyOf } from './call-text.ts';
import { isAccident } from './compare-answers.ts';
import type { Observed } from './types.ts';

/** Says which inputs are documented: of the declared types, ordinary, and answered by no error of the engine. */
export interface DocumentedJudge {
  readonly types: TypeCheck;
  settle(observed: readonly Observed[]): void;
}

export function createDocumentedJudge(types: TypeCheck, memory?: AnswerMemory): DocumentedJudge {
  const known = memory?.documented ?? new Map<string, boolean>();
  return {
    types,
    settle(observed) {
      const open = observed.filter(({ documented }) => documented === null);
      const candidates = open.filter((call) => call.isOrdinary && !isAccident(call.original));
      askTypes(
        types,
        candidates.filter((call) => !known.has(keyOf(call))),
        known,
      );
      const fitting = new Set(candidates.filter((call) => known.get(keyOf(call)) === true));
      for (const call of open) call.documented = fitting.has(call);
    },
  };
}

/** Once for many calls: the checker takes longer to begin than for each. */
function askTypes(types: TypeCheck, calls: readonly Observed[], known: Map<string, boolean>): void {
  if (calls.length === 0) return;
  types.check(calls).forEach((fits, index) => {
    const call = calls[index];
    if (call !== undefined) known.set(keyOf(call), fits);
  });
}
