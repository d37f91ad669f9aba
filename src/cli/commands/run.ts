import type { CommandDefinition } from '../command.ts';
import { commandSummaries } from '../command-summaries.ts';
import { manifestArgument, manifestOptions, readManifest } from '../read-manifest.ts';
import { runConfigFlags, runOptions, runPackages } from '../run-packages.ts';

export const runCommand: CommandDefinition = {
  name: 'run',
  summary: commandSummaries.run,
  examples: ['run package.json --only left-pad,@scope/* --license mit', 'run package.json --resume'],
  arguments: [manifestArgument],
  options: [...manifestOptions, ...runOptions],
  configFlags: runConfigFlags,
  run: async (invocation) => runPackages(invocation, await readManifest(invocation)),
};
