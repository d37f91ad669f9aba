import { dirname, sep } from 'node:path';
import type TypeScript from 'typescript';

/** Parsed files of TypeScript's own library by path; kept by whoever compiles more than once. */
export type LibraryCache = Map<string, TypeScript.SourceFile | undefined>;

/**
 * A compiler host for texts that may come from anyone: it knows `files` by absolute path and TypeScript's own library,
 * and reads nothing else, whatever the texts import or refer to.
 */
export function createIsolatedHost(
  ts: typeof TypeScript,
  request: {
    readonly options: TypeScript.CompilerOptions;
    readonly folder: string;
    readonly files: ReadonlyMap<string, string>;
    readonly libraries: LibraryCache;
  },
): TypeScript.CompilerHost {
  const { options, folder, files, libraries } = request;
  const host = ts.createCompilerHost(options, true);
  const libraryFolder = (dirname(host.getDefaultLibFileName(options)) + sep).replaceAll(sep, '/');
  const isLibrary = (path: string): boolean =>
    path.startsWith(libraryFolder) &&
    /^lib\.[\w.]+\.d\.ts$|^lib\.d\.ts$/.test(path.slice(libraryFolder.length));
  return {
    ...host,
    fileExists: (path) => files.has(path) || (isLibrary(path) && host.fileExists(path)),
    readFile: (path) => files.get(path) ?? (isLibrary(path) ? host.readFile(path) : undefined),
    getSourceFile(path, version) {
      const text = files.get(path);
      if (text !== undefined) return ts.createSourceFile(path, text, version, true);
      if (!isLibrary(path)) return undefined;
      if (!libraries.has(path)) libraries.set(path, host.getSourceFile(path, version));
      return libraries.get(path);
    },
    directoryExists: () => true,
    getDirectories: () => [],
    getCurrentDirectory: () => folder,
    realpath: (path) => path,
    writeFile: () => undefined,
  };
}
