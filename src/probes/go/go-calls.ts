import type { Spec } from '../../spec/index.ts';
import { changeCall } from '../compiled/change-code.ts';
import { readCodeLiterals } from '../compiled/code-literals.ts';
import type { Code } from '../observe-call.ts';
import type { Random } from '../random.ts';
import type { CallMaker, RandomCall } from '../random-calls.ts';
import { createValuePool, narrowPool } from '../value-pool.ts';
import { GoDraft, type GoTools } from './go-draft.ts';
import { goSpelling } from './go-spelling.ts';
import { type GoDeclared, readGoSurface } from './go-surface.ts';
import type { GoSignature } from './go-types.ts';
import { makeGoCall, makeGoValue } from './go-values.ts';

/** Makes calls in Go without end, from examples, from signatures, and from calls that it is given back. */
export function createGoCallMaker(request: {
  readonly spec: Pick<Spec, 'surface' | 'scenarios'>;
  /** By which calls name the package. */
  readonly packageName: string;
  readonly random: Random;
  /** Of the rebuilt package: words of its code are tried as input. */
  readonly code: readonly string[];
  /** Of the documents. */
  readonly texts?: readonly string[];
}): CallMaker {
  const { spec, packageName, random, code, texts = [] } = request;
  const surface = readGoSurface(spec.surface, spec.scenarios.bindings, packageName);
  const scenarios = spec.scenarios.scenarios.filter(({ contested }) => !contested);
  const shown = scenarios.map(({ setup, expression }) => `${setup}\n${expression}`);
  const examples = readCodeLiterals(goSpelling, shown);
  const known = { ...examples, strings: [...examples.strings, ...texts] };
  const pool = createValuePool(known, readCodeLiterals(goSpelling, code));
  const tools: GoTools = { surface, pool, random };
  const state = { turn: random.whole(100) };
  const changing = { spelling: goSpelling, pool, random, renewArgument: createRenewal(tools) };
  return {
    bindings: surface.bindings,
    examples: scenarios.map(({ setup, expression }) => ({ setup, expression })),
    change: (call) => changeCall(changing, call),
    invent: () => invent(tools, state),
  };
}

function createRenewal(
  tools: GoTools,
): (callee: string, place: number) => { text: string; isOrdinary: boolean } | null {
  const { functions, types } = tools.surface;
  const all = [...functions, ...[...types.values()].flatMap(({ methods }) => methods)];
  return (callee, place) => {
    const parameter = all.find(({ name, generics }) => name === callee && generics.length === 0)?.parameters[
      place
    ];
    if (parameter === undefined) return null;
    const draft = new GoDraft();
    const text = makeGoValue(tools, draft, parameter.type);
    return text === null || draft.statements.length > 0 ? null : { text, isOrdinary: draft.isOrdinary };
  };
}

const tries = 12;

function invent(tools: GoTools, state: { turn: number }): RandomCall | null {
  const { surface, random } = tools;
  const stateful = [...surface.types.values()].filter(
    ({ methods, hasGenerics }) => methods.length > 0 && !hasGenerics,
  );
  const { functions } = surface;
  const share = (2 * stateful.length) / Math.max(1, 2 * stateful.length + functions.length);
  for (let time = 0; time < tries; time += 1) {
    state.turn += 1;
    const [type, signature] = [
      stateful[state.turn % Math.max(1, stateful.length)],
      functions[state.turn % Math.max(1, functions.length)],
    ];
    const call =
      type !== undefined && random.next() < share
        ? makeSequence(tools, type)
        : signature === undefined
          ? null
          : makeOne(tools, signature);
    if (call !== null) return call;
  }
  return null;
}

/** One call of a function; where it gives something with methods, one of these is called as well. */
function makeOne(tools: GoTools, signature: GoSignature): RandomCall | null {
  const draft = new GoDraft();
  const call = makeGoCall(tools, draft, signature);
  if (call === null) return null;
  const before = listSwitches(tools);
  if (signature.results.length > 0) return finish(draft, before, call);
  // What gives nothing shows in what the next call gives.
  const { random, surface } = tools;
  const seen = surface.functions.filter(({ results }) => results.length > 0);
  if (seen.length === 0) return finish(draft, before, call);
  draft.statements.push(call);
  const next = makeGoCall(tools, draft, random.pick(seen));
  return next === null ? null : finish(draft, before, next);
}

function listSwitches({ surface, random }: GoTools): string[] {
  if (surface.switches.length === 0 || random.next() > 0.25) return [];
  return [`${surface.packageName}.${random.pick(surface.switches)} = ${random.pick(['true', 'false'])}`];
}

function finish(
  { statements, isOrdinary }: GoDraft,
  before: readonly string[],
  expression: string,
): RandomCall {
  return { setup: [...before, ...statements].join('\n'), expression, isOrdinary };
}

/** An object and calls of its methods, with few values that come again; the last call is the answer. */
function makeSequence(given: GoTools, { name, methods }: GoDeclared): RandomCall | null {
  const tools: GoTools = {
    ...given,
    pool: given.random.next() < 0.5 ? narrowPool(given.pool, given.random) : given.pool,
  };
  const { random } = tools;
  const draft = new GoDraft();
  const subject = makeGoValue(tools, draft, { kind: 'pointer', item: { kind: 'name', name, inner: [] } });
  if (subject === null) return null;
  if (!/^[a-z]\w*$/.test(subject)) draft.statements.push(`subject := ${subject}`);
  const local = /^[a-z]\w*$/.test(subject) ? subject : 'subject';
  const telling = methods.filter(({ results }) => results.length > 0);
  if (telling.length === 0) return null;
  for (let count = random.pick([0, 0, 1, 2, 3, 5, 8]); count > 0; count -= 1) {
    const method = random.pick(methods);
    const call = makeGoCall(tools, draft, method, 1, local);
    if (call === null) continue;
    const names = method.results.map(() => draft.name('r'));
    draft.statements.push(names.length === 0 ? call : `${names.join(', ')} := ${call}`);
  }
  const last = makeGoCall(tools, draft, random.pick(telling), 1, local);
  return last === null ? null : finish(draft, [], last);
}

/** Names of options that a call sets: fields of a literal, and switches. */
export function listGoOptions({ setup, expression }: Code): string[] {
  return Array.from(
    `${setup}\n${expression}`.matchAll(/[{,]\s*(\p{Lu}\w{1,40}):|\.(\p{Lu}\w{1,40}) = /gu),
    ([, field, name]) => field ?? name ?? '',
  );
}
