import type { ApiExport, Spec } from '../../spec/index.ts';

/** Names of Python that cannot be declared. */
const keywords = new Set(
  'False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield'.split(
    ' ',
  ),
);

export function isPythonName(text: string): boolean {
  return /^[A-Za-z_]\w{0,200}$/.test(text) && !keywords.has(text);
}

/** What a consumer imports, made from the name of the package where the specification does not say. */
export function importNameOf({ surface, packageName }: Spec): string {
  const given = surface.import_name ?? packageName;
  const parts = given
    .split(/[./]/)
    .map((part) => part.replace(/\W+/g, '_').replace(/^(?=\d)/, '_'))
    .filter((part) => part !== '' && part !== '_');
  const name = parts.map((part) => (isPythonName(part) ? part : `${part}_`)).join('.');
  return name === '' ? 'package' : name;
}

/** Where the one module stands that Agent B writes. */
export function modulePathOf(spec: Spec): string {
  return `src/${importNameOf(spec).replaceAll('.', '/')}/__init__.py`;
}

export interface WantedExport {
  /** Its name in the one module: the last part, or all parts where two would be alike. */
  readonly name: string;
  readonly entry: ApiExport;
}

/** Exports that exist at run time, under the names that the module declares. */
export function listWanted({ surface }: Spec): readonly WantedExport[] {
  const taken = new Set<string>();
  const wanted: WantedExport[] = [];
  for (const entry of surface.exports) {
    if (entry.kind === 'interface') continue;
    const parts = entry.name.split('.');
    if (!parts.every(isPythonName)) continue;
    const own = parts.at(-1) ?? entry.name;
    const name = taken.has(own) ? parts.join('_') : own;
    if (taken.has(name)) continue;
    taken.add(name);
    wanted.push({ name, entry });
  }
  return wanted;
}

/**
 * Modules below the package that hand on what the one module declares, by path. They are written from the specification:
 * `special.GERMAN` is declared as `GERMAN`.
 */
export function renderSubmodules(spec: Spec): Record<string, string> {
  const lines = new Map<string, string[]>();
  for (const { name, entry } of listWanted(spec)) {
    const parts = entry.name.split('.');
    const own = parts.pop() ?? name;
    // A class may hold others; only what is lower case is a module.
    if (parts.length === 0) continue;
    const module = parts.join('.');
    const text =
      own === name
        ? `from ${importNameOf(spec)} import ${name} as ${name}`
        : `from ${importNameOf(spec)} import ${name} as ${own}`;
    lines.set(module, [...(lines.get(module) ?? []), text]);
  }
  const root = `src/${importNameOf(spec).replaceAll('.', '/')}`;
  const files: Record<string, string> = {};
  for (const [module, imports] of lines) {
    const isParent = [...lines.keys()].some((other) => other.startsWith(`${module}.`));
    const path = module.replaceAll('.', '/');
    const title = `"""What the package offers as \`${module}\`."""`;
    files[isParent ? `${root}/${path}/__init__.py` : `${root}/${path}.py`] =
      `${title}\n\n${imports.join('\n')}\n`;
  }
  return files;
}
