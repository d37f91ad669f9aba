import { commandNames, commandSummaries } from './command-summaries.ts';
import { exitCodeHelp } from './exit-codes.ts';

/** `phalus --help`, without loading any command. */
export function renderRootHelp(program: string): string {
  const width = Math.max(...commandNames.map((name) => name.length));
  return [
    `Usage: ${program} <command> [options]`,
    '',
    'Rebuilds software dependencies from their public documentation alone, with evidence a sceptic can check.',
    '',
    'Commands:',
    ...commandNames.map((name) => `  ${name.padEnd(width)}  ${commandSummaries[name]}`),
    '',
    'Options:',
    '  --version  the version',
    '  --help     this page; after a command, what it takes',
    '',
    'Example:',
    `  $ ${program} run-one npm/left-pad@1.3.0`,
    '',
    'Exit codes:',
    ...exitCodeHelp.map((line) => `  ${line}`),
    '',
  ].join('\n');
}
