/** Where the declarations of a package may start, best guess first, by what its manifest says; all are guesses. */
export function listDeclarationEntries(entryPoints: Readonly<Record<string, unknown>>): string[] {
  const modules = [entryPoints.main, entryPoints.module].filter(isText);
  const exported = collectConditions(mainExport(entryPoints.exports), 0);
  return [
    ...exported.types,
    ...[entryPoints.types, entryPoints.typings].filter(isText).flatMap(declarationNames),
    ...exported.modules.flatMap(declarationNames),
    'index.d.ts',
    'index.d.mts',
    'index.d.cts',
    ...modules.flatMap(declarationNames),
  ].map(normalizePath);
}

/** The names that the declarations of a module may have: `lib/a.js` and `lib/a` give `lib/a.d.ts`, `lib/a/index.d.ts`. */
export function declarationNames(path: string): string[] {
  if (/\.d\.[cm]?ts$/.test(path)) return [path];
  const module = /^(.*)\.([cm]?)[jt]sx?$/s.exec(path);
  if (module !== null) {
    const [, stem = '', flavour = ''] = module;
    return [...new Set([`${stem}.d.${flavour}ts`, `${stem}.d.ts`, `${path}.d.ts`])];
  }
  const stem = path.replace(/\/+$/, '');
  return [`${stem}.d.ts`, `${stem}.d.mts`, `${stem}.d.cts`, `${stem}/index.d.ts`, `${stem}/index.d.mts`];
}

/** A path inside the package without `.` and `..`; one that climbs out becomes one that no file has. */
export function normalizePath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return '';
  }
  return parts.join('/');
}

function mainExport(exports: unknown): unknown {
  if (!isRecord(exports)) return exports;
  return Object.hasOwn(exports, '.') ? exports['.'] : exports;
}

function collectConditions(value: unknown, depth: number): { types: string[]; modules: string[] } {
  const found = { types: [] as string[], modules: [] as string[] };
  if (depth > 8) return found;
  if (typeof value === 'string') {
    (/\.d\.[cm]?ts$/.test(value) ? found.types : found.modules).push(value);
  } else if (isRecord(value) || Array.isArray(value)) {
    for (const [key, inner] of Object.entries(value)) {
      if (key.startsWith('./')) continue;
      const { types, modules } = collectConditions(inner, depth + 1);
      found.types.push(...types);
      found.modules.push(...modules);
    }
  }
  return found;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
