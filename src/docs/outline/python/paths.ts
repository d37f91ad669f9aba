import type { SourceFile } from '../types.ts';

const otherFolders =
  /(?:^|\/)(?:tests?|testing|docs?|documentation|examples?|bench(?:marks?)?|vendor(?:ed)?|_vendor|third_party|site-packages|node_modules|\.[^/]*|[^/]+\.egg-info|venv|env|fuzz(?:ing)?|typings_test)\/|^build\/(?:lib|bdist)/i;
const otherFiles =
  /(?:^|\/)(?:setup|conftest|noxfile|tasks|fabfile|versioneer|manage|runtests?|run_tests?|tests?|ez_setup|distribute_setup|__main__|__version__|_version|version|__about__|__pkginfo__|test_[^/]*|[^/]*_tests?|tests_[^/]*|build|make|release|benchmark[^/]*)\.pyi?$/i;

/** Modules of a package, by their place: no tests, tools, examples, nor what another package left there. */
export function isPythonModule(path: string): boolean {
  if (!/\.pyi?$/.test(path) || otherFiles.test(path) || path.split('/').length > 6) return false;
  return !otherFolders.test(path) && /^[\w./-]+$/.test(path);
}

/** `src/slugify/__init__.py` is `slugify`, `parse.py` is `parse`; null for what cannot be imported. */
export function readModuleName(path: string): string | null {
  const parts = path
    .replace(/\.pyi?$/, '')
    .replace(/^(?:src|lib|python|source|Lib|stubs)\//, '')
    .replace(/^([\w]+)-stubs\//, '$1/')
    .split('/');
  if (parts.at(-1) === '__init__') parts.pop();
  if (parts.length === 0 || parts.some((part) => !/^[A-Za-z_]\w*$/.test(part))) return null;
  return parts.join('.');
}

/** Public modules, and the private ones that a module hands on. */
export function selectPythonSources(files: readonly SourceFile[]): readonly SourceFile[] {
  const named = files.flatMap((file) => {
    const name = readModuleName(file.path);
    return name === null ? [] : [{ file, name, isPackage: /(?:^|\/)__init__\.pyi?$/.test(file.path) }];
  });
  const chosen = new Set(named.filter(({ name }) => !isPrivate(name)));
  // One private module may hand on another.
  for (let round = 0; round < 4; round++) {
    const wanted = new Set(
      [...chosen].flatMap(({ file, name, isPackage }) => readSources(file.text, { name, isPackage })),
    );
    const more = named.filter((each) => !chosen.has(each) && wanted.has(each.name));
    if (more.length === 0) break;
    for (const each of more) chosen.add(each);
  }
  return named.filter((each) => chosen.has(each)).map(({ file }) => file);
}

function isPrivate(name: string): boolean {
  return name.split('.').some((part) => part.startsWith('_'));
}

const importLine = /^[ \t]*from[ \t]+(\.{0,4})([\w.]{0,200})[ \t]+import[ \t]+([^\n#]{0,4000})/gm;

/** Names of modules that a module imports from: what it hands on comes from there. */
function readSources(text: string, { name, isPackage }: { name: string; isPackage: boolean }): string[] {
  return Array.from(text.slice(0, 400_000).matchAll(importLine)).flatMap(
    ([, dots = '', module = '', names = '']) => {
      const base = resolveRelative(name, { dots: dots.length, isPackage });
      if (base === null) return [];
      const source = [base, module].filter((part) => part !== '').join('.');
      const members = names.match(/\b\w+\b/g) ?? [];
      return [source, ...members.slice(0, 200).map((member) => `${source}.${member}`)];
    },
  );
}

function resolveRelative(
  name: string,
  { dots, isPackage }: { readonly dots: number; readonly isPackage: boolean },
): string | null {
  if (dots === 0) return '';
  const parts = name.split('.');
  const up = isPackage ? dots - 1 : dots;
  return up > parts.length ? null : parts.slice(0, parts.length - up).join('.');
}
