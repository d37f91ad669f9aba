import { resolve } from 'node:path';
import { verdictToJson } from '../../output/evidence-json.ts';
import type { CommandDefinition } from '../command.ts';
import { commandSummaries } from '../command-summaries.ts';
import { exitCodeOfVerdict } from '../exit-codes.ts';
import { disclaimer, renderVerdict, renderVerdictKind } from '../render-result.ts';
import { withServices } from '../with-services.ts';

export const validateCommand: CommandDefinition = {
  name: 'validate',
  summary: commandSummaries.validate,
  examples: ['validate phalus-output/left-pad', 'validate phalus-output/left-pad --similarity-threshold 0.5'],
  arguments: [{ syntax: '<package>', description: "a package's folder below the output folder" }],
  options: [],
  configFlags: ['--similarity-threshold', '--license', '--license-file'],
  run: async (invocation) => {
    const { context, reporter } = invocation;
    const packageDirectory = resolve(context.workDirectory, invocation.arguments[0] ?? '');
    const verdict = await withServices(invocation, ({ pipeline, ...session }) =>
      pipeline.validateOutput({ packageDirectory, ...session }),
    );
    reporter.print(renderVerdictKind(verdict.verdict, reporter.resultColors));
    for (const line of renderVerdict(verdict, reporter.resultColors)) reporter.print(line);
    if (!reporter.quiet) reporter.print(disclaimer);
    if (reporter.json) reporter.printJson(verdictToJson(verdict));
    return exitCodeOfVerdict(verdict);
  },
};
