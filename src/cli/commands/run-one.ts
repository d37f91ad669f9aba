import { parsePackageReference } from '../../core/index.ts';
import type { Dependency } from '../../manifest/index.ts';
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

function readReference(text: string): Dependency {
  const { ecosystem, name, constraint } = parsePackageReference(text);
  return {
    ecosystem,
    name,
    registryName: name,
    constraint,
    range: constraint,
    lockedVersion: null,
    lockedIntegrity: null,
    kind: 'runtime',
  };
}
