import { normalizePackageName } from '../../../core/index.ts';
import type { Document } from '../../../docs/types.ts';
import type { Located, PyExport, PyModule } from './types.ts';

const mostExports = 400;

export interface PyPackage {
  /** Modules by name; a stub and its module are one. */
  readonly modules: ReadonlyMap<string, PyModule>;
  /** What consumers import. */
  readonly importName: string;
  readonly exports: readonly PyExport[];
}

/** The interface of a package: what its outermost module hands on, and modules that the documentation tells to import. */
export function resolvePackage(
  all: readonly PyModule[],
  { packageName, prose }: { readonly packageName: string; readonly prose: readonly Document[] },
): PyPackage {
  const modules = mergeStubs(all);
  const text = prose.map((document) => document.text).join('\n');
  const importName = chooseRoot(modules, packageName, text);
  const root = modules.get(importName);
  const resolve = createResolver(modules);
  const found = new Map<string, PyExport>();
  const add = (name: string, { module, item }: Located): void => {
    const isKnown = [...found.values()].some((known) => known.item === item);
    if (!found.has(name) && !isKnown && found.size < mostExports) found.set(name, { name, module, item });
  };
  if (root !== undefined)
    for (const [name, entry] of resolve.listNames(root)) {
      if (entry.kind === 'item') add(name, entry.located);
    }
  for (const module of listDocumented(modules, { importName, text, isEmpty: found.size === 0 })) {
    const below = module.name.slice(importName.length + 1);
    for (const [name, entry] of resolve.listNames(module)) {
      if (entry.kind === 'item') add(`${below}.${name}`, entry.located);
    }
  }
  return { modules, importName, exports: [...found.values()] };
}

/** Signatures of the stub, documentation of the module. */
function mergeStubs(all: readonly PyModule[]): Map<string, PyModule> {
  const modules = new Map<string, PyModule>();
  for (const module of all) {
    const other = modules.get(module.name);
    if (other === undefined) modules.set(module.name, module);
    else modules.set(module.name, module.isStub ? merge(module, other) : merge(other, module));
  }
  return modules;
}

function merge(stub: PyModule, source: PyModule): PyModule {
  if (!stub.isStub) return stub;
  const items = new Map(source.items);
  for (const [name, item] of stub.items) {
    const documented = source.items.get(name);
    if (documented === undefined) {
      items.set(name, item);
      continue;
    }
    const memberDocs = new Map(documented.members.map((member) => [member.name, member]));
    items.set(name, {
      ...item,
      ...(item.docstring === ''
        ? { docstring: documented.docstring, docstringLine: documented.docstringLine }
        : {}),
      lines: documented.lines,
      members: item.members.map((member) => ({
        ...member,
        docstring: member.docstring || (memberDocs.get(member.name)?.docstring ?? ''),
      })),
    });
  }
  return {
    ...source,
    items,
    all: source.all ?? stub.all,
    imports: source.imports.length === 0 ? stub.imports : source.imports,
  };
}

function chooseRoot(modules: ReadonlyMap<string, PyModule>, packageName: string, text: string): string {
  const roots = new Set([...modules.keys()].map((name) => name.split('.')[0] ?? name));
  const wanted = normalizePackageName('pypi', packageName).replaceAll('-', '_');
  const flat = (name: string): string => name.toLowerCase().replace(/_/g, '');
  const dotted = packageName.toLowerCase();
  if (modules.has(dotted)) return dotted;
  const imports = (name: string): number =>
    text.match(new RegExp(`^[ \\t>.]{0,12}(?:from|import)[ \\t]+${name}\\b`, 'gm'))?.length ?? 0;
  const score = (name: string): number => {
    const own = flat(name) === flat(wanted) ? 1_000 : 0;
    const near = flat(wanted).includes(flat(name)) || flat(name).includes(flat(wanted)) ? 100 : 0;
    return own + near + Math.min(imports(name), 50) * 30 + (modules.get(name)?.items.size ?? 0) / 1_000;
  };
  const [best] = [...roots].sort((one, other) => score(other) - score(one));
  return best ?? wanted;
}

