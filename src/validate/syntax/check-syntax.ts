import { type Check, count, type Finding, skipWithoutSandbox } from '../check.ts';
import { isJavaScript, isTypeScript } from '../code-files.ts';
import { findJavaScriptErrors } from './javascript.ts';
import type { SyntaxProblem } from './problem.ts';
import { findTypeScriptErrors } from './typescript.ts';

/** Every file that has a grammar is parsed: JavaScript by Node in the sandbox, TypeScript by its compiler, JSON by us. */
export const checkSyntax: Check = {
  name: 'syntax',
  async run({ files, sandbox, signal }): Promise<Finding> {
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
    return {
      status: first === undefined ? 'passed' : 'failed',
      reason:
        first === undefined
          ? `${count(checked, 'file')} parsed without an error`
          : `${first.path} does not parse: ${first.message}`,
      detail: { files: checked, problems: problems.slice(0, 20) },
    };
  },
};

function findJsonErrors(path: string, text: string): SyntaxProblem[] {
  try {
    JSON.parse(text);
    return [];
  } catch (error) {
    return [{ path, message: error instanceof Error ? error.message.slice(0, 200) : 'not JSON' }];
  }
}
