/** A flag of the command line that sets a key of the configuration. */
export interface ConfigFlag {
  readonly long: string;
  readonly argument: string;
  readonly path: string;
  readonly description: string;
}

/** The one place that says which flag sets which key. */
export const configFlags = [
  {
    long: '--license',
    argument: '<id>',
    path: 'output.license',
    description: 'licence of the result: mit, apache-2.0, bsd-2, bsd-3, isc, unlicense, cc0',
  },
  {
    long: '--license-file',
    argument: '<path>',
    path: 'output.license_file',
    description: 'a licence text of your own; wins over --license',
  },
  {
    long: '--output',
    argument: '<folder>',
    path: 'output.directory',
    description: 'where results go',
  },
  {
    long: '--target-lang',
    argument: '<language>',
    path: 'output.target_lang',
    description: 'javascript, typescript, python, rust, go; auto: as the original',
  },
  {
    long: '--isolation',
    argument: '<mode>',
    path: 'isolation.mode',
    description: 'wall around Agent B: context, process, container',
  },
  {
    long: '--similarity-threshold',
    argument: '<0..1>',
    path: 'validation.similarity_threshold',
    description: 'above this similarity to the original a result fails',
  },
  {
    long: '--concurrency',
    argument: '<count>',
    path: 'limits.concurrency',
    description: 'packages at work at the same time',
  },
  { long: '--host', argument: '<address>', path: 'web.host', description: 'address to listen on' },
  { long: '--port', argument: '<number>', path: 'web.port', description: 'port to listen on' },
] as const satisfies readonly ConfigFlag[];

export type ConfigFlagName = (typeof configFlags)[number]['long'];
