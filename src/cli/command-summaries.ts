/** One line a command: what `phalus --help` shows without loading any of them. */
export const commandSummaries = {
  plan: 'show what a run would do: versions, sizes, licences, whether it is worth it, tokens',
  run: 'rebuild the dependencies of a manifest',
  'run-one': 'rebuild one package',
  build: 'build from a specification on disk',
  validate: 'check a rebuilt package again',
  inspect: 'show the evidence of a rebuilt package',
  config: 'show every setting and where it comes from',
  serve: 'start the web server',
  doctor: 'say what this machine can and cannot do, with the remedy',
  model: 'list, fetch and find the models that run inside phalus',
  completion: 'write a completion script for bash, zsh or fish',
} as const;

export type CommandName = keyof typeof commandSummaries;
export const commandNames = Object.keys(commandSummaries) as CommandName[];

export function isCommandName(text: string): text is CommandName {
  return Object.hasOwn(commandSummaries, text);
}
