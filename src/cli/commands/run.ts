import type { CommandDefinition } from '../command.ts';
import { commandTable } from '../command-table.ts';
import { manifestArgument, manifestOptions, readManifest } from '../read-manifest.ts';
import { runConfigFlags, runOptions, runPackages } from '../run-packages.ts';

export const runCommand: CommandDefinition = {
  name: 'run',
  summary: commandTable.run.summary,
  examples: ['run package.json --only left-pad,@scope/* --license mit', 'run package.json --resume'],
  arguments: [manifestArgument],
  options: [...manifestOptions, ...runOptions],
  configFlags: runConfigFlags,
  run: async (invocation) => runPackages(invocation, await readManifest(invocation)),
};
