import type { Diagnostic, SourceFile } from 'typescript';
import type { PackageFiles } from '../../scenarios/types.ts';
import type { SyntaxProblem } from './problem.ts';

/** Parses and nothing more: types that are missing are no syntax error. */
export async function findTypeScriptErrors(
  paths: readonly string[],
  files: PackageFiles,
): Promise<SyntaxProblem[]> {
  // Loaded when needed: the compiler takes a third of a second.
  const { default: typescript } = await import('typescript');
  return paths.flatMap((path) => {
    try {
      return findErrors(typescript, path, files[path] ?? '');
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return [{ path, message: 'it is nested too deeply for the compiler' }];
    }
  });
}

function findErrors(typescript: typeof import('typescript'), path: string, text: string): SyntaxProblem[] {
  const source = typescript.createSourceFile(path, text, typescript.ScriptTarget.ES2023, false);
  const found = (source as SourceFile & { readonly parseDiagnostics?: readonly Diagnostic[] })
    .parseDiagnostics;
  return (found ?? []).slice(0, 5).map((diagnostic) => {
    const line = source.getLineAndCharacterOfPosition(diagnostic.start ?? 0).line + 1;
    const message = typescript.flattenDiagnosticMessageText(diagnostic.messageText, ' ');
    return { path, message: `line ${line}: ${message.slice(0, 200)}` };
  });
}
