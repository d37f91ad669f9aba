import type TypeScript from 'typescript';
import { createIsolatedHost, type LibraryCache } from '../../../typecheck/index.ts';

/** More than this is no narrow type. */
const longestType = 120;

/**
 * What TypeScript's own quick fix makes of parameters and variables without a type, from the ways in which they are
 * used: the type's text by the position that it would be put at.
 */
export function inferTypes(
  ts: typeof TypeScript,
  program: TypeScript.Program,
  source: TypeScript.SourceFile,
): ReadonlyMap<number, string> {
  const options = program.getCompilerOptions();
  const files = new Map(
    program
      .getSourceFiles()
      .filter((file) => !program.isSourceFileDefaultLibrary(file))
      .map((file) => [file.fileName, file.text]),
  );
  const libraries: LibraryCache = new Map();
  const host = createIsolatedHost(ts, { options, folder: '/package/', files, libraries });
  const service = ts.createLanguageService({
    getCompilationSettings: () => options,
    getScriptFileNames: () => [...files.keys()],
    getScriptVersion: () => '1',
    getScriptSnapshot(path) {
      const text = host.readFile(path);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => '/package/',
    getDefaultLibFileName: (given) => host.getDefaultLibFileName(given),
    fileExists: host.fileExists,
    readFile: host.readFile,
    directoryExists: () => true,
    getDirectories: () => [],
  });
  try {
    const fix = service.getCombinedCodeFix(
      { type: 'file', fileName: source.fileName },
      'inferFromUsage',
      ts.getDefaultFormatCodeSettings('\n'),
      {},
    );
    return readChanges(fix.changes.flatMap(({ textChanges }) => textChanges));
  } catch {
    // A quick fix that breaks down on odd code leaves the types unknown, and any is put there.
    return new Map();
  } finally {
    service.dispose();
  }
}

function readChanges(changes: readonly TypeScript.TextChange[]): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  for (const { span, newText } of changes) {
    const type = /^:\s*([^\n]*)$/.exec(newText)?.[1]?.trim();
    if (span.length > 0 || type === undefined || type.length > longestType) continue;
    if (/\bany\b|\bimport\(|=>/.test(type)) continue;
    found.set(span.start, isClosedTooOften(type) ? type.slice(0, -1) : type);
  }
  return found;
}

/** `a => a` becomes `(a: string) => a`, and the bracket comes with the type. */
function isClosedTooOften(type: string): boolean {
  return type.endsWith(')') && type.split(')').length > type.split('(').length;
}
