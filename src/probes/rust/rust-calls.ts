import type { Spec } from '../../spec/index.ts';
import { changeCall } from '../compiled/change-code.ts';
import { readCodeLiterals } from '../compiled/code-literals.ts';
import type { Code } from '../observe-call.ts';
import type { Random } from '../random.ts';
import type { CallMaker, RandomCall } from '../random-calls.ts';
import { createValuePool } from '../value-pool.ts';
import { makeRustCall } from './rust-call.ts';
import { makeText, RustDraft, type RustTools } from './rust-draft.ts';
import { rustSpelling } from './rust-spelling.ts';
import { givesType, type RustDeclared, type RustExtension, readRustSurface } from './rust-surface.ts';
import type { RustSignature, RustType } from './rust-types.ts';
import { createRustTools } from './rust-values.ts';

/** Makes calls in Rust without end, from examples, from signatures, and from calls that it is given back. */
export function createRustCallMaker(request: {
  readonly spec: Pick<Spec, 'surface' | 'scenarios'>;
  /** Declarations of the crate, with the headers of its implementations. */
  readonly declarations: string;
  readonly random: Random;
  /** Of the rebuilt package: words of its code are tried as input. */
  readonly code: readonly string[];
  /** Of the documents. */
  readonly texts: readonly string[];
}): CallMaker {
  const { spec, declarations, random, code, texts } = request;
  const surface = readRustSurface(spec.surface, spec.scenarios.bindings, declarations);
  const scenarios = spec.scenarios.scenarios.filter(({ contested }) => !contested);
  const shown = readCodeLiterals(
    rustSpelling,
    scenarios.map(({ setup, expression }) => `${setup}\n${expression}`),
  );
  const known = { ...shown, strings: [...shown.strings, ...texts] };
  const pool = createValuePool(known, readCodeLiterals(rustSpelling, code));
  const tools = createRustTools(surface, pool, random);
  const ways = listWays(tools);
  let turn = random.whole(100);
  return {
    bindings: surface.bindings,
    examples: scenarios.map(({ setup, expression }) => ({ setup, expression })),
    change: (call) =>
      changeCall({ spelling: rustSpelling, pool, random, renewArgument: createRenewal(tools) }, call),
    invent() {
      for (let time = 0; time < tries && ways.length > 0; time += 1) {
        turn += 1;
        const call = ways[turn % ways.length]?.() ?? null;
        if (call !== null) return call;
      }
      return null;
    },
  };
}

const tries = 12;

type Way = () => RandomCall | null;

/** Each export in turn; a type with state comes as often as it has ways to be asked. */
function listWays(tools: RustTools): Way[] {
  const { functions, types, extensions } = tools.surface;
  const own = [...types.values()].filter(({ hasGenerics }) => !hasGenerics);
  return [
    ...functions.map(
      ({ local, signature }): Way =>
        () =>
          finish((draft) => makeRustCall(tools, draft, local, signature)),
    ),
    ...own.flatMap((declared): Way[] => [
      ...declared.makers.map(
        (maker): Way =>
          () =>
            finish((draft) => callOf(tools, draft, declared, maker)),
      ),
      ...(declared.methods.length > 0 ? [0, 1, 2].map((): Way => () => makeSequence(tools, declared)) : []),
      ...listTraitWays(tools, declared),
    ]),
    ...extensions.flatMap((extension) =>
      extension.methods.map(
        (method): Way =>
          () =>
            makeExtended(tools, extension, method),
      ),
    ),
  ];
}

function finish(make: (draft: RustDraft) => string | null): RandomCall | null {
  const draft = new RustDraft();
  const expression = make(draft);
  if (expression === null) return null;
  return { setup: draft.statements.join('\n'), expression, isOrdinary: draft.isOrdinary };
}

function callOf(
  tools: RustTools,
  draft: RustDraft,
  { local }: RustDeclared,
  maker: RustSignature,
): string | null {
  draft.self = { kind: 'name', name: local, inner: [] };
  return makeRustCall(tools, draft, `${local}::${maker.name}`, maker);
}

