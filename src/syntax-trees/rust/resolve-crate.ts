import type { RustFile, RustItem } from './types.ts';

export interface RustSource {
  /** As the crate's archive has it. */
  readonly path: string;
  readonly file: RustFile;
}

/** An item under the shortest path by which another crate reaches it, without the crate's own name. */
export interface RustExport {
  readonly path: readonly string[];
  readonly item: RustItem;
  /** The file that declares it. */
  readonly origin: string;
}

export interface RustCrate {
  readonly docs: readonly string[];
  readonly exports: readonly RustExport[];
  /** Further public paths of exports, `a::b::Name`, with the path that each has in `exports`. */
  readonly aliases: ReadonlyMap<string, string>;
  /** Of all files: what a type can do may be declared anywhere. */
  readonly impls: readonly { readonly item: RustItem; readonly origin: string }[];
  /** Modules that others reach, with their documentation. */
  readonly modules: readonly { readonly path: readonly string[]; readonly docs: readonly string[] }[];
}

export interface ResolveRules {
  /** Whether an item with these attributes is there (`#[cfg(...)]`); all are by default. */
  readonly isEnabled?: (attributes: readonly string[]) => boolean;
}

interface Module {
  readonly path: readonly string[];
  readonly items: readonly RustItem[];
  readonly docs: readonly string[];
  readonly origin: string;
}

type Found =
  | { readonly kind: 'item'; readonly item: RustItem; readonly module: Module }
  | { readonly kind: 'module'; readonly module: Module };

const mostExports = 5_000;
const mostHops = 12;

/** Module path of a file by its own: `src/de/mod.rs` is `de`; null for what is no module of a library. */
export function modulePath(path: string): readonly string[] | null {
  if (path === 'lib.rs' || path === 'src/lib.rs') return [];
  const inner = /^src\/(.+)\.rs$/.exec(path)?.[1];
  if (inner === undefined || /^(?:main$|bin\/|tests?(?:\/|$)|benches\/|examples\/)/.test(inner)) return null;
  const segments = inner.split('/');
  if (segments.at(-1) === 'mod') segments.pop();
  return segments.length === 0 ? null : segments;
}

/**
 * Follows what is public from the root of a crate: modules, and names that `pub use` hands on. Every item has one path,
 * the shortest.
 */
export function resolveRustCrate(sources: readonly RustSource[], rules: ResolveRules = {}): RustCrate {
  return new Resolver(sources, rules).resolve();
}

class Resolver {
  private readonly modules = new Map<string, Module>();
  private readonly exports: RustExport[] = [];
  private readonly reached: { path: readonly string[]; docs: readonly string[] }[] = [];
  /** Items with the last names they have been given: an alias is an export of its own, a second path is none. */
  private readonly seen = new Map<RustItem, Map<string, string>>();
  private readonly aliases = new Map<string, string>();
  private readonly isEnabled: (attributes: readonly string[]) => boolean;
  private rootDocs: readonly string[] = [];

  constructor(sources: readonly RustSource[], rules: ResolveRules) {
    this.isEnabled = rules.isEnabled ?? (() => true);
    for (const { path, file } of sources) {
      const segments = modulePath(path);
      if (segments === null) continue;
      if (segments.length === 0) this.rootDocs = file.docs;
      this.addModule({ path: segments, items: file.items, docs: file.docs, origin: path });
    }
  }

  resolve(): RustCrate {
    const root = this.modules.get('');
    if (root !== undefined) this.visitAll(root);
    const impls = [...this.modules.values()].flatMap(({ items, origin }) =>
      items
        .filter((item) => item.kind === 'impl' && this.isEnabled(item.attributes))
        .map((item) => ({ item, origin })),
    );
    return {
      docs: this.rootDocs,
      exports: this.exports,
      aliases: this.aliases,
      impls,
      modules: this.reached,
    };
  }

  private addModule(module: Module): void {
    const key = module.path.join('::');
    // A file that is a module of its own comes before one that is written within another.
    if (!this.modules.has(key)) this.modules.set(key, module);
    for (const item of module.items) {
      if (item.kind !== 'module' || item.items === null || !this.isEnabled(item.attributes)) continue;
      this.addModule({
        path: [...module.path, item.name],
        items: item.items,
        docs: item.docs,
        origin: module.origin,
      });
    }
  }

