import type { Code, TypeCheck } from '../../probes/index.ts';
import { renderExpression } from '../../scenarios/index.ts';
import type { ExpectedOutcome } from '../../spec/index.ts';
import type { CallTools, ShownAnswers } from './call-tools.ts';
import {
  classOf,
  compareAnswers,
  isAccident,
  isComparable,
  renderAnswer,
  type SideAnswer,
} from './compare-answers.ts';
import { readShape } from './input-shape.ts';
import { isOdd } from './is-odd.ts';
import { type Pair, runBoth } from './run-both.ts';
import { listSmaller } from './shrink.ts';

/** JavaScript's part in describing disagreements. */
export async function createJavaScriptTools(pair: Pair, types: TypeCheck): Promise<CallTools<SideAnswer>> {
  const ts = (await import('typescript')).default;
  return {
    bindings: pair.bindings,
    async runBoth(calls) {
      const { original, rebuilt } = await runBoth(pair, calls);
      return { original: original.answers, rebuilt: rebuilt.answers };
    },
    ...{ compareAnswers, isComparable, isAccident, kindOfAnswer },
    isOdd: ({ expression }) => isOdd(expression),
    show: (calls) => show(pair, calls),
    listSmaller: async (calls) => calls.map((call) => listSmaller(ts, call)),
    readShapes: async (calls) => calls.map((call) => readShape(ts, call)),
    checkTypes: async (calls) => types.check(calls),
    listOptions: ({ expression, setup }) =>
      [...`${setup}\n${expression}`.matchAll(/[{,]\s*([A-Za-z_$][\w$]{2,40})\s*:/g)].flatMap(
        ([, name]) => name ?? [],
      ),
  };
}

async function show(pair: Pair, calls: readonly Code[]): Promise<readonly ShownAnswers[]> {
  const [shown, observed] = await Promise.all([runBoth(pair, calls, { plain: true }), runBoth(pair, calls)]);
  return calls.map((_, index) => {
    const [theirs, ours] = [shown.original.answers.get(index), shown.rebuilt.answers.get(index)];
    const plain = [theirs, ours].map((side) => (side === undefined ? 'gave no answer' : renderAnswer(side)));
    // What differs may be in the arguments after the call, or in what the plain text does not tell.
    const [original = '', rebuilt = ''] =
      plain[0] === plain[1]
        ? [observed.original.answers.get(index), observed.rebuilt.answers.get(index)].map((side) =>
            side === undefined
              ? 'gave no answer'
              : `${renderAnswer(side)} (kind, answer, arguments after the call)`,
          )
        : plain;
    const expected = plain[0] === plain[1] || theirs === undefined ? null : expectAnswer(theirs);
    return { original, rebuilt, expected };
  });
}

/** The answer as an outcome to expect; an error by its class, because its message is the author's own words. */
function expectAnswer({ answer }: SideAnswer): ExpectedOutcome | null {
  if (answer[0] === 'threw') return { kind: 'throws', name: classOf(answer[1][0]), message: null };
  if (answer[0] !== 'returned') return null;
  const value = renderExpression(answer[1]);
  return value === null || value.length > 2000 ? null : { kind: 'value', value };
}

/** `threw RangeError`, `returned string`: the reason for a difference is mostly one of these. */
function kindOfAnswer({ answer }: SideAnswer): string {
  if (answer[0] === 'threw') return `threw ${classOf(answer[1][0])}`;
  if (answer[0] !== 'returned') return answer[0];
  // The answer of an observed call is a list: its kind, itself, and the arguments after it.
  const [list] = answer[1];
  const place = list?.[0] === 'array' ? list[2].find(([, name]) => name === '1')?.[2] : undefined;
  return `returned ${answer[1][place ?? 0]?.[0]}`;
}
