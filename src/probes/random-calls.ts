import type TypeScript from 'typescript';
import type { ApiSurface, ScenarioBinding, TestScenarios } from '../spec/index.ts';
import { readCodeWords } from './code-words.ts';
import { type Callable, type DeclaredSurface, readDeclaredSurface } from './declared-surface.ts';
import { readLiterals } from './literals.ts';
import type { Code } from './observe-call.ts';
import type { Random } from './random.ts';
import { callbackNames, makeSequence, withCallbacks } from './sequences.ts';
import { TypeProgram } from './type-program.ts';
import { createTypedValues, type TypedValues } from './typed-values.ts';
import { pickUnusual } from './unusual-values.ts';
import { changeNumber, changeString, createValuePool, pickString, type ValuePool } from './value-pool.ts';
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

interface Tools {
  readonly ts: typeof TypeScript;
  readonly pool: ValuePool;
  readonly values: TypedValues;
  readonly random: Random;
  readonly surface: DeclaredSurface;
  readonly sweep: WordSweep;
  /** Calls that are changed often, as trees. */
  readonly sources: Map<string, TypeScript.SourceFile>;
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

/** Any value fits such a type, and no promise is made about it. */
function saysNothing({ ts, surface }: Tools, parameter: TypeScript.Symbol): boolean {
  const type = surface.checker.getTypeOfSymbolAtLocation(parameter, surface.source);
  return (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.NonPrimitive)) !== 0;
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly isOrdinary: boolean;
}

function changeCall(tools: Tools, call: Code): RandomCall {
  const { random } = tools;
  let [setup, expression, isOrdinary] = [call.setup, call.expression, true];
  const times = random.pick([1, 1, 2, 3]);
  for (let time = 0; time < times; time += 1) {
    const inSetup = setup !== '' && random.next() < 0.4;
    const text = inSetup ? setup : expression;
    const edits = listEdits(tools, text);
    if (edits.length === 0) continue;
    const edit = random.pick(edits)();
    const changed = text.slice(0, edit.start) + edit.text + text.slice(edit.end);
    if (inSetup) setup = changed;
    else expression = changed;
    isOrdinary &&= edit.isOrdinary;
  }
  return { setup, expression, isOrdinary };
}

