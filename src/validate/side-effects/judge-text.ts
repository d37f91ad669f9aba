import type { CheckContext, Finding } from '../check.ts';
import { selectWorkingCode } from '../code-files.ts';
import { findOtherCommands } from './find-other-commands.ts';
import { findQuestions } from './find-questions.ts';
import { readProse } from './read-prose.ts';

/**
 * What stands in the text of a package that did nothing while it was watched: questions by which code can tell a check
 * from real use, and commands beside the tests. Only a person can tell what they are for.
 */
export async function judgeText({ files, spec }: CheckContext, finding: Finding): Promise<Finding> {
  const { default: ts } = await import('typescript');
  const questions = findQuestions(ts, selectWorkingCode(files), readProse(spec));
  const commands = findOtherCommands(files);
  const detail = { ...finding.detail, questions: questions.slice(0, 20), commands: commands.slice(0, 20) };
  const [question] = questions;
  if (question !== undefined) {
    const { path, line, words } = question;
    const more = questions.length > 1 ? ` (and ${questions.length - 1} more)` : '';
    const reason = `${path} line ${line} ${words}, of which the specification says nothing: it could answer otherwise outside of a check${more}`;
    return { status: 'review', reason, detail };
  }
  const [command] = commands;
  if (command === undefined) return { ...finding, detail };
  return { status: 'review', reason: `package.json runs more than the tests: ${command}`, detail };
}
