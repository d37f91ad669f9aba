import type TypeScript from 'typescript';
import type { ApiSurface, ScenarioBinding, TestScenarios } from '../spec/index.ts';
import { readLiterals } from './literals.ts';
import type { Code } from './observe-call.ts';
import type { Random } from './random.ts';
import { createTypedValues, type TypedValues } from './typed-values.ts';
import { changeNumber, changeString, createValuePool, type ValuePool } from './value-pool.ts';

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
  /** A call of an export with values of its declared types; null when none is declared. */
  invent(): RandomCall | null;
}

export async function createCallMaker(
  spec: { readonly scenarios: TestScenarios; readonly surface: ApiSurface; readonly types: string },
  random: Random,
): Promise<CallMaker> {
  const ts = (await import('typescript')).default;
  const { scenarios } = spec;
  const pool = createValuePool(readLiterals(ts, scenarios));
  const values = createTypedValues(ts, spec.types, { pool, random });
  const bindings = completeBindings(scenarios.bindings, spec.surface);
  const callable = listCallable(bindings, spec.surface);
  const tools: Tools = { ts, pool, values, random, callable };
  return {
    bindings,
    examples: scenarios.scenarios
      .filter(({ contested }) => !contested)
      .map(({ setup, expression }) => ({ setup, expression })),
    change: (call) => changeCall(tools, call),
    invent: () => inventCall(tools),
  };
}

interface Tools {
  readonly ts: typeof TypeScript;
  readonly pool: ValuePool;
  readonly values: TypedValues;
  readonly random: Random;
  readonly callable: readonly Callable[];
}

interface Callable {
  readonly local: string;
  readonly parameters: ApiSurface['exports'][number]['parameters'];
}

/** A name for each function that no example calls. */
function completeBindings(
  bindings: readonly ScenarioBinding[],
  surface: ApiSurface,
): readonly ScenarioBinding[] {
  const known = new Set(bindings.map((binding) => binding.export));
  const taken = new Set(bindings.map(({ local }) => local));
  const added = surface.exports.flatMap(({ name, local_name: local, kind }) => {
    if (kind !== 'function' || known.has(name) || taken.has(local) || !/^[A-Za-z_$][\w$]*$/.test(local))
      return [];
    taken.add(local);
    return [{ local, export: name }];
  });
  return [...bindings, ...added];
}

function listCallable(bindings: readonly ScenarioBinding[], surface: ApiSurface): readonly Callable[] {
  return surface.exports.flatMap(({ name, kind, parameters }) => {
    const binding = bindings.find((entry) => entry.export === name);
    return kind === 'function' && binding !== undefined && parameters.length > 0
      ? [{ local: binding.local, parameters }]
      : [];
  });
}

function inventCall({ callable, values, random }: Tools): RandomCall | null {
  if (callable.length === 0) return null;
  const { local, parameters } = random.pick(callable);
  const given = parameters.filter(({ optional }, index) => !optional || index === 0 || random.next() < 0.6);
  const words = given.map(({ type }) => values.render(type));
  const isOrdinary = given.every(({ type }) => !saysNothing(type));
  return { setup: '', expression: `${local}(${words.join(', ')})`, isOrdinary };
}

/** Any value fits such a type, and no promise is made about it. */
function saysNothing(type: string): boolean {
  return /^(?:unknown|any|object|Function)$/.test(type.trim());
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
  const { ts, callable } = tools;
  const source = ts.createSourceFile('call.js', code, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
  const edits: (() => Edit)[] = [];
  const visit = (node: TypeScript.Node): void => {
    const [start, end] = [node.getStart(source), node.end];
    const other = changeValue(tools, node, source);
    if (other !== null) edits.push(() => ({ start, end, ...other() }));
    if (ts.isCallExpression(node)) {
      const name = node.expression.getText(source);
      const known = callable.find(({ local }) => local === name);
      edits.push(...listArgumentEdits(tools, node, known));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return edits;
}

type Change = () => { readonly text: string; readonly isOrdinary: boolean };

function changeValue(
  { ts, pool, random }: Tools,
  node: TypeScript.Node,
  source: TypeScript.SourceFile,
): Change | null {
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
    return () => ({ text: `[${changeItems(items, pool, random).join(', ')}]`, isOrdinary: true });
  }
  if (ts.isObjectLiteralExpression(node) && node.properties.length > 0) {
    const properties = node.properties.map((property) => property.getText(source));
    return () => {
      const left = properties.filter(() => random.next() < 0.6);
      return { text: `{ ${left.join(', ')} }`, isOrdinary: true };
    };
  }
  return null;
}

function changeItems(items: readonly string[], pool: ValuePool, random: Random): string[] {
  const changed = [...items];
  const item = changed.length === 0 ? JSON.stringify(random.pick(pool.strings)) : random.pick(changed);
  switch (random.whole(5)) {
    case 0:
      changed.splice(random.whole(changed.length + 1), 0, item);
      break;
    case 1:
      changed.splice(random.whole(changed.length + 1), 1);
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
  { values, random, pool }: Tools,
  node: TypeScript.CallExpression,
  known: Callable | undefined,
): (() => Edit)[] {
  const given = node.arguments;
  const edits: (() => Edit)[] = [];
  given.forEach((argument, index) => {
    const declared = known?.parameters[index];
    const [start, end] = [argument.getStart(), argument.end];
    if (declared !== undefined && !saysNothing(declared.type)) {
      const renew = (): Edit => ({ start, end, text: values.render(declared.type), isOrdinary: true });
      edits.push(renew, renew);
    }
    edits.push(() => {
      const kinds = ['undefined', 'null', '7', '"x"', 'true', '[1, 2]', '{ a: 1 }', '() => 1'];
      return { start, end, text: random.pick(kinds), isOrdinary: false };
    });
  });
  const last = given.at(-1);
  const next = known?.parameters[given.length];
  if (last !== undefined && next !== undefined) {
    const add = (): Edit => {
      const text = `, ${values.render(next.type)}`;
      return { start: last.end, end: last.end, text, isOrdinary: !saysNothing(next.type) };
    };
    edits.push(add, add, add);
  }
  const before = given.at(-2);
  if (last !== undefined && before !== undefined) {
    const optional = known?.parameters[given.length - 1]?.optional ?? false;
    edits.push(() => ({ start: before.end, end: last.end, text: '', isOrdinary: optional }));
  }
  if (last !== undefined && known === undefined && random.next() < 0.2) {
    const text = `, ${JSON.stringify(random.pick(pool.strings))}`;
    edits.push(() => ({ start: last.end, end: last.end, text, isOrdinary: false }));
  }
  return edits;
}
