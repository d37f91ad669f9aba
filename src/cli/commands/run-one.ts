import { readReference } from '../../manifest/index.ts';
import type { CommandDefinition } from '../command.ts';
import { commandSummaries } from '../command-summaries.ts';
import { runConfigFlags, runOptions, runPackages } from '../run-packages.ts';

export const runOneCommand: CommandDefinition = {
  name: 'run-one',
  summary: commandSummaries['run-one'],
  examples: ['run-one npm/left-pad@1.3.0', 'run-one npm/@scope/name@^2 --dry-run'],
  arguments: [
    { syntax: '<package>', description: 'ecosystem/name@version; the version may be a range or absent' },
  ],
  options: runOptions,
  configFlags: runConfigFlags,
  run: async (invocation) =>
    runPackages(invocation, { packages: [readReference(invocation.arguments[0] ?? '')], unsupported: [] }),
};
