import { commandNames, isCommandName } from './command-summaries.ts';
import type { CliContext } from './context.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { readVersion } from './version.ts';

/** Runs one command line to its exit code. Never throws. */
export async function runCli(context: CliContext): Promise<ExitCode> {
  const [name, ...words] = context.arguments;
  if (name === '--version' || name === '-V') return print(context, `${readVersion()}\n`);
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    return helpOf(context, words[0]);
  }
  if (!isCommandName(name)) return refuseCommand(context, name);
  const { callCommand } = await import('./call-command.ts');
  return callCommand(context, name, words);
}

async function helpOf(context: CliContext, name: string | undefined): Promise<ExitCode> {
  if (name !== undefined && isCommandName(name)) {
    const { callCommand } = await import('./call-command.ts');
    return callCommand(context, name, ['--help']);
  }
  const { renderRootHelp } = await import('./root-help.ts');
  print(context, renderRootHelp(context.program));
  // Called with nothing at all: the page is help, and the call was still incomplete.
  return context.arguments.length === 0 ? exitCodes.usage : exitCodes.passed;
}

async function refuseCommand(context: CliContext, name: string): Promise<ExitCode> {
  const [{ findNearest }, { CliError }, { createReporter, renderFailure }] = await Promise.all([
    import('../config/nearest.ts'),
    import('./errors.ts'),
    import('./reporter.ts'),
  ]);
  const nearest = findNearest(name, commandNames);
  const what = name.startsWith('-') ? 'option' : 'command';
  const error = new CliError('usage', `Cannot run "${name}": there is no such ${what}`, {
    hint: nearest === null ? `${context.program} --help lists the commands` : `Did you mean ${nearest}?`,
  });
  const reporter = createReporter(context, { json: false, quiet: false, verbose: false, color: true });
  context.stderr.write(renderFailure(error, reporter.colors, false));
  return exitCodes.usage;
}

function print(context: CliContext, text: string): ExitCode {
  context.stdout.write(text);
  return exitCodes.passed;
}
