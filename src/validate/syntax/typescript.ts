import type { Diagnostic, SourceFile } from 'typescript';
import type { PackageFiles } from '../../scenarios/types.ts';
import { type SourceProblem, SourceProgram } from '../../typecheck/index.ts';
import type { SyntaxProblem } from './problem.ts';

/** What checking types may take; the compiler runs in our own process. */
const timeLimitMs = 30_000;
/** Names and modules of other packages, which are not looked at here. */
const aboutOthers = new Set([2307, 2580, 2582, 2584, 2591, 2688, 2792, 7016]);

export interface TypeReport {
  /** The version of the compiler. */
  readonly compiler: string;
  readonly files: readonly string[];
  readonly problems: readonly SyntaxProblem[];
  /** Problems with what lies outside the package, where nothing is resolved. */
  readonly unresolved: readonly SyntaxProblem[];
  /** The time ran out before all was checked. */
  readonly isCut: boolean;
}

/** Parses and nothing more: declarations of what a compiler made, and those beside JavaScript. */
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

/**
 * The source of a TypeScript package by the real compiler in strict mode, as its tsconfig.json has it when it is
 * delivered. Nothing is read but its own files and TypeScript's library. Null when there is no such source.
 */
export async function checkTypes(files: PackageFiles): Promise<TypeReport | null> {
  const roots = Object.keys(files).filter((path) => path.startsWith('src/') && /\.[cm]?ts$/.test(path));
  if (!roots.some((path) => !/\.d\.[cm]?ts$/.test(path))) return null;
  const { default: typescript } = await import('typescript');
  const own = Object.fromEntries(
    [...roots, 'package.json'].flatMap((path) => (files[path] === undefined ? [] : [[path, files[path]]])),
  );
  const base = { compiler: typescript.version, files: roots };
  try {
    const { problems, isCut } = new SourceProgram(typescript).compile({ files: own, roots, timeLimitMs });
    const typed = problems.filter(({ kind }) => kind === 'type');
    return {
      ...base,
      problems: typed.filter(({ code }) => !aboutOthers.has(code)).map(describe),
      unresolved: typed.filter(({ code }) => aboutOthers.has(code)).map(describe),
      isCut,
    };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const path = roots[0] ?? '';
    const problem = { path, message: 'its types are nested too deeply for the compiler' };
    return { ...base, problems: [problem], unresolved: [], isCut: false };
  }
}

function describe({ path, line, code, message }: SourceProblem): SyntaxProblem {
  return { path, message: `line ${line}: TS${code}: ${message.slice(0, 200)}` };
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
