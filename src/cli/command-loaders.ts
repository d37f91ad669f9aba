import type { CommandDefinition } from './command.ts';
import type { CommandName } from './command-summaries.ts';

/** Every command. A command's file is loaded when it is called, which keeps the start of each one quick. */
export const commandLoaders: Readonly<Record<CommandName, () => Promise<CommandDefinition>>> = {
  plan: async () => (await import('./commands/plan.ts')).planCommand,
  run: async () => (await import('./commands/run.ts')).runCommand,
  'run-one': async () => (await import('./commands/run-one.ts')).runOneCommand,
  build: async () => (await import('./commands/build.ts')).buildCommand,
  validate: async () => (await import('./commands/validate.ts')).validateCommand,
  inspect: async () => (await import('./commands/inspect.ts')).inspectCommand,
  config: async () => (await import('./commands/config.ts')).configCommand,
  serve: async () => (await import('./commands/serve.ts')).serveCommand,
  doctor: async () => (await import('./commands/doctor.ts')).doctorCommand,
  model: async () => (await import('./commands/model.ts')).modelCommand,
  completion: async () => (await import('./commands/completion.ts')).completionCommand,
};
