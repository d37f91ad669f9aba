import type TypeScript from 'typescript';
import type { ScenarioBinding } from '../spec/index.ts';
import type { TypeProgram } from './type-program.ts';
import { renderPrelude } from './well-typed.ts';

/** Something to call: `text` is what stands before the brackets. */
export interface Callable {
  readonly text: string;
  readonly signatures: readonly TypeScript.Signature[];
}

/** Something that makes an object with methods, or is one: its state shows in sequences of calls. */
export interface Stateful {
  /** `new Queue`, `createQueue`; null where `object` is there already. */
  readonly maker: Callable | null;
  readonly object: string;
  readonly isPromise: boolean;
  readonly type: TypeScript.Type;
}

export interface DeclaredSurface {
  readonly checker: TypeScript.TypeChecker;
  readonly source: TypeScript.SourceFile;
  readonly callables: readonly Callable[];
  readonly stateful: readonly Stateful[];
  /** Expression that makes an instance, by the class's symbol. */
  readonly classes: ReadonlyMap<TypeScript.Symbol, string>;
}

/** The name that an object has in a sequence of calls. */
export const subjectName = 'subject';

/** What the type definitions say of the names that calls use, as TypeScript's checker sees it. */
export function readDeclaredSurface(
  ts: typeof TypeScript,
  types: TypeProgram,
  bindings: readonly ScenarioBinding[],
): DeclaredSurface {
  // What a call gives when nothing is said of type parameters is TypeScript's to say.
  const lines = bindings.flatMap(({ local }) => [
    `(${local});`,
    `(${local}(...(null as any)));`,
    `(new ${local}(...(null as any)));`,
  ]);
  const { program, source } = types.open(`${renderPrelude(bindings)}\n${lines.join('\n')}\n`);
  const checker = program.getTypeChecker();
  const callables: Callable[] = [];
  const stateful: Stateful[] = [];
  const classes = new Map<TypeScript.Symbol, string>();
  const expressions = source.statements.filter(ts.isExpressionStatement);
  const declaredHere = (type: TypeScript.Type): boolean =>
    type.symbol?.declarations?.some((entry) => !entry.getSourceFile().fileName.includes('/lib.')) === true;
  const hasMethods = (type: TypeScript.Type): boolean =>
    declaredHere(type) &&
    (type.getCallSignatures().length > 0 ||
      type.getProperties().some((entry) => typeOf(entry).getCallSignatures().length > 0));
  const typeOf = (entry: TypeScript.Symbol): TypeScript.Type =>
    checker.getTypeOfSymbolAtLocation(entry, source);

  const typeAt = (line: number): TypeScript.Type | undefined => {
    const expression = expressions[line]?.expression;
    if (expression === undefined || !ts.isParenthesizedExpression(expression)) return undefined;
    return checker.getTypeAtLocation(expression.expression);
  };
  const addMaker = (maker: Callable, made?: TypeScript.Type): void => {
    const [signature] = maker.signatures;
    if (signature === undefined) return;
    const returned =
      made !== undefined && hasMethods(checker.getAwaitedType(made) ?? made)
        ? made
        : signature.getReturnType();
    const inner = returned.symbol?.name === 'Promise' ? checker.getAwaitedType(returned) : undefined;
    const type = inner ?? returned;
    if (hasMethods(type)) stateful.push({ maker, object: subjectName, isPromise: inner !== undefined, type });
  };
  const addPlace = (text: string, type: TypeScript.Type, depth: number, line: number): void => {
    const calls = type.getCallSignatures();
    const constructs = type.getConstructSignatures();
    if (calls.length > 0) {
      callables.push({ text, signatures: calls });
      addMaker({ text, signatures: calls }, typeAt(line + 1));
    }
    if (constructs.length > 0) {
      const maker = { text: `new ${text}`, signatures: constructs };
      callables.push(maker);
      addMaker(maker, typeAt(line + 2));
      const instance = constructs[0]?.getReturnType().symbol;
      const isBare = constructs.some(({ parameters }) => parameters.length === 0);
      if (instance !== undefined && isBare) classes.set(instance, `new ${text}()`);
    }
    if (depth > 1 || !(declaredHere(type) || depth === 0)) return;
    const methods = type.getProperties().filter(isPlainName);
    for (const entry of methods.slice(0, 60)) {
      if (entry.name !== 'prototype') {
        addPlace(`${text}.${entry.name}`, typeOf(entry), depth + 1, -3);
      }
    }
    const isObject = calls.length === 0 && constructs.length === 0;
    if (isObject && methods.length > 1 && hasMethods(type)) {
      stateful.push({ maker: null, object: text, isPromise: false, type });
    }
  };
  bindings.forEach(({ local }, index) => {
    const type = typeAt(3 * index);
    if (type !== undefined && (type.flags & ts.TypeFlags.Any) === 0) addPlace(local, type, 0, 3 * index);
  });
  return { checker, source, callables: dropDoubles(callables), stateful: dropMakers(stateful), classes };
}

function isPlainName({ name }: TypeScript.Symbol): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(name) && !name.startsWith('__');
}

function dropDoubles(callables: readonly Callable[]): readonly Callable[] {
  const seen = new Set<string>();
  return callables.filter(({ text }) => !seen.has(text) && seen.add(text) !== undefined);
}

function dropMakers(stateful: readonly Stateful[]): readonly Stateful[] {
  const seen = new Set<string>();
  return stateful.filter(({ maker, object }) => {
    const key = maker?.text ?? object;
    return !seen.has(key) && seen.add(key) !== undefined;
  });
}
