import type { PythonNames, PythonUse } from '../../../syntax-trees/index.ts';
import { builtinNames, standardModules, usualImports } from './python-words.ts';
import { createResolver, type PyPackage, type Resolver } from './resolve-exports.ts';
import type { PyExport, PyItem, PyModule } from './types.ts';

/** Code with the names of exports as the scenarios bind them, and what it needs. */
export interface Resolved {
  readonly text: string;
  /** Variables of the example. */
  readonly locals: ReadonlySet<string>;
  /** Lines that import from the standard library. */
  readonly imports: ReadonlySet<string>;
  /** Exports by the names that they are bound to. */
  readonly exports: ReadonlyMap<string, PyExport>;
}

type Meaning =
  | { readonly kind: 'module'; readonly module: PyModule }
  | { readonly kind: 'export'; readonly found: PyExport }
  | { readonly kind: 'local' }
  | { readonly kind: 'standard'; readonly line: string }
  | { readonly kind: 'foreign' };

export interface Naming {
  readonly found: PyPackage;
  readonly resolver: Resolver;
  readonly locals: ReadonlyMap<PyExport, string>;
}

/** The name under which scenarios use each export: its own, unless another has it or it hides one of Python's own. */
export function createNaming(found: PyPackage): Naming {
  const locals = new Map<PyExport, string>();
  const taken = new Set<string>();
  for (const entry of found.exports) {
    const own = entry.name.split('.').at(-1) ?? entry.name;
    const wanted = builtinNames.has(own) ? `${own}_` : own;
    const local = taken.has(wanted) ? entry.name.replaceAll('.', '_') : wanted;
    locals.set(entry, local);
    taken.add(local);
  }
  return { found, resolver: createResolver(found.modules), locals };
}

/** What names mean at a place of an example. */
export class Scope {
  private readonly meanings = new Map<string, Meaning>();
  private readonly naming: Naming;
  private readonly module: PyModule | null;

  constructor(naming: Naming, module: PyModule | null) {
    this.naming = naming;
    this.module = module;
  }

  /** After a statement: what it imports and binds. */
  take(names: PythonNames): void {
    const imported = new Set<string>();
    for (const { module, name, local } of names.imports) {
      imported.add(local);
      if (name === '*') this.takeAll(module);
      else this.meanings.set(local, this.readImport(module, name, local));
    }
    for (const name of names.binds) if (!imported.has(name)) this.meanings.set(name, { kind: 'local' });
  }

  private takeAll(name: string): void {
    const module = this.naming.found.modules.get(name);
    if (module === undefined) return;
    for (const [local] of this.naming.resolver.listNames(module))
      this.meanings.set(local, this.meaningIn(module, local));
  }

  private readImport(moduleName: string, name: string | null, local: string): Meaning {
    const { found } = this.naming;
    const module = found.modules.get(moduleName);
    if (module !== undefined)
      return name === null ? { kind: 'module', module } : this.meaningIn(module, name);
    const root = moduleName.split('.')[0] ?? '';
    if (root === found.importName.split('.')[0] || !(standardModules.has(root) || root === '__future__'))
      return { kind: 'foreign' };
    const alias = (original: string): string => (local === original ? original : `${original} as ${local}`);
    return {
      kind: 'standard',
      line: name === null ? `import ${alias(moduleName)}` : `from ${moduleName} import ${alias(name)}`,
    };
  }

  private meaningIn(module: PyModule, name: string): Meaning {
    const resolved = this.naming.resolver.find(module, name);
    if (resolved === null) return { kind: 'foreign' };
    if (resolved.kind === 'module') return resolved;
    const { module: from, item } = resolved.located;
    const exported = this.findExport(from, item);
    return exported === null ? { kind: 'foreign' } : { kind: 'export', found: exported };
  }

  private findExport(module: PyModule, item: PyItem): PyExport | null {
    const { exports } = this.naming.found;
    return exports.find((each) => each.module.name === module.name && each.item.name === item.name) ?? null;
  }

  private meaningOf({ name, path }: PythonUse): Meaning | null {
    const known = this.meanings.get(name);
    if (known !== undefined) return known;
    const { found } = this.naming;
    if (this.module !== null) {
      const own = this.meaningIn(this.module, name);
      if (own.kind !== 'foreign') return own;
    }
    // A package and its main function are often called alike.
    const whole = name === found.importName ? found.modules.get(found.importName) : undefined;
    const isPart =
      whole !== undefined && path[0] !== undefined && this.meaningIn(whole, path[0].name).kind !== 'foreign';
    if (isPart) return { kind: 'module', module: whole };
    const exported = found.exports.find((each) => each.name === name);
    if (exported !== undefined && !builtinNames.has(name)) return { kind: 'export', found: exported };
    if (whole !== undefined) return { kind: 'module', module: whole };
    if (builtinNames.has(name)) return null;
    if (standardModules.has(name)) return { kind: 'standard', line: `import ${name}` };
    const usual = usualImports.get(name);
    return usual === undefined ? { kind: 'foreign' } : { kind: 'standard', line: usual };
  }

  /** The code with its names resolved; null where it uses what nobody else has. */
  resolve(code: string, names: PythonNames): Resolved | null {
    const locals = new Set<string>();
    const imports = new Set<string>();
    const exports = new Map<string, PyExport>();
    const edits: { start: number; end: number; text: string }[] = [];
    for (const use of names.uses) {
      const meaning = this.meaningOf(use);
      if (meaning === null) continue;
      if (meaning.kind === 'local') locals.add(use.name);
      else if (meaning.kind === 'standard') imports.add(meaning.line);
      else if (meaning.kind === 'foreign') return null;
      else {
        const target = this.follow(meaning, use);
        const local = target === null ? undefined : this.naming.locals.get(target.found);
        if (target === null || local === undefined) return null;
        exports.set(local, target.found);
        edits.push({ start: use.start, end: target.end, text: local });
      }
    }
    return { text: applyEdits(code, edits), locals, imports, exports };
  }

  /** `pkg.sub.name` is one export. */
  private follow(
    meaning: Extract<Meaning, { kind: 'module' | 'export' }>,
    use: PythonUse,
  ): { found: PyExport; end: number } | null {
    let current: Meaning = meaning;
    let end = use.end;
    for (const part of [...use.path, null]) {
      if (current.kind === 'export') return { found: current.found, end };
      if (current.kind !== 'module' || part === null) return null;
      current = this.meaningIn(current.module, part.name);
      end = part.end;
    }
    return null;
  }
}

function applyEdits(code: string, edits: readonly { start: number; end: number; text: string }[]): string {
  let result = '';
  let at = 0;
  for (const { start, end, text } of edits.toSorted((one, other) => one.start - other.start)) {
    if (start < at) continue;
    result += code.slice(at, start) + text;
    at = end;
  }
  return result + code.slice(at);
}
