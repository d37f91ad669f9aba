import { findStandardPackage, isStandardPackage, type SyntaxNode } from '../../../syntax-trees/index.ts';

export interface RebuiltImports {
  /** Specifications as they stand between the brackets. */
  readonly lines: readonly string[];
  readonly added: readonly string[];
  readonly dropped: readonly string[];
  /** Packages of others that the code uses: it may not. */
  readonly foreign: readonly string[];
}

interface Imported {
  readonly name: string;
  readonly path: string;
  readonly alias: string | null;
}

/** The imports that the code needs: its own as far as they are used, and those of the standard library that it forgot. */
export function rebuildImports(root: SyntaxNode): RebuiltImports {
  const imported = readImports(root);
  const operands = readOperands(root);
  const locals = readLocals(root);
  const chosen = new Map<string, Imported>();
  const foreign: string[] = [];
  for (const entry of imported) {
    if (!operands.has(entry.name)) continue;
    if (isStandardPackage(entry.path)) chosen.set(entry.name, entry);
    else {
      // Models invent paths; a standard package of that name is what was meant.
      const path = findStandardPackage(entry.name);
      if (path === null) foreign.push(entry.path);
      else chosen.set(entry.name, { name: entry.name, path, alias: null });
    }
  }
  const added: string[] = [];
  for (const name of operands) {
    if (chosen.has(name) || locals.has(name)) continue;
    const path = findStandardPackage(name);
    if (path === null) continue;
    chosen.set(name, { name, path, alias: null });
    added.push(path);
  }
  const kept = [...chosen.values()].toSorted((one, other) => (one.path < other.path ? -1 : 1));
  const paths = new Set(kept.map(({ path }) => path));
  return {
    lines: kept.map(({ path, alias }) => `${alias === null ? '' : `${alias} `}${JSON.stringify(path)}`),
    added,
    dropped: imported.map(({ path }) => path).filter((path) => !paths.has(path) && !foreign.includes(path)),
    foreign,
  };
}

function readImports(root: SyntaxNode): Imported[] {
  return root.descendantsOfType('import_spec').flatMap((spec) => {
    const path = spec?.childForFieldName('path')?.text.slice(1, -1) ?? '';
    const alias = spec?.childForFieldName('name')?.text ?? null;
    const base = path.split('/').findLast((part) => !/^v\d+$/.test(part)) ?? '';
    if (path === '' || alias === '.' || alias === '_') return [];
    return [{ name: alias ?? base.replace(/^go-|\.go$/g, ''), path, alias: alias === base ? null : alias }];
  });
}

/** Names in front of a dot that may be packages. */
function readOperands(root: SyntaxNode): ReadonlySet<string> {
  const names = new Set<string>();
  for (const node of root.descendantsOfType(['selector_expression', 'qualified_type'])) {
    const operand = node?.childForFieldName('operand') ?? node?.childForFieldName('package');
    if (operand?.type === 'identifier' || operand?.type === 'package_identifier') names.add(operand.text);
  }
  return names;
}

function readLocals(root: SyntaxNode): ReadonlySet<string> {
  const names = new Set<string>();
  for (const node of root.descendantsOfType(['short_var_declaration', 'range_clause'])) {
    for (const left of node?.childForFieldName('left')?.namedChildren ?? []) if (left) names.add(left.text);
  }
  const kinds = [
    ...['var_spec', 'const_spec', 'type_spec', 'function_declaration', 'parameter_declaration'],
    'variadic_parameter_declaration',
  ];
  for (const node of root.descendantsOfType(kinds)) {
    for (const name of node?.childrenForFieldName('name') ?? []) if (name?.isNamed) names.add(name.text);
  }
  return names;
}
