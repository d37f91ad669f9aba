import { isAbort, PhalusError, renderError } from '../core/index.ts';
import { commandLoaders } from './command-loaders.ts';
import { type CommandName, commandNames } from './command-summaries.ts';
import type { CliContext } from './context.ts';
import { type ExitCode, exitCodeOfError, exitCodes } from './exit-codes.ts';
import { parseCommand } from './parse-command.ts';
import { createReporter, type Reporter, renderFailure } from './reporter.ts';

/** Loads, parses and runs one command; what it throws becomes words and an exit code. */
export async function callCommand(
  context: CliContext,
  name: CommandName,
  words: readonly string[],
): Promise<ExitCode> {
  // The words themselves decide until they are parsed: a wrong flag is reported as the user likes it, too.
  let reporter = createReporter(context, {
    json: words.includes('--json'),
    quiet: false,
    verbose: words.includes('--verbose'),
    color: !words.includes('--no-color'),
  });
  try {
    const definition = await commandLoaders[name]();
    const parsed = parseCommand(definition, context.program, words);
    if (parsed.kind === 'help') {
      context.stdout.write(parsed.text);
      return exitCodes.passed;
    }
    const { options } = parsed;
    reporter = createReporter(context, {
      json: options.json === true,
      quiet: options.quiet === true,
      verbose: options.verbose === true,
      color: options['no-color'] !== false,
    });
    return await definition.run({
      context,
      arguments: parsed.arguments,
      options,
      reporter,
      loadCommands: () => Promise.all(commandNames.map((each) => commandLoaders[each]())),
    });
  } catch (error) {
    reportFailure(context, reporter, error);
    return exitCodeOfError(error);
  }
}

function reportFailure(context: CliContext, reporter: Reporter, error: unknown): void {
  // Who pressed Ctrl-C was told of it as it happened; that it is an error would be news.
  if (!isAbort(error)) context.stderr.write(renderFailure(error, reporter.colors, reporter.verbose));
  if (!reporter.json) return;
  const known = error instanceof PhalusError ? error : null;
  reporter.printJson({
    error: renderError(error),
    code: known?.code ?? (isAbort(error) ? 'stopped' : 'internal'),
    hint: known?.hint ?? null,
  });
}
