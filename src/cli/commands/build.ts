import { resolve } from 'node:path';
import type { CommandDefinition } from '../command.ts';
import { commandSummaries } from '../command-summaries.ts';
import { exitCodeOfJob } from '../exit-codes.ts';
import { outcomeToJson } from '../json-output.ts';
import { disclaimer, renderOutcome } from '../render-result.ts';
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
    const { context, reporter } = invocation;
    const specDirectory = resolve(context.workDirectory, invocation.arguments[0] ?? '');
    const outcome = await withServices(invocation, { models: true }, ({ pipeline, ...session }) =>
      pipeline.buildFromSpec({ specDirectory, ...session }),
    );
    reporter.print(renderOutcome(outcome, reporter.resultColors, context.workDirectory));
    if (!reporter.quiet) reporter.print(disclaimer);
    if (reporter.json) reporter.printJson(outcomeToJson(outcome));
    return exitCodeOfJob({ jobId: '', outcomes: [outcome], interrupted: null });
  },
};
