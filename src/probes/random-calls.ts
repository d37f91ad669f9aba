import type TypeScript from 'typescript';
import type { ApiSurface, ScenarioBinding, TestScenarios } from '../spec/index.ts';
import { type ChangeTools, changeCall, saysNothing } from './change-call.ts';
import { readCodeWords } from './code-words.ts';
import { type Callable, readDeclaredSurface } from './declared-surface.ts';
import { readLiterals } from './literals.ts';
import type { Code } from './observe-call.ts';
import type { Random } from './random.ts';
import { callbackNames, makeSequence, withCallbacks } from './sequences.ts';
import { TypeProgram } from './type-program.ts';
import { createTypedValues } from './typed-values.ts';
import { createValuePool } from './value-pool.ts';
import { createWordSweep, type WordSweep } from './word-sweep.ts';

export interface RandomCall extends Code {
  /** False for values that few documents think of (NaN, a negative length, another kind of value). */
  readonly isOrdinary: boolean;
}

/** Makes calls without end, from examples, from the declared types, and from calls that it is given back. */
export interface CallMaker {
  /** Every name that the calls use, also of exports that no example shows. */
  readonly bindings: readonly ScenarioBinding[];
  /** The examples as they are. */
  readonly examples: readonly Code[];
  /** A call with one to three of its values changed. */
  change(call: Code): RandomCall;
  /** A call, or a sequence of them, with values of the declared types; null when nothing is declared. */
  invent(): RandomCall | null;
}

/** What a specification says of calls; from it a maker of calls is started for one package and one row of choices. */
export interface CallMaterial extends Pick<CallMaker, 'bindings' | 'examples'> {
  /** `code` is the rebuilt package: words of its code are tried as input. */
  start(random: Random, code: Readonly<Record<string, string | Uint8Array>>): CallMaker;
}

export async function prepareCalls(spec: {
  readonly scenarios: TestScenarios;
  readonly surface: ApiSurface;
  readonly types: string;
}): Promise<CallMaterial> {
  const ts = (await import('typescript')).default;
  const { scenarios } = spec;
  const literals = readLiterals(ts, scenarios);
  const bindings = completeBindings(scenarios.bindings, spec.surface);
  const surface = readDeclaredSurface(ts, new TypeProgram(ts, spec.types), bindings);
  const examples = scenarios.scenarios
    .filter(({ contested }) => !contested)
    .map(({ setup, expression }) => ({ setup, expression }));
  return {
    ...{ bindings, examples },
    start(random, code) {
      const pool = createValuePool(literals, readCodeWords(ts, code));
      const values = createTypedValues(ts, { ...surface, pool, random });
      const sweep = createWordSweep({ ts, surface, values, pool, random });
      const tools: Tools = { ts, pool, values, random, surface, sweep, sources: new Map(), turn: 0 };
      return {
        ...{ bindings, examples },
        change: (call) => changeCall(tools, call),
        invent: () => inventCall(tools),
      };
    },
  };
}

interface Tools extends ChangeTools {
  readonly sweep: WordSweep;
  /** Which export is called next: each in turn, because chance leaves some of many out. */
  turn: number;
}

/** A name for each value that no example uses. */
function completeBindings(
  bindings: readonly ScenarioBinding[],
  surface: ApiSurface,
): readonly ScenarioBinding[] {
  const known = new Set(bindings.map((binding) => binding.export));
  const taken = new Set(bindings.map(({ local }) => local));
  const added = surface.exports.flatMap(({ name, local_name: local, kind }) => {
    if (kind === 'interface' || kind === 'type' || known.has(name) || taken.has(local)) return [];
    if (!/^[A-Za-z_$][\w$]*$/.test(local)) return [];
    taken.add(local);
    return [{ local, export: name }];
  });
  return [...bindings, ...added];
}

function inventCall(tools: Tools): RandomCall | null {
  const { surface, values, random } = tools;
  const { callables, stateful } = surface;
  // State has more to show than one call has.
  const share = (3 * stateful.length) / Math.max(1, 3 * stateful.length + callables.length);
  if (random.next() < share) {
    const sequence = makeSequence(tools);
    if (sequence !== null) return { ...sequence, isOrdinary: true };
  }
  if (callables.length === 0) return null;
  const swept = random.next() < Math.min(0.4, tools.sweep.size / 400) ? tools.sweep.next() : null;
  if (swept !== null) return renderInvented(tools, swept.text, swept.signature, swept.words);
  tools.turn += 1;
  const { text, signatures } = callables[tools.turn % callables.length] as Callable;
  const signature = random.pick(signatures);
  values.useCallbacks(random.next() < 0.5 ? callbackNames : null);
  const words = values.renderArguments(signature);
  values.useCallbacks(null);
  return renderInvented(tools, text, signature, words);
}

function renderInvented(
  tools: Tools,
  text: string,
  signature: TypeScript.Signature,
  words: readonly string[],
): RandomCall {
  const isOrdinary = signature.parameters.slice(0, words.length).every((entry) => !saysNothing(tools, entry));
  return { ...withCallbacks({ setup: '', expression: `${text}(${words.join(', ')})` }), isOrdinary };
}
