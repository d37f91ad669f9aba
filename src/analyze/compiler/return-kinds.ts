import type ts from 'typescript';
import type { DeclarationProgram } from './declaration-program.ts';
import { isLiteral } from './literal.ts';
import type { TypeScript } from './load-typescript.ts';
import { parseExpression } from './syntax.ts';

type ReturnKind = 'string' | 'number' | 'boolean' | 'other';

/** What each export may return by its declarations; exports whose return type is open are not in it. */
export type ReturnKinds = ReadonlyMap<string, ReadonlySet<ReturnKind>>;

/** Reads the return types of all callable exports, overloads together. */
export function readReturnKinds(ts: TypeScript, { checker, module }: DeclarationProgram): ReturnKinds {
  const kinds = new Map<string, ReadonlySet<ReturnKind>>();
  if (module === undefined) return kinds;
  const assigned = module.exports?.get(ts.InternalSymbolName.ExportEquals);
  const add = (name: string, symbol: ts.Symbol): void => {
    const target = (symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : checker.getAliasedSymbol(symbol);
    const signatures = checker.getTypeOfSymbol(target).getCallSignatures();
    const found = signatures.map((signature) => kindsOf(ts, checker.getReturnTypeOfSignature(signature)));
    const known = found.filter((set) => set !== null);
    if (known.length > 0 && known.length === found.length)
      kinds.set(name, new Set(known.flatMap((set) => [...set])));
  };
  if (assigned !== undefined) add('default', assigned);
  for (const symbol of checker.getExportsOfModule(module)) add(symbol.name, symbol);
  return kinds;
}

/** Null for a type that may be anything: without the standard library, every type of it as well. */
function kindsOf(ts: TypeScript, type: ts.Type): ReadonlySet<ReturnKind> | null {
  const parts = type.isUnion() ? type.types : [type];
  const kinds = parts.map((part): ReturnKind | null => {
    if ((part.flags & ts.TypeFlags.StringLike) !== 0) return 'string';
    if ((part.flags & ts.TypeFlags.NumberLike) !== 0) return 'number';
    if ((part.flags & ts.TypeFlags.BooleanLike) !== 0) return 'boolean';
    const isNothing = (part.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null | ts.TypeFlags.Void)) !== 0;
    const isObject = (part.flags & ts.TypeFlags.Object) !== 0 && (part.symbol?.declarations?.length ?? 0) > 0;
    return isNothing || isObject ? 'other' : null;
  });
  return kinds.includes(null) ? null : new Set(kinds.filter((kind) => kind !== null));
}

/** The export that an expression calls directly, as `f(x)` or `module.f(x)`; null for anything else. */
export function calledExport(
  ts: TypeScript,
  expression: ts.Node,
  bindings: ReadonlyMap<string, string>,
): string | null {
  if (!ts.isCallExpression(expression)) return null;
  const callee = expression.expression;
  if (ts.isIdentifier(callee)) return bindings.get(callee.text) ?? null;
  if (!ts.isPropertyAccessExpression(callee) || !ts.isIdentifier(callee.expression)) return null;
  const owner = bindings.get(callee.expression.text);
  return owner === '*' || owner === 'default' ? callee.name.text : null;
}

/** True when the declared return type cannot give a value of this literal's kind. */
export function contradicts(
  ts: TypeScript,
  kinds: ReadonlySet<ReturnKind> | undefined,
  literal: string,
): boolean {
  const node = parseExpression(ts, literal);
  if (kinds === undefined || node === null || !isLiteral(ts, node)) return false;
  if (ts.isStringLiteralLike(node)) return !kinds.has('string');
  if (ts.isNumericLiteral(node)) return !kinds.has('number');
  if (ts.isArrayLiteralExpression(node) || ts.isObjectLiteralExpression(node)) return !kinds.has('other');
  const isBoolean = node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword;
  return isBoolean && !kinds.has('boolean');
}

/** True when every outcome of the export is a string. */
export function returnsString(kinds: ReadonlySet<ReturnKind> | undefined): boolean {
  return kinds?.size === 1 && kinds.has('string');
}
