import type { ConfigFlagName } from '../config/index.ts';
import type { CliContext } from './context.ts';
import type { ExitCode } from './exit-codes.ts';
import type { Reporter } from './reporter.ts';

export interface CommandArgument {
  /** `<name>` is required, `[name]` is not. */
  readonly syntax: string;
  readonly description: string;
  readonly choices?: readonly string[];
}

export interface CommandOption {
  /** `--only <names>` or `--dry-run`. */
  readonly syntax: string;
  readonly description: string;
  readonly repeatable?: boolean;
}

/** One command: what it takes, and what it does. `--config --json --quiet --verbose --no-color` come by themselves. */
export interface CommandDefinition {
  readonly name: string;
  readonly summary: string;
  readonly examples: readonly string[];
  readonly arguments: readonly CommandArgument[];
  readonly options: readonly CommandOption[];
  readonly configFlags: readonly ConfigFlagName[];
  run(invocation: Invocation): Promise<ExitCode>;
}

/** One call of a command, parsed. */
export interface Invocation {
  readonly context: CliContext;
  readonly arguments: readonly (string | undefined)[];
  /** By long name without dashes: `dry-run`, `only`. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly reporter: Reporter;
  /** Every command there is, in the order of the help. */
  loadCommands(): Promise<readonly CommandDefinition[]>;
}

export const commonOptions: readonly CommandOption[] = [
  { syntax: '--config <file>', description: 'configuration file instead of ~/.phalus/config.toml' },
  {
    syntax: '--json',
    description: 'one JSON document on standard output, everything else on standard error',
  },
  { syntax: '--quiet', description: 'results and errors only' },
  { syntax: '--verbose', description: 'also every model call, and the stack of an error' },
  { syntax: '--no-color', description: 'no colours (as the variable NO_COLOR)' },
];

/** `dry-run` of `--dry-run`, `only` of `--only <names>`. */
export function optionName(syntax: string): string {
  return (syntax.split(' ')[0] ?? '').replace(/^--/, '');
}

export function isGiven(invocation: Invocation, name: string): boolean {
  return invocation.options[name] === true;
}

export function textOption(invocation: Invocation, name: string): string | undefined {
  const value = invocation.options[name];
  return typeof value === 'string' ? value : undefined;
}

export function listOption(invocation: Invocation, name: string): readonly string[] {
  const value = invocation.options[name];
  return Array.isArray(value) ? value.map(String) : [];
}