/** What traits promise that a type is said to have: to be read from a text, shown, compared, computed with. */
function listTraitWays(tools: RustTools, { local, traits, fromText, operators, from }: RustDeclared): Way[] {
  const own: RustType = { kind: 'name', name: local, inner: [] };
  const two =
    (join: (one: string, other: string) => string): Way =>
    () =>
      finish((draft) => {
        const [one, other] = [tools.make(draft, own), tools.make(draft, own)];
        return one === null || other === null ? null : join(one, other);
      });
  return [
    ...(fromText ? [0, 1].map((): Way => () => finish(() => `${makeText(tools)}.parse::<${local}>()`)) : []),
    // What an error says is its author's own words.
    ...(traits.has('Display') && !traits.has('Error')
      ? [0, 1].map((): Way => () => finish((draft) => after(tools.make(draft, own), '.to_string()')))
      : []),
    ...(traits.has('PartialEq') ? [two((one, other) => `${one} == ${other}`)] : []),
    ...(traits.has('PartialOrd') ? [two((one, other) => `${one}.partial_cmp(&${other})`)] : []),
    ...operators.map(
      ({ symbol, other }): Way =>
        () =>
          finish((draft) => {
            const [left, right] = [tools.make(draft, own), tools.make(draft, other ?? own)];
            return left === null || right === null ? null : `${left} ${symbol} ${right}`;
          }),
    ),
    ...from.map(
      (type): Way =>
        () =>
          finish((draft) => around(`${local}::from`, tools.make(draft, type))),
    ),
  ];
}

function after(value: string | null, end: string): string | null {
  return value === null ? null : `${value}${end}`;
}

function around(callee: string, value: string | null): string | null {
  return value === null ? null : `${callee}(${value})`;
}

function makeExtended(
  tools: RustTools,
  { subject }: RustExtension,
  method: RustSignature,
): RandomCall | null {
  return finish((draft) => {
    draft.self = subject;
    const isText = subject.kind === 'name' && subject.name === 'str';
    const value = isText ? makeText(tools) : tools.make(draft, subject);
    return value === null ? null : makeRustCall(tools, draft, `${value}.${method.name}`, method);
  });
}

/** An object and calls of its methods; the last call is the answer, what came before is looked at after it. */
function makeSequence(tools: RustTools, declared: RustDeclared): RandomCall | null {
  const { random } = tools;
  const { local, methods } = declared;
  return finish((draft) => {
    const own: RustType = { kind: 'name', name: local, inner: [] };
    const made = tools.make(draft, own);
    const telling = methods.filter(({ result }) => result !== null);
    if (made === null || telling.length === 0) return null;
    draft.self = own;
    draft.statements.push(`let mut subject = ${made};`);
    for (let count = random.pick([0, 0, 1, 2, 3, 5]); count > 0; count -= 1) {
      const step = makeStep(tools, draft, local, random.pick(methods));
      if (step !== null) draft.statements.push(step);
    }
    const last = random.pick(telling);
    return makeRustCall(tools, draft, `subject.${last.name}`, last);
  });
}

/** A method that takes its object gives it back, or comes last. */
function makeStep(tools: RustTools, draft: RustDraft, local: string, method: RustSignature): string | null {
  const isBuilder =
    method.self === 'value' &&
    method.result?.kind === 'name' &&
    givesType(method.result, local) &&
    !/^(?:Option|Result)$/.test(method.result.name);
  if (method.self === 'value' && !isBuilder) return null;
  const call = makeRustCall(tools, draft, `subject.${method.name}`, method, 1);
  if (call === null) return null;
  if (isBuilder) return `let mut subject = ${call};`;
  const isKept =
    method.result !== null && !/"kind":"reference"|"kind":"bounds"/.test(JSON.stringify(method.result));
  return isKept ? `let ${draft.name('r')} = ${call};` : `${call};`;
}

function createRenewal(
  tools: RustTools,
): (callee: string, place: number) => { text: string; isOrdinary: boolean } | null {
  const { functions, types } = tools.surface;
  const all = [
    ...functions.map(({ local, signature }) => ({ ...signature, name: local })),
    ...[...types.values()].flatMap(({ methods, makers }) => [...methods, ...makers]),
  ];
  return (callee, place) => {
    const signature = all.find(({ name, generics }) => name === callee && generics.size === 0);
    const type = signature?.parameters[place];
    if (type === undefined) return null;
    const draft = new RustDraft();
    const text = tools.make(draft, type);
    return text === null || draft.statements.length > 0 ? null : { text, isOrdinary: draft.isOrdinary };
  };
}

/** Names of fields that a call sets. */
export function listRustOptions({ setup, expression }: Code): string[] {
  return Array.from(
    `${setup}\n${expression}`.matchAll(/[{,]\s*([a-z_]\w{1,40}):(?!:)|\.(with_\w{1,40}|set_\w{1,40})\(/g),
    ([, field, method]) => field ?? method ?? '',
  );
}
