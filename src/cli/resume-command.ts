import type { CliContext } from './context.ts';

/** The very command that was typed, with --resume, quoted for a shell. */
export function renderResumeCommand({ program, arguments: words }: CliContext): string {
  const resumed = words.includes('--resume') ? words : [...words, '--resume'];
  return [program, ...resumed.map(quoteWord)].join(' ');
}

function quoteWord(word: string): string {
  return /^[A-Za-z0-9_@%+=:,./^~-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
