import { Argument, Command, CommanderError, Option } from 'commander';
import { configFlags } from '../config/flags.ts';
import { type CommandDefinition, type CommandOption, commonOptions, optionName } from './command.ts';
import { CliError } from './errors.ts';
import { exitCodeHelp } from './exit-codes.ts';

export type ParsedCommand =
  | { readonly kind: 'help'; readonly text: string }
  | {
      readonly kind: 'call';
      readonly arguments: readonly (string | undefined)[];
      readonly options: Readonly<Record<string, unknown>>;
    };

/** Every option of a command, the common ones and those that set a key of the configuration included. */
export function listOptions(definition: CommandDefinition): readonly CommandOption[] {
  const settings = definition.configFlags.map((long) => {
    const flag = configFlags.find((candidate) => candidate.long === long);
    return { syntax: `${long} ${flag?.argument ?? ''}`, description: flag?.description ?? '' };
  });
  return [...definition.options, ...settings, ...commonOptions];
}

/** Parses the arguments after the command's name. Throws CliError `usage` with a suggestion where there is one. */
export function parseCommand(
  definition: CommandDefinition,
  program: string,
  words: readonly string[],
): ParsedCommand {
  const command = createCommand(definition, program);
  const help = { text: '' };
  command.configureOutput({
    writeOut: (text) => {
      help.text += text;
    },
    writeErr: () => {},
    outputError: () => {},
  });
  try {
    command.parse([...words], { from: 'user' });
  } catch (cause) {
    if (!(cause instanceof CommanderError)) throw cause;
    if (cause.code === 'commander.helpDisplayed') return { kind: 'help', text: help.text };
    throw translateError(cause, `${program} ${definition.name}`);
  }
  return {
    kind: 'call',
    arguments: command.processedArgs as (string | undefined)[],
    options: readOptions(command),
  };
}

function createCommand(definition: CommandDefinition, program: string): Command {
  const name = `${program} ${definition.name}`;
  const command = new Command(name)
    .description(renderSentence(definition.summary))
    .exitOverride()
    .allowExcessArguments(false);
  for (const { syntax, description, choices } of definition.arguments) {
    const argument = new Argument(syntax, description);
    command.addArgument(choices === undefined ? argument : argument.choices(choices));
  }
  for (const option of listOptions(definition)) command.addOption(createOption(option));
  command.action(() => {});
  const examples = definition.examples.map((example) => `  $ ${program} ${example}`);
  const help = ['', examples.length > 1 ? 'Examples:' : 'Example:', ...examples, '', 'Exit codes:'];
  return command.addHelpText('after', [...help, ...exitCodeHelp.map((line) => `  ${line}`)].join('\n'));
}

function createOption({ syntax, description, repeatable }: CommandOption): Option {
  const option = new Option(syntax, description);
  if (repeatable !== true) return option;
  return option.argParser((value: string, previous: readonly string[] | undefined) => [
    ...(previous ?? []),
    ...value.split(',').map((name) => name.trim()),
  ]);
}

function readOptions(command: Command): Record<string, unknown> {
  const values = command.opts();
  return Object.fromEntries(
    command.options.map((option) => [optionName(option.long ?? ''), values[option.attributeName()]]),
  );
}

function translateError(error: CommanderError, called: string): CliError {
  const [first = '', ...rest] = error.message.replace(/^error: /, '').split('\n');
  const suggestion = /\(?(Did you mean .*?\?)\)?$/.exec(rest.join(' '))?.[1];
  return new CliError('usage', first, { hint: suggestion ?? `${called} --help shows what it takes` });
}

function renderSentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
