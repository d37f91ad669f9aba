import type TypeScript from 'typescript';
import type { ApiExport } from '../../spec/index.ts';
import type { SeenValue } from '../observation/types.ts';
import type { SurfaceProblem } from './problem.ts';

/** What a function's text says about the arguments that it takes. */
interface Taken {
  readonly names: number;
  /** Up to the last one that has no default. */
  readonly withoutDefault: number;
  /** It takes as many as come. */
  readonly isOpen: boolean;
}

/**
 * A function that cannot see an argument that is documented as required, or that wants more than are documented. Both
 * can be right, so a person should look.
 */
export function findArityProblems(
  ts: typeof TypeScript,
  wanted: ApiExport,
  found: SeenValue,
): SurfaceProblem[] {
  if (wanted.kind !== 'function' || wanted.evidence === 'example' || wanted.overloads.length > 0) return [];
  const taken = found.source === null ? null : readTaken(ts, found.source);
  if (taken === null || taken.isOpen) return [];
  const name = wanted.name === 'default' ? wanted.local_name : wanted.name;
  const required = wanted.parameters.filter(({ optional, rest }) => !optional && !rest).length;
  if (taken.names < required) {
    const text = `${name} takes ${taken.names} arguments, ${required} are documented as required`;
    return [{ text, isSure: false }];
  }
  const isOpen = wanted.parameters.some(({ rest }) => rest);
  if (isOpen || wanted.evidence !== 'declaration' || taken.withoutDefault <= wanted.parameters.length)
    return [];
  const text = `${name} wants ${taken.withoutDefault} arguments, ${wanted.parameters.length} are documented`;
  return [{ text, isSure: false }];
}

/** Null for functions of the engine's own and what cannot be read. */
function readTaken(ts: typeof TypeScript, text: string): Taken | null {
  if (text.endsWith('…') || /\[native code\]/.test(text)) return null;
  try {
    // As a member where it is written as one: `name(a) { }`.
    return findFunction(ts, `(${text})`) ?? findFunction(ts, `({ ${text} })`);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function findFunction(ts: typeof TypeScript, code: string): Taken | null {
  const source = ts.createSourceFile('taken.js', code, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
  const { parseDiagnostics } = source as TypeScript.SourceFile & { readonly parseDiagnostics?: unknown[] };
  if ((parseDiagnostics?.length ?? 0) > 0) return null;
  const queue: TypeScript.Node[] = [source];
  for (let node = queue.shift(); node !== undefined; node = queue.shift()) {
    if (ts.isClassLike(node)) return null;
    if (ts.isFunctionLike(node)) return describeFunction(ts, node as TypeScript.FunctionLikeDeclaration);
    ts.forEachChild(node, (child) => void queue.push(child));
  }
  return null;
}

function describeFunction(ts: typeof TypeScript, node: TypeScript.FunctionLikeDeclaration): Taken {
  const plain = node.parameters.map(({ initializer }) => initializer === undefined);
  return {
    names: node.parameters.length,
    withoutDefault: plain.lastIndexOf(true) + 1,
    isOpen:
      node.parameters.some(({ dotDotDotToken }) => dotDotDotToken !== undefined) ||
      (!ts.isArrowFunction(node) && /\barguments\b/.test(node.body?.getText() ?? '')),
  };
}
