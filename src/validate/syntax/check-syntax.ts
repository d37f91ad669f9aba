import { type Check, count, type Finding, skipWithoutSandbox } from '../check.ts';
import { isJavaScript, isTypeScript } from '../code-files.ts';
import { findJavaScriptErrors } from './javascript.ts';
import { checkNativeSyntax } from './native.ts';
import type { SyntaxProblem } from './problem.ts';
import { checkTypes, findTypeScriptErrors, type TypeReport } from './typescript.ts';

/**
 * Every file that has a grammar is parsed: other languages by their own tool chain, JavaScript by Node in the sandbox, TypeScript by its compiler, JSON by us. The
 * source of a TypeScript package is compiled in strict mode as well.
 */
export const checkSyntax: Check = {
  name: 'syntax',
  async run(context): Promise<Finding> {
    const { files, sandbox, signal, language } = context;
    if (language.target !== null) return checkNativeSyntax(context, language.target);
    const paths = Object.keys(files);
    const scripts = paths.filter(isJavaScript);
    const typed = paths.filter(isTypeScript);
    const documents = paths.filter((path) => path.endsWith('.json'));
    if (scripts.length + typed.length === 0) {
      return { status: 'failed', reason: 'the package holds no code at all', detail: { files: 0 } };
    }
    if (scripts.length > 0 && sandbox.kind === 'unavailable') return skipWithoutSandbox(sandbox);
    const problems: SyntaxProblem[] = [
      ...documents.flatMap((path) => findJsonErrors(path, files[path] ?? '')),
      ...(typed.length === 0 ? [] : await findTypeScriptErrors(typed, files)),
      ...(sandbox.kind === 'available' && scripts.length > 0
        ? await findJavaScriptErrors({ paths: scripts, files, sandbox: sandbox.sandbox, signal })
        : []),
    ];
    const checked = scripts.length + typed.length + documents.length;
    const first = problems[0];
    if (first !== undefined) {
      return {
        status: 'failed',
        reason: `${first.path} does not parse: ${first.message}`,
        detail: { files: checked, problems: problems.slice(0, 20) },
      };
    }
    const reason = `${count(checked, 'file')} parsed without an error`;
    const types = typed.length === 0 ? null : await checkTypes(files);
    if (types === null) return { status: 'passed', reason, detail: { files: checked, problems: [] } };
    return {
      ...judgeTypes(types, reason),
      detail: { files: checked, problems: [], types: describeTypes(types) },
    };
  },
};

/** A type error fails: `npm run build` of the package would. What lies outside it was not looked at, so that is in doubt. */
function judgeTypes(types: TypeReport, parsed: string): Pick<Finding, 'status' | 'reason'> {
  const [first] = types.problems;
  if (first !== undefined) {
    const others = types.problems.length > 1 ? ` and ${types.problems.length - 1} more` : '';
    return { status: 'failed', reason: `${first.path} does not compile: ${first.message}${others}` };
  }
  const [outside] = types.unresolved;
  if (outside !== undefined) {
    return {
      status: 'review',
      reason: `${outside.path} needs what is not in the package, and was not checked against it: ${outside.message}`,
    };
  }
  if (types.isCut)
    return { status: 'review', reason: 'the types could not be checked in the time they were given' };
  return {
    status: 'passed',
    reason: `${parsed}; TypeScript ${types.compiler} compiles ${count(types.files.length, 'source file')} in strict mode`,
  };
}

function describeTypes({
  compiler,
  files,
  problems,
  unresolved,
  isCut,
}: TypeReport): Record<string, unknown> {
  return {
    compiler,
    strict: true,
    files,
    problems: problems.slice(0, 20),
    unresolved: unresolved.slice(0, 20),
    complete: !isCut,
  };
}

function findJsonErrors(path: string, text: string): SyntaxProblem[] {
  try {
    JSON.parse(text);
    return [];
  } catch (error) {
    return [{ path, message: error instanceof Error ? error.message.slice(0, 200) : 'not JSON' }];
  }
}
