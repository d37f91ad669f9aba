import picocolors from 'picocolors';
import { PhalusError, renderError } from '../core/index.ts';
import type { CliContext, CliOutput } from './context.ts';

export type Colors = ReturnType<typeof picocolors.createColors>;

/** Where words for a person go, and in which colours. */
export interface Reporter {
  readonly json: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
  /** Colours of standard error. */
  readonly colors: Colors;
  /** Colours of standard output. */
  readonly resultColors: Colors;
  /** A line on standard error, silent with --quiet. */
  say(text: string): void;
  /** A line of the result: standard output, or standard error when standard output carries JSON. */
  print(text: string): void;
  /** The JSON document of --json. */
  printJson(value: unknown): void;
}

export interface ReporterOptions {
  readonly json: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly color: boolean;
}

export function createReporter(context: CliContext, options: ReporterOptions): Reporter {
  const { stdout, stderr } = context;
  const colorsOf = (output: CliOutput) =>
    picocolors.createColors(options.color && wantsColor(context, output));
  return {
    json: options.json,
    quiet: options.quiet,
    verbose: options.verbose,
    colors: colorsOf(stderr),
    resultColors: colorsOf(options.json ? stderr : stdout),
    say: (text) => {
      if (!options.quiet) stderr.write(`${text}\n`);
    },
    print: (text) => (options.json ? stderr : stdout).write(`${text}\n`),
    printJson: (value) => stdout.write(`${JSON.stringify(value, null, 2)}\n`),
  };
}

/** By no-color.org: NO_COLOR counts when it is set and not empty. */
function wantsColor({ environment }: CliContext, output: CliOutput): boolean {
  if ((environment.NO_COLOR ?? '') !== '' || environment.TERM === 'dumb') return false;
  return output.isTerminal || (environment.FORCE_COLOR ?? '') !== '';
}

/** `error: message [code]`, the hint below, and with `verbose` the stack. */
export function renderFailure(error: unknown, colors: Colors, verbose: boolean): string {
  const code = error instanceof PhalusError ? ` ${colors.dim(`[${error.code}]`)}` : '';
  const lines = [`${colors.red('error:')} ${stripControls(renderError(error))}${code}`];
  if (error instanceof PhalusError && error.hint !== undefined) {
    lines.push(`  ${colors.cyan('hint:')} ${stripControls(error.hint)}`);
  }
  if (verbose && error instanceof Error && error.stack !== undefined)
    lines.push(colors.dim(stripControls(error.stack)));
  return `${lines.join('\n')}\n`;
}

/** Text that came from outside may not steer the terminal. */
export function stripControls(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '');
}
