import type { ArchiveFile } from '../registry/types.ts';
import { declarationNames, listDeclarationEntries, normalizePath } from './entry-points.ts';
import { maxDeclarationBytes, maxDeclarationFiles } from './limits.ts';

export interface DeclarationSelection {
  /** The entry first, then what it refers to, breadth first. */
  readonly files: readonly ArchiveFile[];
  /** Declarations that the entry does not lead to, or that were too many. */
  readonly leftOut: number;
}

/** Chooses the declarations that describe what a consumer imports: the entry and what it refers to by relative paths. */
export async function selectDeclarations(
  files: readonly ArchiveFile[],
  entryPoints: Readonly<Record<string, unknown>>,
): Promise<DeclarationSelection> {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const entry = listDeclarationEntries(entryPoints).find((path) => byPath.has(path)) ?? nearestToRoot(files);
  if (entry === undefined) return { files: [], leftOut: files.length };
  const { default: compiler } = await import('typescript');
  const chosen = new Map<string, ArchiveFile>();
  const pending = [entry];
  let bytes = 0;
  for (let path = pending.shift(); path !== undefined; path = pending.shift()) {
    const file = byPath.get(path);
    if (file === undefined || chosen.has(path)) continue;
    if (chosen.size >= maxDeclarationFiles || bytes + file.content.byteLength > maxDeclarationBytes) break;
    chosen.set(path, file);
    bytes += file.content.byteLength;
    const { importedFiles, referencedFiles } = compiler.preProcessFile(
      new TextDecoder().decode(file.content),
      true,
      true,
    );
    for (const { fileName } of [...referencedFiles, ...importedFiles]) {
      const found = resolveReference(path, fileName, byPath);
      if (found !== undefined) pending.push(found);
    }
  }
  return { files: [...chosen.values()], leftOut: files.length - chosen.size };
}

function resolveReference(
  from: string,
  reference: string,
  files: ReadonlyMap<string, ArchiveFile>,
): string | undefined {
  // A `/// <reference path="other.d.ts">` is relative without saying so.
  if (!reference.startsWith('.') && !/\.d\.[cm]?ts$/.test(reference)) return undefined;
  const target = normalizePath(`${from.split('/').slice(0, -1).join('/')}/${reference}`);
  const names = target === '' ? ['index'] : [target];
  return names.flatMap((name) => [...declarationNames(name), `${name}.d.ts`]).find((name) => files.has(name));
}

function nearestToRoot(files: readonly ArchiveFile[]): string | undefined {
  const depth = (path: string) => path.split('/').length;
  return files
    .map((file) => file.path)
    .toSorted((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1))
    .at(0);
}
