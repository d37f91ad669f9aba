import type { CliContext } from './context.ts';

/** The very command that was typed, quoted for a shell. */
export function renderCommand({ program, arguments: words }: CliContext): string {
  return [program, ...words.map(quoteWord)].join(' ');
}

/** The very command that was typed, with --resume. */
export function renderResumeCommand(context: CliContext): string {
  const { arguments: words } = context;
  return renderCommand({
    ...context,
    arguments: words.includes('--resume') ? words : [...words, '--resume'],
  });
}

/** Why work was stopped, and the command that takes it up; also with --quiet, because it cannot be guessed. */
export function sayHowToGoOn({ stderr }: CliContext, stoppedBy: 'user' | 'budget', command: string): void {
  const why = stoppedBy === 'user' ? 'stopped' : 'a budget is used up: raise it under limits';
  stderr.write(`${why}; go on with: ${command}\n`);
}

function quoteWord(word: string): string {
  return /^[A-Za-z0-9_@%+=:,./^~-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
