import type TypeScript from 'typescript';
import type { Callable, DeclaredSurface } from './declared-surface.ts';
import type { Code } from './observe-call.ts';
import type { Random } from './random.ts';
import type { TypedValues } from './typed-values.ts';
import { pickUnusual } from './unusual-values.ts';
import { changeNumber, changeString, pickString, type ValuePool } from './value-pool.ts';

/** What changing a call takes. */
export interface ChangeTools {
  readonly ts: typeof TypeScript;
  readonly pool: ValuePool;
  readonly values: TypedValues;
  readonly random: Random;
  readonly surface: DeclaredSurface;
  /** Calls that are changed often, as trees. */
  readonly sources: Map<string, TypeScript.SourceFile>;
}

/** Any value fits such a type, and no promise is made about it. */
export function saysNothing(
  { ts, surface }: Pick<ChangeTools, 'ts' | 'surface'>,
  parameter: TypeScript.Symbol,
): boolean {
  const type = surface.checker.getTypeOfSymbolAtLocation(parameter, surface.source);
  return (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.NonPrimitive)) !== 0;
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly isOrdinary: boolean;
}

/** The call with one to three of its values changed. */
export function changeCall(tools: ChangeTools, call: Code): Code & { readonly isOrdinary: boolean } {
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
function listEdits(tools: ChangeTools, code: string): (() => Edit)[] {
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

function readSource({ ts, sources }: ChangeTools, code: string): TypeScript.SourceFile {
  const known = sources.get(code);
  if (known !== undefined) return known;
  const source = ts.createSourceFile('call.js', code, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
  if (sources.size < mostSources) sources.set(code, source);
  return source;
}

const mostSources = 800;

type Change = () => { readonly text: string; readonly isOrdinary: boolean };

function changeValue(
  tools: ChangeTools,
  node: TypeScript.Node,
  source: TypeScript.SourceFile,
): Change | null {
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
function changeProperties(properties: readonly string[], { values, pool, random }: ChangeTools): string {
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

function changeItems(items: readonly string[], { pool, random, values }: ChangeTools): string[] {
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
  tools: ChangeTools,
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

function isRest({ ts }: ChangeTools, parameter: TypeScript.Symbol): boolean {
  const declaration = parameter.valueDeclaration;
  return declaration !== undefined && ts.isParameter(declaration) && declaration.dotDotDotToken !== undefined;
}
