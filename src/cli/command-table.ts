import type { CommandDefinition } from './command.ts';

export interface CommandEntry {
  /** The line of `phalus --help`, here so that it needs none of the commands. */
  readonly summary: string;
  load(): Promise<CommandDefinition>;
}

/** Every command. A command's file is loaded when it is called, which keeps the start of each one quick. */
export const commandTable = {
  plan: {
    summary: 'show what a run would do: versions, sizes, licences, whether it is worth it, tokens',
    load: async () => (await import('./commands/plan.ts')).planCommand,
  },
  run: {
    summary: 'rebuild the dependencies of a manifest',
    load: async () => (await import('./commands/run.ts')).runCommand,
  },
  'run-one': {
    summary: 'rebuild one package',
    load: async () => (await import('./commands/run-one.ts')).runOneCommand,
  },
  build: {
    summary: 'build from a specification on disk',
    load: async () => (await import('./commands/build.ts')).buildCommand,
  },
  validate: {
    summary: 'check a rebuilt package again',
    load: async () => (await import('./commands/validate.ts')).validateCommand,
  },
  inspect: {
    summary: 'show the evidence of a rebuilt package',
    load: async () => (await import('./commands/inspect.ts')).inspectCommand,
  },
  config: {
    summary: 'show every setting and where it comes from',
    load: async () => (await import('./commands/config.ts')).configCommand,
  },
  serve: {
    summary: 'start the web server',
    load: async () => (await import('./commands/serve.ts')).serveCommand,
  },
  doctor: {
    summary: 'say what this machine can and cannot do, with the remedy',
    load: async () => (await import('./commands/doctor.ts')).doctorCommand,
  },
  model: {
    summary: 'list, fetch and find the models that run inside phalus',
    load: async () => (await import('./commands/model.ts')).modelCommand,
  },
  completion: {
    summary: 'write a completion script for bash, zsh or fish',
    load: async () => (await import('./commands/completion.ts')).completionCommand,
  },
} satisfies Record<string, CommandEntry>;

export type CommandName = keyof typeof commandTable;
export const commandNames = Object.keys(commandTable) as CommandName[];

export function isCommandName(text: string): text is CommandName {
  return Object.hasOwn(commandTable, text);
}
