import {
  modulePath,
  type RustCrate,
  type RustItem,
  type RustSource,
  readRustFile,
  resolveRustCrate,
  withTree,
} from '../../../syntax-trees/index.ts';
import type { SourceFile } from '../types.ts';
import { declaresName, lastName, renderOutline } from './render-outline.ts';

const mostFiles = 400;

/**
 * The files that a public path leads to, each reduced to the declarations that are reached: a public item of a private
 * module that nobody hands on is no documentation.
 */
export async function selectRustSources(files: readonly SourceFile[]): Promise<readonly SourceFile[]> {
  const modules = files.filter(({ path }) => modulePath(path) !== null);
  // A root elsewhere is used where the usual one is absent.
  const hasUsualRoot = modules.some(({ path }) => path === 'src/lib.rs');
  const sources: RustSource[] = [];
  for (const { path, text } of modules.slice(0, mostFiles)) {
    if (path === 'lib.rs' && hasUsualRoot) continue;
    const file = await readFile(text);
    if (file !== null) sources.push({ path, file });
  }
  const crate = resolveRustCrate(sources);
  const isShown = createFilter(crate, sources);
  return sources.flatMap(({ path, file }) => {
    const text = renderOutline(file, isShown);
    return text === null ? [] : [{ path, text }];
  });
}

async function readFile(text: string) {
  try {
    const file = await withTree('rust', text, readRustFile);
    return file.hasBrokenItems ? null : file;
  } catch {
    // Too large, or too slow to parse: it says nothing.
    return null;
  }
}

function createFilter(crate: RustCrate, sources: readonly RustSource[]): (item: RustItem) => boolean {
  const reached = new Set(crate.exports.map(({ item }) => item));
  const reachedNames = new Set(crate.exports.map(({ item }) => item.name));
  const declared = new Set(sources.flatMap(({ file }) => listDeclared(file.items)));
  const isPrivate = (name: string | null) => {
    const last = name === null ? '' : lastName(name);
    return declared.has(last) && !reachedNames.has(last);
  };
  return (item) => {
    if (item.kind === 'impl') return !isPrivate(item.typeName) && !isPrivate(item.traitName);
    // Modules and what hands on names say where things are.
    return item.kind === 'module' || item.kind === 'use' || reached.has(item);
  };
}

function listDeclared(items: readonly RustItem[]): string[] {
  return items.flatMap((item) => [
    ...(declaresName(item) ? [item.name] : []),
    ...(item.kind === 'module' ? listDeclared(item.items ?? []) : []),
  ]);
}
