import { listConfigRows, renderConfig } from '../../config/index.ts';
import type { CommandDefinition } from '../command.ts';
import { commandSummaries } from '../command-summaries.ts';
import { exitCodes } from '../exit-codes.ts';
import { loadCliConfig } from '../load-cli-config.ts';
import { runConfigFlags } from '../run-packages.ts';

export const configCommand: CommandDefinition = {
  name: 'config',
  summary: commandSummaries.config,
  examples: ['config', 'config --config team.toml --json'],
  arguments: [],
  options: [],
  configFlags: [...runConfigFlags, '--host', '--port'],
  run: async (invocation) => {
    const loaded = await loadCliConfig(invocation);
    const { reporter } = invocation;
    if (reporter.json) reporter.printJson(listConfigRows(loaded));
    else reporter.print(renderConfig(loaded).trimEnd());
    return exitCodes.passed;
  },
};
