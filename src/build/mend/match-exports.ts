import type { ApiExport, ApiSurface } from '../../spec/index.ts';
import { isDeclarableName } from './identifier.ts';
import type { Declarations } from './top-level.ts';

/** How each value export of the specification is met by a local name of the code. */
export interface ExportMatch {
  /** Exported name -> local name. */
  readonly matched: ReadonlyMap<string, string>;
  readonly missing: readonly string[];
  readonly mends: readonly { readonly kind: string; readonly detail: string }[];
}

const valueKinds = new Set<ApiExport['kind']>(['function', 'class', 'constant', 'namespace', 'enum']);

/** The exports of a surface that exist at run time. */
export function valueExports(surface: ApiSurface): ApiExport[] {
  return surface.exports.filter((entry) => valueKinds.has(entry.kind));
}

/**
 * Finds a declaration for every value export: what the code exported under that name, else a declaration of that name,
 * else one that differs in case only, else, for a single export, the only declaration there is.
 */
export function matchExports(surface: ApiSurface, declarations: Declarations): ExportMatch {
  const names = declarations.statements.flatMap((statement) => statement.names);
  const wanted = valueExports(surface);
  const matched = new Map<string, string>();
  const mends: { kind: string; detail: string }[] = [];
  for (const entry of wanted) {
    const others = new Set(wanted.filter((other) => other !== entry).map(spellingOf));
    const local = findLocal({ entry, names, others, declarations, isOnly: wanted.length === 1 });
    if (local === null) continue;
    matched.set(entry.name, local);
    if (declarations.exported.get(entry.name) !== local && local !== spellingOf(entry)) {
      mends.push({ kind: 'export-matched', detail: `${entry.name} taken from ${local}` });
    }
  }
  return { matched, mends, missing: wanted.map((entry) => entry.name).filter((name) => !matched.has(name)) };
}

/** The local name that the builder is asked to declare for an export. */
export function spellingOf(entry: ApiExport): string {
  return entry.name !== 'default' && isDeclarableName(entry.name) ? entry.name : entry.local_name;
}

function findLocal(request: {
  readonly entry: ApiExport;
  readonly names: readonly string[];
  /** Names that other exports are declared under. */
  readonly others: ReadonlySet<string>;
  readonly declarations: Declarations;
  readonly isOnly: boolean;
}): string | null {
  const { entry, names, others, declarations, isOnly } = request;
  const declared = declarations.exported.get(entry.name);
  if (declared !== undefined && names.includes(declared)) return declared;
  const spellings = entry.name === 'default' ? [entry.local_name] : [entry.name, entry.local_name];
  for (const spelling of spellings) if (names.includes(spelling)) return spelling;
  const folded = names.find(
    (name) => !others.has(name) && spellings.some((spelling) => fold(spelling) === fold(name)),
  );
  if (folded !== undefined) return folded;
  if (!isOnly) return null;
  const anyExported = [...declarations.exported.values()].find((name) => names.includes(name));
  return anyExported ?? names.at(-1) ?? null;
}

function fold(name: string): string {
  return name.toLowerCase().replace(/[_$]/g, '') || name;
}