  /** Breadth first, so that the first path of an item is its shortest. */
  private visitAll(root: Module): void {
    const queue: { module: Module; path: readonly string[] }[] = [{ module: root, path: [] }];
    const visited = new Set<string>();
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const { module, path } = next;
      const key = `${module.path.join('::')} ${path.join('::')}`;
      if (visited.has(key) || path.length > mostHops || visited.size > 2_000) continue;
      visited.add(key);
      if (module.path.join() === path.join()) this.reached.push({ path, docs: module.docs });
      for (const item of module.items) {
        if (!this.isEnabled(item.attributes)) continue;
        for (const found of this.publicOf(item, module, path)) queue.push(found);
      }
    }
    for (const module of this.modules.values()) this.addMacros(module);
  }

  /** Adds the exports of an item, and gives back the modules that it leads to. */
  private publicOf(
    item: RustItem,
    module: Module,
    path: readonly string[],
  ): { module: Module; path: readonly string[] }[] {
    if (item.visibility !== 'pub') return [];
    if (item.kind === 'module') {
      const inner = this.modules.get([...module.path, item.name].join('::'));
      return inner === undefined ? [] : [{ module: inner, path: [...path, item.name] }];
    }
    if (item.kind !== 'use') {
      this.add({ path: [...path, item.name], item, origin: module.origin });
      return [];
    }
    return item.uses.flatMap((use) => {
      const found = this.find(module, use.path, mostHops);
      if (found === null) return [];
      if (found.kind === 'module') {
        return [{ module: found.module, path: use.name === '*' ? path : [...path, use.name] }];
      }
      if (use.name !== '*')
        this.add({ path: [...path, use.name], item: found.item, origin: found.module.origin });
      return [];
    });
  }

  /** Neither it nor a module around it is left out by a condition. */
  private isThere({ path }: Module): boolean {
    return path.every((name, index) => {
      const parent = this.modules.get(path.slice(0, index).join('::'));
      const declared = parent?.items.find((item) => item.kind === 'module' && item.name === name);
      return declared === undefined || this.isEnabled(declared.attributes);
    });
  }

  private addMacros(module: Module): void {
    if (!this.isThere(module)) return;
    for (const item of module.items) {
      if (item.kind !== 'macro' || !item.attributes.some((text) => text.startsWith('#[macro_export')))
        continue;
      if (this.isEnabled(item.attributes)) this.add({ path: [item.name], item, origin: module.origin });
    }
  }

  private add(found: RustExport): void {
    const last = found.path.at(-1) ?? '_';
    if (found.item.kind === 'impl' || found.item.name === '' || last === '_') return;
    const names = this.seen.get(found.item) ?? new Map<string, string>();
    const known = names.get(last);
    if (known !== undefined) this.aliases.set(found.path.join('::'), known);
    if (known !== undefined || this.exports.length >= mostExports) return;
    const name = found.path.join('::');
    const isTaken = this.exports.some(
      (other) => other.path.join('::') === name && isType(other.item) === isType(found.item),
    );
    if (isTaken) return;
    this.seen.set(found.item, names.set(last, name));
    this.exports.push(found);
  }

  private find(from: Module, path: readonly string[], hops: number): Found | null {
    if (hops === 0) return null;
    let at: Module | undefined = from;
    let rest = path;
    if (path[0] === 'crate') [at, rest] = [this.modules.get(''), path.slice(1)];
    while (rest[0] === 'self' || rest[0] === 'super') {
      if (rest[0] === 'super') at = this.modules.get(at?.path.slice(0, -1).join('::') ?? '');
      rest = rest.slice(1);
    }
    const found = at === undefined ? null : this.walk(at, rest, hops);
    // The 2015 edition writes paths from the root.
    const root = this.modules.get('');
    if (found !== null || root === undefined || at === root || path[0] === 'crate') return found;
    return this.walk(root, rest, hops);
  }

  private walk(from: Module, path: readonly string[], hops: number): Found | null {
    let at: Found = { kind: 'module', module: from };
    for (const name of path) {
      if (at.kind !== 'module') return null;
      const found = this.lookUp(at.module, name, hops);
      if (found === null) return null;
      at = found;
    }
    return at;
  }

  private lookUp(module: Module, name: string, hops: number): Found | null {
    const own = module.items.find(
      (item) =>
        item.name === name &&
        item.kind !== 'use' &&
        item.kind !== 'module' &&
        this.isEnabled(item.attributes),
    );
    if (own !== undefined) return { kind: 'item', item: own, module };
    const inner = this.modules.get([...module.path, name].join('::'));
    if (inner !== undefined) return { kind: 'module', module: inner };
    for (const { uses } of module.items) {
      for (const use of uses) {
        if (use.name === name && use.path.at(-1) !== undefined) return this.find(module, use.path, hops - 1);
        if (use.name !== '*') continue;
        const target = this.find(module, use.path, hops - 1);
        const found =
          target?.kind === 'module' && target.module !== module
            ? this.lookUp(target.module, name, hops - 1)
            : null;
        if (found !== null) return found;
      }
    }
    return null;
  }
}

/** Types and values have names of their own: a function may be called as a struct is. */
function isType({ kind }: RustItem): boolean {
  return kind !== 'function' && kind !== 'constant' && kind !== 'static' && kind !== 'macro';
}
