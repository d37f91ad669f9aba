import { isAbort, PhalusError } from '../core/index.ts';
import { isSuccess, type JobResult } from '../pipeline/types.ts';

/** What a shell sees. `docs/cli.md` and every `--help` say the same. */
export const exitCodes = { passed: 0, failed: 1, usage: 2, stopped: 3 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

export const exitCodeHelp = [
  '0  all passed',
  '1  a package did not pass, or something failed',
  '2  wrong use or configuration',
  '3  stopped by a budget or by you; --resume goes on',
] as const;

/** Errors of these classes are always about what the user gave. */
const usageClasses: ReadonlySet<string> = new Set([
  'CliError',
  'ConfigError',
  'LicenseError',
  'ManifestError',
  'PackageReferenceError',
  'PipelineError',
  'SpecError',
]);

/** `Class/code` of further errors that are about what the user gave. */
const usageErrors: ReadonlySet<string> = new Set([
  'ModelError/configuration',
  'ModelError/unknown-model',
  'ModelError/not-installed',
  'OutputError/not-found',
  'OutputError/not-ours',
  'ServerError/address-in-use',
  'ServerError/folder-in-use',
  'ServerError/not-loopback',
]);

export function exitCodeOfError(error: unknown): ExitCode {
  if (isAbort(error)) return exitCodes.stopped;
  if (!(error instanceof PhalusError)) return exitCodes.failed;
  if (error.code === 'budget-exceeded') return exitCodes.stopped;
  const isUsage = usageClasses.has(error.name) || usageErrors.has(`${error.name}/${error.code}`);
  return isUsage ? exitCodes.usage : exitCodes.failed;
}

export function exitCodeOfJob({ outcomes, interrupted }: JobResult): ExitCode {
  if (interrupted !== null) return exitCodes.stopped;
  return outcomes.every(isSuccess) ? exitCodes.passed : exitCodes.failed;
}
