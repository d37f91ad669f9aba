import type TypeScript from 'typescript';
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
import { readShape } from './input-shape.ts';
import { isOdd } from './is-odd.ts';
import { type Pair, runBoth } from './run-both.ts';
import { listSmaller, sizeOf } from './shrink.ts';
import type { Disagreement, Observed } from './types.ts';

/** Distinct disagreements that are made small, and of these the ones that are shown. */
const mostShrunk = 20;
const mostShown = 8;
const shrinkRounds = 6;
/** Disagreements that are put into groups; a package that gets everything wrong has thousands. */
const mostGrouped = 1000;

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
  let open = await chooseDistinct(request.observed, pair);
  for (let round = 0; round < shrinkRounds && open.length > 0; round += 1) {
    const smaller = await shrinkOnce(request, open);
    if (smaller.every((entry, index) => entry === open[index])) break;
    open = dropDoubles(smaller);
  }
  if (open.length === 0) return [];
  open = await spreadShapes(open, pair);
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

interface Group {
  readonly documented: boolean;
  /** The small before the large. */
  readonly members: Open[];
}

/**
 * The smallest of each group first, then the second of each, the documented groups before the others. A group is one export, one shape of input and one kind of difference.
 */
async function chooseDistinct(observed: readonly Observed[], pair: Pair): Promise<readonly Open[]> {
  const ts = (await import('typescript')).default;
  const groups = new Map<string, Group>();
  const found = observed.filter(({ difference }) => difference !== null);
  for (const seen of found
    .toSorted((first, second) => sizeOf(first) - sizeOf(second))
    .slice(0, mostGrouped)) {
    const { setup, expression, difference } = seen;
    if (difference === null) continue;
    const documented = seen.documented === true;
    const call = { setup, expression };
    const answers = `${kindOfAnswer(seen.original)} ${kindOfAnswer(seen.rebuilt)}`;
    const key = `${exportOf(call, pair)} ${documented} ${difference} ${answers} ${readShape(ts, call)}`;
    const group = groups.get(key) ?? { documented, members: [] };
    group.members.push({ call, documented, difference });
    groups.set(key, group);
  }
  const all = [...groups].map(([key, group]) => ({ ...group, words: new Set(wordsOf(key)) }));
  const documented = orderByNews(all.filter((group) => group.documented));
  const others = orderByNews(all.filter((group) => !group.documented));
  return [documented, others]
    .flatMap((list) => [0, 1].flatMap((round) => list.flatMap(({ members }) => members[round] ?? [])))
    .slice(0, mostShrunk);
}

type WordedGroup = Group & { readonly words: ReadonlySet<string> };

/** Next comes the group with the fewest words that the ones before had too: an option or kind that is new tells most. */
function orderByNews(groups: readonly WordedGroup[]): readonly WordedGroup[] {
  const left = new Set(groups);
  const known = new Set<string>();
  const ordered: WordedGroup[] = [];
  while (left.size > 0 && ordered.length < mostShrunk) {
    let best: WordedGroup | null = null;
    let most = Number.NEGATIVE_INFINITY;
    for (const group of left) {
      const fresh = [...group.words].filter((word) => !known.has(word)).length;
      // What is new among little else shrinks to nothing but the new.
      const news = fresh - group.words.size / 100;
      if (news > most || (news === most && group.members.length > (best?.members.length ?? 0))) {
        [best, most] = [group, news];
      }
    }
    if (best === null) break;
    left.delete(best);
    ordered.push(best);
    for (const word of best.words) known.add(word);
  }
  return ordered;
}

/** Many shapes become one when they are made small: each of the small ones once, before any comes again. */
async function spreadShapes(open: readonly Open[], pair: Pair): Promise<readonly Open[]> {
  const ts = (await import('typescript')).default;
  const times = new Map<string, number>();
  const placed = open.map((entry) => {
    const key = `${exportOf(entry.call, pair)} ${entry.documented} ${entry.difference} ${readShape(ts, entry.call)}`;
    const time = times.get(key) ?? 0;
    times.set(key, time + 1);
    return { entry, time };
  });
  return placed
    .toSorted(
      (first, second) =>
        Number(second.entry.documented) - Number(first.entry.documented) || first.time - second.time,
    )
    .filter(({ time }) => time < 2)
    .slice(0, mostShown)
    .map(({ entry }) => entry);
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
      if (sizeOf(call) >= sizeOf(entry.call) || compareAnswers(theirs, ours) !== entry.difference)
        return false;
      return isWithin(ts, call, entry.call);
    }),
  );
  const typed = keepTyped(types, open, alike);
  return open.map((entry, index) => {
    const [best] = (typed[index] ?? []).toSorted((first, second) => sizeOf(first) - sizeOf(second));
    return best === undefined ? entry : { ...entry, call: best };
  });
}

/** An empty text where there was none before would often show another difference, and this one would be lost. */
function isWithin(ts: typeof TypeScript, smaller: Code, before: Code): boolean {
  const known = new Set(wordsOf(readShape(ts, before)));
  return wordsOf(readShape(ts, smaller)).every((word) => known.has(word));
}

function wordsOf(shape: string): readonly string[] {
  return shape.match(/[\w$]+|""/g) ?? [];
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
