import type { Document } from '../../../docs/types.ts';

export interface GoPackage {
  /** What importers write. */
  readonly importPath: string;
  /** As code calls it. */
  readonly name: string;
  readonly documents: readonly Document[];
}

/**
 * The package that a module is about: the one at its root, else the one whose folder is called like the module, else the
 * largest of the shallowest. Null when no file declares anything.
 */
export function choosePackage(documents: readonly Document[], modulePath: string): GoPackage | null {
  const folders = new Map<string, Document[]>();
  for (const document of documents) {
    if (document.kind !== 'declaration' || document.isOutline !== true) continue;
    const folder = document.origin.split('/').slice(0, -1).join('/');
    folders.set(folder, [...(folders.get(folder) ?? []), document]);
  }
  const ranked = [...folders].toSorted(
    ([one, first], [other, second]) =>
      rank(one, modulePath) - rank(other, modulePath) || sizeOf(second) - sizeOf(first),
  );
  const [chosen] = ranked;
  if (chosen === undefined) return null;
  const [folder, found] = chosen;
  const importPath = folder === '' ? modulePath : `${modulePath}/${folder}`;
  return { importPath, name: readName(found) ?? nameFromPath(importPath), documents: found };
}

function rank(folder: string, modulePath: string): number {
  if (folder === '') return 0;
  const isNamesake = folder.split('/').at(-1) === nameFromPath(modulePath);
  return folder.split('/').length * 2 - (isNamesake ? 1 : 0);
}

function sizeOf(documents: readonly Document[]): number {
  return documents.reduce((sum, { text }) => sum + text.length, 0);
}

function readName(documents: readonly Document[]): string | null {
  for (const { text } of documents) {
    const name = /^package ([\p{L}_][\p{L}\p{N}_]{0,99})\s*$/mu.exec(text)?.[1];
    if (name !== undefined) return name;
  }
  return null;
}

function nameFromPath(path: string): string {
  const last = path.split('/').findLast((part) => !/^v\d+$/.test(part)) ?? 'library';
  return last.replace(/^go-|[-.]go$/g, '').replace(/[^\w]/g, '') || 'library';
}
