import { resolve } from 'node:path';
import { isAbort } from '../../core/index.ts';
import type { CommandDefinition, Invocation } from '../command.ts';
import { commandSummaries } from '../command-summaries.ts';
import { type ExitCode, exitCodeOfError, exitCodeOfJob, exitCodes } from '../exit-codes.ts';
import { outcomeToJson } from '../json-output.ts';
import { disclaimer, renderOutcome } from '../render-result.ts';
import { renderCommand, sayHowToGoOn } from '../resume-command.ts';
import { runConfigFlags } from '../run-packages.ts';
import { withServices } from '../with-services.ts';

export const buildCommand: CommandDefinition = {
  name: 'build',
  summary: commandSummaries.build,
  examples: ['build phalus-output/left-pad', 'build my-specification --license isc'],
  arguments: [
    { syntax: '<specification>', description: "a package's folder, or a folder with the ten documents" },
  ],
  options: [],
  configFlags: runConfigFlags.filter((flag) => flag !== '--concurrency'),
  run: async (invocation) => {
    const { context } = invocation;
    try {
      return await build(invocation);
    } catch (error) {
      if (exitCodeOfError(error) === exitCodes.stopped) {
        // The same command takes up by itself what was stopped: there is no --resume to add.
        sayHowToGoOn(context, isAbort(error) ? 'user' : 'budget', renderCommand(context));
      }
      throw error;
    }
  },
};

async function build(invocation: Invocation): Promise<ExitCode> {
  const { context, reporter } = invocation;
  const specDirectory = resolve(context.workDirectory, invocation.arguments[0] ?? '');
  const outcome = await withServices(invocation, ({ pipeline, ...session }) =>
    pipeline.buildFromSpec({ specDirectory, ...session }),
  );
  reporter.print(renderOutcome(outcome, reporter.resultColors, context.workDirectory));
  if (!reporter.quiet) reporter.print(disclaimer);
  if (reporter.json) reporter.printJson(outcomeToJson(outcome));
  return exitCodeOfJob({ jobId: '', outcomes: [outcome], interrupted: null });
}
