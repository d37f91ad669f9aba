import type { Code, TypeCheck } from '../../probes/index.ts';
import { renderExpression } from '../../scenarios/index.ts';
import type { ExpectedOutcome, Spec } from '../../spec/index.ts';
import { keyOf, usesName } from './call-text.ts';
import {
  classOf,
  compareAnswers,
  type Difference,
  isAccident,
  isComparable,
  renderAnswer,
  type SideAnswer,
} from './compare-answers.ts';
import { isOdd } from './is-odd.ts';
import { type Pair, runBoth } from './run-both.ts';
import { listSmaller, sizeOf } from './shrink.ts';
import type { Disagreement, Observed } from './types.ts';

/** Distinct disagreements that are made small and shown. */
const mostShown = 8;
const shrinkRounds = 6;

interface Open {
  readonly call: Code;
  readonly documented: boolean;
  readonly difference: Difference;
}

/** Chooses distinct disagreements, makes each as small as it goes, and says what both sides answered. */
export async function describeDisagreements(request: {
  readonly pair: Pair;
  readonly spec: Spec;
  readonly types: TypeCheck;
  readonly observed: readonly Observed[];
}): Promise<readonly Disagreement[]> {
  const { pair, spec } = request;
  let open = chooseDistinct(request.observed, pair);
  for (let round = 0; round < shrinkRounds && open.length > 0; round += 1) {
    const smaller = await shrinkOnce(request, open);
    if (smaller.every((entry, index) => entry === open[index])) break;
    open = dropDoubles(smaller);
  }
  if (open.length === 0) return [];
  const calls = open.map(({ call }) => call);
  const [shown, observed] = await Promise.all([runBoth(pair, calls, { plain: true }), runBoth(pair, calls)]);
  return open.map((entry, index) => {
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
    return {
      export: exportOf(entry.call, pair),
      ...entry.call,
      difference: entry.difference,
      documented: entry.documented,
      original,
      rebuilt,
      expected: plain[0] === plain[1] || theirs === undefined ? null : expectAnswer(theirs),
      statement: findStatement(spec, entry.call),
    };
  });
}

/** The answer as an outcome to expect; an error by its class, because its message is the author's own words. */
function expectAnswer({ answer }: SideAnswer): ExpectedOutcome | null {
  if (answer[0] === 'threw') return { kind: 'throws', name: classOf(answer[1][0]), message: null };
  if (answer[0] !== 'returned') return null;
  const value = renderExpression(answer[1]);
  return value === null || value.length > 2000 ? null : { kind: 'value', value };
}

/** The documented first, the small before the large, and not many of a kind. */
function chooseDistinct(observed: readonly Observed[], pair: Pair): readonly Open[] {
  const found = observed
    .flatMap((call) => {
      const { difference } = call;
      if (difference === null) return [];
      return [
        {
          call: { setup: call.setup, expression: call.expression },
          documented: call.documented === true,
          difference,
          observed: call,
        },
      ];
    })
    .sort(
      (first, second) =>
        Number(second.documented) - Number(first.documented) || sizeOf(first.call) - sizeOf(second.call),
    );
  const groups = new Map<string, number>();
  const chosen: Open[] = [];
  for (const { call, documented, difference, observed: seen } of found) {
    const kind = `${exportOf(call, pair)} ${documented} ${difference} ${seen.original.answer[0]} ${seen.rebuilt.answer[0]}`;
    const known = groups.get(kind) ?? 0;
    if (known >= 3 || chosen.length >= mostShown) continue;
    groups.set(kind, known + 1);
    chosen.push({ call, documented, difference });
  }
  return chosen;
}

/** Two that became one when they were made small. */
function dropDoubles(open: readonly Open[]): readonly Open[] {
  const keys = open.map(({ call }) => keyOf(call));
  return open.filter((_, index) => keys.indexOf(keys[index] ?? '') === index);
}

async function shrinkOnce(
  { pair, types }: { readonly pair: Pair; readonly types: TypeCheck },
  open: readonly Open[],
): Promise<readonly Open[]> {
  const ts = (await import('typescript')).default;
  const tries = open.map(({ call }) => listSmaller(ts, call));
  const calls = tries.flat();
  if (calls.length === 0) return open;
  const { original, rebuilt } = await runBoth(pair, calls);
  let at = 0;
  const alike = open.map((entry, index) =>
    (tries[index] ?? []).filter((call) => {
      const [theirs, ours] = [original.answers.get(at), rebuilt.answers.get(at)];
      at += 1;
      if (theirs === undefined || ours === undefined || !isComparable(theirs)) return false;
      if (entry.documented && (isAccident(theirs) || isOdd(call.expression))) return false;
      return sizeOf(call) < sizeOf(entry.call) && compareAnswers(theirs, ours) === entry.difference;
    }),
  );
  const typed = keepTyped(types, open, alike);
  return open.map((entry, index) => {
    const [best] = (typed[index] ?? []).toSorted((first, second) => sizeOf(first) - sizeOf(second));
    return best === undefined ? entry : { ...entry, call: best };
  });
}

/** Of documented disagreements the calls that have the declared types; asked once for all, because asking costs most. */
function keepTyped(
  types: TypeCheck,
  open: readonly Open[],
  alike: readonly (readonly Code[])[],
): readonly (readonly Code[])[] {
  const asked = alike.flatMap((calls, index) => (open[index]?.documented === true ? calls : []));
  if (asked.length === 0) return alike;
  const answers = types.check(asked);
  const fitting = new Set(asked.filter((_, index) => answers[index] === true));
  return alike.map((calls, index) =>
    open[index]?.documented === true ? calls.filter((call) => fitting.has(call)) : calls,
  );
}

function exportOf(call: Code, { bindings }: Pair): string {
  return bindings.find(({ local }) => usesName(local, call))?.export ?? 'default';
}

const proseDocuments = [
  '03-behavior-spec.md',
  '04-edge-cases.md',
  '05-configuration.md',
  '07-error-catalog.md',
] as const;

/** The first line of the specification about an option that the call sets. */
function findStatement(spec: Spec, { expression, setup }: Code): string | null {
  const names = [...`${setup}\n${expression}`.matchAll(/[{,]\s*([A-Za-z_$][\w$]{2,40})\s*:/g)].map(
    ([, name]) => name,
  );
  for (const name of new Set(names)) {
    for (const document of proseDocuments) {
      const line = spec.texts[document].split('\n').find((text) => text.includes(`\`${name}\``));
      if (line !== undefined) return line.replace(/^[-*#\s]+/, '').slice(0, 300);
    }
  }
  return null;
}
