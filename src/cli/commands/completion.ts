import type { CommandDefinition } from '../command.ts';
import { commandSummaries } from '../command-summaries.ts';
import { type CompletedCommand, renderCompletion, type Shell } from '../completion.ts';
import { exitCodes } from '../exit-codes.ts';
import { listOptions } from '../parse-command.ts';

export const completionCommand: CommandDefinition = {
  name: 'completion',
  summary: commandSummaries.completion,
  examples: [
    'completion bash > ~/.local/share/bash-completion/completions/phalus',
    'completion fish > ~/.config/fish/completions/phalus.fish',
  ],
  arguments: [{ syntax: '<shell>', description: 'which shell', choices: ['bash', 'zsh', 'fish'] }],
  options: [],
  configFlags: [],
  run: async ({ arguments: [shell], context, loadCommands }) => {
    const commands = (await loadCommands()).map(describe);
    context.stdout.write(renderCompletion(shell as Shell, commands));
    return exitCodes.passed;
  },
};

function describe(definition: CommandDefinition): CompletedCommand {
  const help = { syntax: '--help', description: 'what the command takes' };
  return {
    name: definition.name,
    summary: definition.summary,
    words: definition.arguments.flatMap((argument) => argument.choices ?? []),
    options: [...listOptions(definition), help].map(({ syntax, description }) => ({
      long: syntax.split(' ')[0] ?? '',
      takesValue: syntax.includes(' '),
      description,
    })),
  };
}
