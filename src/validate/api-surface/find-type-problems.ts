import type TypeScript from 'typescript';
import type { PackageFiles } from '../../scenarios/types.ts';
import type { Spec } from '../../spec/index.ts';
import { SourceProgram } from '../../typecheck/index.ts';
import type { SurfaceProblem } from './problem.ts';

export interface TypeComparison {
  /** The file with the delivered types; null when there is none, or nothing to compare with. */
  readonly compared: string | null;
  /** Why nothing was compared, or how. */
  readonly how: string;
  readonly problems: readonly SurfaceProblem[];
}

const documentedPath = 'phalus-documented/index.d.ts';

/**
 * Whether what the package declares can stand where the documented declarations are expected: export by export, with
 * TypeScript's own rule for assignments. Nothing is read but the two texts.
 */
export async function findTypeProblems(files: PackageFiles, spec: Spec): Promise<TypeComparison> {
  const documented = spec.texts['06-type-definitions.d.ts'].trim();
  const path = findDeclarations(files);
  const none = (how: string): TypeComparison => ({ compared: null, how, problems: [] });
  if (documented === '') return none('the documentation declares no types');
  if (path === null) {
    return {
      ...none('the package declares no types'),
      problems: [{ text: 'the documented types are not delivered', isSure: false }],
    };
  }
  const delivered = files[path] ?? '';
  const { default: ts } = await import('typescript');
  if (path.endsWith('.d.ts') && withoutHeader(delivered) === withoutHeader(documented)) {
    return { compared: path, how: 'the declarations of the specification, word for word', problems: [] };
  }
  try {
    const problems = compareExports(ts, { path, delivered, documented, files, spec });
    return { compared: path, how: 'export by export', problems };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const text = `the types of ${path} are nested too deeply to be compared`;
    return { compared: path, how: 'not to the end', problems: [{ text, isSure: false }] };
  }
}

/** The source where it is TypeScript, because a compiler makes the delivered types from it; else what package.json names. */
function findDeclarations(files: PackageFiles): string | null {
  const source = ['src/index.ts', 'src/index.mts', 'src/index.cts'].find((path) =>
    Object.hasOwn(files, path),
  );
  if (source !== undefined) return source;
  const named = readTypesField(files['package.json'] ?? '');
  const usual = [named, 'types/index.d.ts', 'index.d.ts', 'dist/index.d.ts'];
  return usual.find((path): path is string => path !== null && Object.hasOwn(files, path)) ?? null;
}

function readTypesField(manifest: string): string | null {
  try {
    const { types, exports } = JSON.parse(manifest) as { types?: unknown; exports?: unknown };
    // Compilers of today look there first.
    const path = findTypesBelow(exports) ?? types;
    return typeof path === 'string' ? path.replace(/^\.\//, '') : null;
  } catch {
    return null;
  }
}

/** Of the package's own entry, under any condition. */
function findTypesBelow(exports: unknown): string | null {
  if (typeof exports !== 'object' || exports === null) return null;
  for (const [key, value] of Object.entries(exports)) {
    if (key === 'types' && typeof value === 'string') return value;
    const below = key.startsWith('.') && key !== '.' ? null : findTypesBelow(value);
    if (below !== null) return below;
  }
  return null;
}

function withoutHeader(text: string): string {
  return text.replace(/^(?:\/\/[^\n]*\n|\s)*/, '').trim();
}

function compareExports(
  ts: typeof TypeScript,
  request: {
    readonly path: string;
    readonly delivered: string;
    readonly documented: string;
    readonly files: PackageFiles;
    readonly spec: Spec;
  },
): SurfaceProblem[] {
  const { path, delivered, documented, files, spec } = request;
  const others = Object.entries(files).filter(
    ([name]) => /^src\/.*\.[cm]?ts$/.test(name) || name === 'package.json',
  );
  const roots = [path, documentedPath];
  const compiled = new SourceProgram(ts).compile({
    files: { ...Object.fromEntries(others), [path]: delivered, [documentedPath]: documented },
    roots,
    timeLimitMs: 10_000,
  });
  const checker = compiled.program.getTypeChecker();
  const ours = readModule(ts, checker, compiled.sourceOf(path));
  const theirs = readModule(ts, checker, compiled.sourceOf(documentedPath));
  if (ours === null || theirs === null)
    return [{ text: `${path} is no module, so its types cannot be compared`, isSure: false }];
  const evidence = new Map(spec.surface.exports.map((entry) => [entry.name, entry.evidence]));
  const problems: SurfaceProblem[] = [];
  for (const [name, wanted] of theirs) {
    const found = ours.get(name);
    // A declaration that a compiler would write over is no promise of the package's own source.
    const isSure = evidence.get(name) === 'declaration' && path.endsWith('.d.ts');
    if (found === undefined) {
      problems.push({ text: `${path} does not declare ${name}`, isSure });
      continue;
    }
    const [from, to] = [typeOf(ts, checker, found), typeOf(ts, checker, wanted)];
    if (from === null || to === null || hasHidden(ts, to) || checker.isTypeAssignableTo(from, to)) continue;
    const shown = (type: TypeScript.Type): string => checker.typeToString(type).slice(0, 120);
    problems.push({ text: `${path} declares ${name} as ${shown(from)}, documented as ${shown(to)}`, isSure });
  }
  return problems;
}

/** Exports by name; of `export =` the value itself under `default`. */
function readModule(
  ts: typeof TypeScript,
  checker: TypeScript.TypeChecker,
  source: TypeScript.SourceFile | undefined,
): Map<string, TypeScript.Symbol> | null {
  const symbol = source === undefined ? undefined : checker.getSymbolAtLocation(source);
  if (symbol === undefined) return null;
  const exported = new Map(checker.getExportsOfModule(symbol).map((one) => [one.name, one]));
  const whole = symbol.exports?.get(ts.InternalSymbolName.ExportEquals);
  if (whole !== undefined) exported.set('default', whole);
  return exported;
}

/** Of a value its type; null for what exists as a type alone, where both directions could be meant. */
function typeOf(
  ts: typeof TypeScript,
  checker: TypeScript.TypeChecker,
  symbol: TypeScript.Symbol,
): TypeScript.Type | null {
  const target = (symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : checker.getAliasedSymbol(symbol);
  if ((target.flags & ts.SymbolFlags.Value) === 0) return null;
  return checker.getTypeOfSymbol(target);
}

/** Two declarations of a class with private members are two classes, whatever else they say. */
function hasHidden(ts: typeof TypeScript, type: TypeScript.Type): boolean {
  const instance = type.getConstructSignatures()[0]?.getReturnType();
  return (instance?.getProperties() ?? []).some((property) =>
    (property.declarations ?? []).some(
      (node) =>
        (ts.getCombinedModifierFlags(node) & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected)) !== 0,
    ),
  );
}