/** What could be changed in a piece of code, each made up when it is chosen. */
function listEdits(tools: Tools, code: string): (() => Edit)[] {
  const { ts, surface } = tools;
  const source = readSource(tools, code);
  const edits: (() => Edit)[] = [];
  const visit = (node: TypeScript.Node): void => {
    const [start, end] = [node.getStart(source), node.end];
    const other = changeValue(tools, node, source);
    if (other !== null) edits.push(() => ({ start, end, ...other() }));
    if (ts.isCallExpression(node)) {
      const name = node.expression.getText(source);
      const known = surface.callables.find(({ text }) => text === name);
      edits.push(...listArgumentEdits(tools, node, known));
    } else if (ts.isNewExpression(node)) {
      const name = `new ${node.expression.getText(source)}`;
      const known = surface.callables.find(({ text }) => text === name);
      if (node.arguments !== undefined) edits.push(...listArgumentEdits(tools, node, known));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return edits;
}

function readSource({ ts, sources }: Tools, code: string): TypeScript.SourceFile {
  const known = sources.get(code);
  if (known !== undefined) return known;
  const source = ts.createSourceFile('call.js', code, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
  if (sources.size < mostSources) sources.set(code, source);
  return source;
}

const mostSources = 800;

type Change = () => { readonly text: string; readonly isOrdinary: boolean };

function changeValue(tools: Tools, node: TypeScript.Node, source: TypeScript.SourceFile): Change | null {
  const { ts, pool, random } = tools;
  if (ts.isStringLiteralLike(node)) {
    // A key of an object or a name of a module is no value.
    if (ts.isPropertyAssignment(node.parent) && node.parent.name === node) return null;
    return () => ({ text: JSON.stringify(changeString(node.text, pool, random)), isOrdinary: true });
  }
  if (ts.isNumericLiteral(node)) return () => changeNumber(Number(node.text), pool, random);
  if (node.kind === ts.SyntaxKind.TrueKeyword) return () => ({ text: 'false', isOrdinary: true });
  if (node.kind === ts.SyntaxKind.FalseKeyword) return () => ({ text: 'true', isOrdinary: true });
  if (ts.isArrayLiteralExpression(node)) {
    const items = node.elements.map((item) => item.getText(source));
    return () => ({ text: `[${changeItems(items, tools).join(', ')}]`, isOrdinary: true });
  }
  if (ts.isObjectLiteralExpression(node)) {
    const properties = node.properties.map((property) => property.getText(source));
    return () => ({ text: changeProperties(properties, tools), isOrdinary: true });
  }
  return null;
}

/** Some left out, or one more of a name that the code reads. */
function changeProperties(properties: readonly string[], { values, pool, random }: Tools): string {
  if (random.next() < 0.5) {
    const left = properties.filter(() => random.next() < 0.6);
    return left.length === 0 ? '{}' : `{ ${left.join(', ')} }`;
  }
  const names = [
    'a',
    'b',
    ...pool.names.filter((name) => /^[A-Za-z_$][\w$]*$/.test(name) && name !== '__proto__'),
  ];
  const added = `${random.pick(names)}: ${values.renderAnything()}`;
  return `{ ${[...properties, added].join(', ')} }`;
}

function changeItems(items: readonly string[], { pool, random, values }: Tools): string[] {
  const changed = [...items];
  const item = changed.length === 0 ? JSON.stringify(pickString(pool, random)) : random.pick(changed);
  switch (random.whole(6)) {
    case 0:
      changed.splice(random.whole(changed.length + 1), 0, item);
      break;
    case 1:
      changed.splice(random.whole(changed.length + 1), 1);
      break;
    case 5:
      changed.splice(random.whole(changed.length + 1), 0, values.renderAnything());
      break;
    case 2:
      changed.reverse();
      break;
    case 3:
      changed.push(...items);
      break;
    default:
      changed.sort(() => random.next() - 0.5);
  }
  return changed;
}

/** One argument anew by its declared type, one more or one less, or a value of another kind. */
function listArgumentEdits(
  tools: Tools,
  node: TypeScript.CallExpression | TypeScript.NewExpression,
  known: Callable | undefined,
): (() => Edit)[] {
  const { values, random, pool, surface } = tools;
  const given = node.arguments ?? ([] as unknown as TypeScript.NodeArray<TypeScript.Expression>);
  const declaredAt = (index: number): TypeScript.Symbol | undefined =>
    known?.signatures[0]?.parameters[index];
  const renew = (parameter: TypeScript.Symbol): string =>
    values.render(
      surface.checker.getNonNullableType(
        surface.checker.getTypeOfSymbolAtLocation(parameter, surface.source),
      ),
    );
  const edits: (() => Edit)[] = [];
  given.forEach((argument, index) => {
    const declared = declaredAt(index);
    const [start, end] = [argument.getStart(), argument.end];
    if (declared !== undefined && !saysNothing(tools, declared) && !isRest(tools, declared)) {
      const other = (): Edit => ({ start, end, text: renew(declared), isOrdinary: true });
      edits.push(other, other);
    }
    const neighbour = given[index === 0 ? 1 : index - 1];
    if (neighbour !== undefined)
      edits.push(() => ({ start, end, text: neighbour.getText(), isOrdinary: true }));
    edits.push(() => {
      const simple = ['undefined', 'null', '7', '"x"', 'true', '[1, 2]', '{ a: 1 }', '() => 1', '""', '0'];
      const text = random.next() < 0.5 ? random.pick(simple) : pickUnusual(pool.names, random);
      return { start, end, text, isOrdinary: false };
    });
  });
  const last = given.at(-1);
  const next = declaredAt(given.length);
  if (last !== undefined && next !== undefined && !isRest(tools, next)) {
    const add = (): Edit => {
      const text = `, ${renew(next)}`;
      return { start: last.end, end: last.end, text, isOrdinary: !saysNothing(tools, next) };
    };
    edits.push(add, add, add);
  }
  const before = given.at(-2);
  if (last !== undefined && before !== undefined) {
    const leaving = declaredAt(given.length - 1)?.valueDeclaration;
    const optional =
      leaving !== undefined && tools.ts.isParameter(leaving) && surface.checker.isOptionalParameter(leaving);
    edits.push(() => ({ start: before.end, end: last.end, text: '', isOrdinary: optional }));
  }
  if (last !== undefined && known === undefined && random.next() < 0.2) {
    const text = `, ${JSON.stringify(pickString(pool, random))}`;
    edits.push(() => ({ start: last.end, end: last.end, text, isOrdinary: false }));
  }
  return edits;
}

function isRest({ ts }: Tools, parameter: TypeScript.Symbol): boolean {
  const declaration = parameter.valueDeclaration;
  return declaration !== undefined && ts.isParameter(declaration) && declaration.dotDotDotToken !== undefined;
}
