import type { CommandDefinition } from '../command.ts';
import { commandNames, commandTable } from '../command-table.ts';
import { type CompletedCommand, renderCompletion, type Shell } from '../completion.ts';
import { exitCodes } from '../exit-codes.ts';
import { listOptions } from '../parse-command.ts';

export const completionCommand: CommandDefinition = {
  name: 'completion',
  summary: commandTable.completion.summary,
  examples: [
    'completion bash > ~/.local/share/bash-completion/completions/phalus',
    'completion fish > ~/.config/fish/completions/phalus.fish',
  ],
  arguments: [{ syntax: '<shell>', description: 'which shell', choices: ['bash', 'zsh', 'fish'] }],
  options: [],
  configFlags: [],
  run: async ({ arguments: [shell], context }) => {
    const commands = await Promise.all(commandNames.map(async (name) => describe(name)));
    context.stdout.write(renderCompletion(shell as Shell, commands));
    return exitCodes.passed;
  },
};

async function describe(name: (typeof commandNames)[number]): Promise<CompletedCommand> {
  const definition = await commandTable[name].load();
  return {
    name,
    summary: definition.summary,
    words: definition.arguments.flatMap((argument) => argument.choices ?? []),
    options: [...listOptions(definition), { syntax: '--help', description: 'what the command takes' }].map(
      ({ syntax, description }) => ({
        long: syntax.split(' ')[0] ?? '',
        takesValue: syntax.includes(' '),
        description,
      }),
    ),
  };
}
