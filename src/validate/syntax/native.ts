import type { Target } from '../../targets/index.ts';
import { type CheckContext, count, type Finding } from '../check.ts';
import { findRunner } from '../language/require-toolchain.ts';

/** The language's own compiler over the whole package, in the sandbox. */
export async function checkNativeSyntax(context: CheckContext, target: Target): Promise<Finding> {
  const runner = await findRunner(context);
  if ('finding' in runner) return runner.finding;
  const { files, spec, signal } = context;
  const report = await target.checkSyntax({
    ...{ files, spec, sandbox: runner.sandbox },
    ...(signal && { signal }),
  });
  const { tool, checked, problems } = report;
  const detail = { tool, files: checked.length, problems: problems.slice(0, 20) };
  if (checked.length === 0) return { status: 'failed', reason: 'the package holds no code at all', detail };
  const [first] = problems;
  if (first === undefined) {
    return {
      status: 'passed',
      reason: `${tool} takes ${count(checked.length, 'file')} without an error`,
      detail,
    };
  }
  const others = problems.length > 1 ? ` and ${problems.length - 1} more` : '';
  return { status: 'failed', reason: `${first.path} does not compile: ${first.message}${others}`, detail };
}
