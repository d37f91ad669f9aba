import type { Code } from '../../probes/index.ts';
import type { Spec } from '../../spec/index.ts';
import { keyOf, usesName } from './call-text.ts';
import type { CallTools } from './call-tools.ts';
import type { Difference } from './compare-answers.ts';
import { findStatement } from './find-statement.ts';
import { sizeOf } from './shrink.ts';
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
export async function describeDisagreements<Answer>(request: {
  readonly tools: CallTools<Answer>;
  readonly spec: Spec;
  readonly observed: readonly Observed<Answer>[];
}): Promise<readonly Disagreement[]> {
  const { tools, spec } = request;
  let open = await chooseDistinct(request.observed, tools);
  for (let round = 0; round < (tools.shrinkRounds ?? shrinkRounds) && open.length > 0; round += 1) {
    const smaller = await shrinkOnce(tools, open);
    if (smaller.every((entry, index) => entry === open[index])) break;
    open = dropDoubles(smaller);
  }
  if (open.length === 0) return [];
  open = await spreadShapes(open, tools);
  const shown = await tools.show(open.map(({ call }) => call));
  return open.map(({ call, difference, documented }, index) => {
    const answers = shown[index] ?? noAnswers;
    const about = { export: exportOf(call, tools), ...call };
    return {
      ...{ ...about, difference, documented, ...answers },
      statement: findStatement(spec, {
        ...{ ...about, options: tools.listOptions(call), original: answers.original },
      }),
    };
  });
}

const noAnswers = { original: 'gave no answer', rebuilt: 'gave no answer', expected: null };

interface Group {
  readonly documented: boolean;
  /** The small before the large. */
  readonly members: Open[];
}

/**
 * The smallest of each group first, then the second of each, the documented groups before the others. A group is one export, one shape of input and one kind of difference.
 */
async function chooseDistinct<Answer>(
  observed: readonly Observed<Answer>[],
  tools: CallTools<Answer>,
): Promise<readonly Open[]> {
  const groups = new Map<string, Group>();
  const found = observed
    .filter(({ difference }) => difference !== null)
    .toSorted((first, second) => sizeOf(first) - sizeOf(second))
    .slice(0, mostGrouped);
  const shapes = await tools.readShapes(found);
  for (const [index, seen] of found.entries()) {
    const { setup, expression, difference } = seen;
    if (difference === null) continue;
    const documented = seen.documented === true;
    const call = { setup, expression };
    const answers = `${tools.kindOfAnswer(seen.original)} ${tools.kindOfAnswer(seen.rebuilt)}`;
    const key = `${exportOf(call, tools)} ${documented} ${difference} ${answers} ${shapes[index]}`;
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
async function spreadShapes<Answer>(
  open: readonly Open[],
  tools: CallTools<Answer>,
): Promise<readonly Open[]> {
  const shapes = await tools.readShapes(open.map(({ call }) => call));
  const times = new Map<string, number>();
  const placed = open.map((entry, index) => {
    const key = `${exportOf(entry.call, tools)} ${entry.documented} ${entry.difference} ${shapes[index]}`;
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

/** Two that became one when they were made small. */
function dropDoubles(open: readonly Open[]): readonly Open[] {
  const keys = open.map(({ call }) => keyOf(call));
  return open.filter((_, index) => keys.indexOf(keys[index] ?? '') === index);
}

async function shrinkOnce<Answer>(tools: CallTools<Answer>, open: readonly Open[]): Promise<readonly Open[]> {
  const tries = await tools.listSmaller(open.map(({ call }) => call));
  const calls = tries.flat();
  if (calls.length === 0) return open;
  const { original, rebuilt } = await tools.runBoth(calls);
  let at = 0;
  const alike = open.map((entry, index) =>
    (tries[index] ?? []).filter((call) => {
      const [theirs, ours] = [original.get(at), rebuilt.get(at)];
      at += 1;
      if (theirs === undefined || ours === undefined || !tools.isComparable(theirs)) return false;
      if (entry.documented && (tools.isAccident(theirs) || tools.isOdd(call))) return false;
      return sizeOf(call) < sizeOf(entry.call) && tools.compareAnswers(theirs, ours) === entry.difference;
    }),
  );
  const typed = await keepTyped(tools, open, await keepWithin(tools, open, alike));
  return open.map((entry, index) => {
    const [best] = (typed[index] ?? []).toSorted((first, second) => sizeOf(first) - sizeOf(second));
    return best === undefined ? entry : { ...entry, call: best };
  });
}

/** An empty text where there was none before would often show another difference, and this one would be lost. */
async function keepWithin<Answer>(
  tools: CallTools<Answer>,
  open: readonly Open[],
  alike: readonly (readonly Code[])[],
): Promise<readonly (readonly Code[])[]> {
  const asked = [...open.map(({ call }) => call), ...alike.flat()];
  const shapes = await tools.readShapes(asked);
  const words = new Map(asked.map((call, index) => [call, wordsOf(shapes[index] ?? '')]));
  return open.map(({ call: before }, index) => {
    const known = new Set(words.get(before));
    return (alike[index] ?? []).filter((call) => (words.get(call) ?? []).every((word) => known.has(word)));
  });
}

function wordsOf(shape: string): readonly string[] {
  return shape.match(/[\w$]+|""/g) ?? [];
}

/** Of documented disagreements the calls that have the declared types; asked once for all, because asking costs most. */
async function keepTyped<Answer>(
  tools: CallTools<Answer>,
  open: readonly Open[],
  alike: readonly (readonly Code[])[],
): Promise<readonly (readonly Code[])[]> {
  const asked = alike.flatMap((calls, index) => (open[index]?.documented === true ? calls : []));
  if (asked.length === 0) return alike;
  const answers = await tools.checkTypes(asked);
  const fitting = new Set(asked.filter((_, index) => answers[index] === true));
  return alike.map((calls, index) =>
    open[index]?.documented === true ? calls.filter((call) => fitting.has(call)) : calls,
  );
}

function exportOf(call: Code, { bindings }: Pick<CallTools<never>, 'bindings'>): string {
  return bindings.find(({ local }) => usesName(local, call))?.export ?? 'default';
}