/** Modules that the documentation imports from by name; all public ones where the package itself hands on nothing. */
function listDocumented(
  modules: ReadonlyMap<string, PyModule>,
  {
    importName,
    text,
    isEmpty,
  }: { readonly importName: string; readonly text: string; readonly isEmpty: boolean },
): PyModule[] {
  return [...modules.values()].filter(({ name }) => {
    if (!name.startsWith(`${importName}.`) || /(?:^|\.)_/.test(name)) return false;
    const plain = name.replaceAll('.', '\\.');
    const [, parent = '', last = ''] = /^(.*)\.(\w+)$/.exec(name) ?? [];
    const isImported = new RegExp(
      `(?:from|import)[ \\t]+${plain}\\b|from[ \\t]+${parent.replaceAll('.', '\\.')}[ \\t]+import[^\\n]{0,200}\\b${last}\\b`,
    );
    return isEmpty || isImported.test(text);
  });
}

export type Resolved =
  | { readonly kind: 'item'; readonly located: Located }
  | { readonly kind: 'module'; readonly module: PyModule };

export interface Resolver {
  /** What a public name of a module stands for, imports followed. */
  listNames(module: PyModule): ReadonlyMap<string, Resolved>;
  find(module: PyModule, name: string): Resolved | null;
}

const mostSteps = 12;

export function createResolver(modules: ReadonlyMap<string, PyModule>): Resolver {
  const findIn = (module: PyModule, name: string, steps: number): Resolved | null => {
    if (steps > mostSteps) return null;
    const item = module.items.get(name);
    if (item !== undefined)
      return followAlias(module, name, steps) ?? { kind: 'item', located: { module, item } };
    for (const { module: from, name: imported, local } of module.imports) {
      if (local !== name || imported === null || imported === '*') continue;
      const source = absolute(module, from);
      const inner = modules.get(source);
      const found = inner === undefined ? null : findIn(inner, imported, steps + 1);
      if (found !== null) return found;
      const submodule = modules.get(source === '' ? imported : `${source}.${imported}`);
      if (submodule !== undefined) return { kind: 'module', module: submodule };
    }
    for (const { module: from, name: imported } of module.imports) {
      if (imported !== '*') continue;
      const inner = modules.get(absolute(module, from));
      const isOffered =
        inner !== undefined && (inner.all === null ? !name.startsWith('_') : inner.all.includes(name));
      const found = isOffered ? findIn(inner, name, steps + 1) : null;
      if (found !== null) return found;
    }
    const submodule = module.isPackage ? modules.get(`${module.name}.${name}`) : undefined;
    return submodule === undefined ? null : { kind: 'module', module: submodule };
  };

  /** `camelize = inflect.camelize`, `parse = compile`: another name for what is declared. */
  const followAlias = (module: PyModule, name: string, steps: number): Resolved | null => {
    const item = module.items.get(name);
    const other = item?.kind === 'constant' ? /^\w+ = (\w+)$/.exec(item.signature)?.[1] : undefined;
    if (other === undefined || other === name) return null;
    const found = findIn(module, other, steps + 1);
    if (found?.kind !== 'item' || found.located.item.kind === 'constant') return null;
    const { item: target } = found.located;
    const renamed = { ...target, name, signature: renameSignature(target.signature, target.name, name) };
    return { kind: 'item', located: { module: found.located.module, item: renamed } };
  };

  const listPublic = (module: PyModule, steps: number): string[] => {
    if (module.all !== null) return [...module.all];
    if (steps > mostSteps) return [];
    const names = [...module.items.keys()].filter((name) => !name.startsWith('_'));
    // Of a module that is no package, what it imports is for itself.
    const handedOn = module.imports.flatMap(({ module: from, name, local }) => {
      if (name !== '*') return module.isPackage && !local.startsWith('_') ? [local] : [];
      const inner = modules.get(absolute(module, from));
      return inner === undefined ? [] : listPublic(inner, steps + 1);
    });
    return [...new Set([...names, ...handedOn])];
  };

  return {
    find: (module, name) => findIn(module, name, 0),
    listNames(module) {
      const found = new Map<string, Resolved>();
      for (const name of listPublic(module, 0)) {
        const resolved = findIn(module, name, 0);
        if (resolved !== null) found.set(name, resolved);
      }
      return found;
    },
  };
}

function renameSignature(signature: string, before: string, after: string): string {
  return signature.replace(new RegExp(`^((?:async )?(?:def|class) )${before}\\b`), `$1${after}`);
}

function absolute(module: PyModule, from: string): string {
  const dots = /^\.*/.exec(from)?.[0].length ?? 0;
  if (dots === 0) return from;
  const parts = module.name.split('.');
  const up = module.isPackage ? dots - 1 : dots;
  return [...parts.slice(0, parts.length - up), ...from.slice(dots).split('.')]
    .filter((part) => part !== '')
    .join('.');
}
