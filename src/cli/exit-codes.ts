import { isAbort, PhalusError } from '../core/index.ts';
import { isSuccess, type JobResult, type PackageOutcome } from '../pipeline/types.ts';
import type { Verdict } from './verdict.ts';

/** What a shell sees. `docs/cli.md` and every `--help` say the same. */
export const exitCodes = { passed: 0, failed: 1, usage: 2, stopped: 3, review: 4 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

export const exitCodeHelp = [
  '0  all passed',
  '1  a package did not pass, or something failed',
  '2  wrong use or configuration',
  '3  stopped by a budget or by you; --resume goes on',
  '4  nothing failed, but a person has to look (REVIEW)',
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

/** What failed wins over what a person has to look at, and that over what passed. */
export function exitCodeOfJob({ outcomes, interrupted }: JobResult): ExitCode {
  if (interrupted !== null) return exitCodes.stopped;
  const open = outcomes.filter((outcome) => !isSuccess(outcome));
  if (open.length === 0) return exitCodes.passed;
  return open.every(asksForReview) ? exitCodes.review : exitCodes.failed;
}

export function exitCodeOfVerdict({ verdict }: Pick<Verdict, 'verdict'>): ExitCode {
  return { PASS: exitCodes.passed, REVIEW: exitCodes.review, FAIL: exitCodes.failed }[verdict];
}

function asksForReview(outcome: PackageOutcome): boolean {
  return outcome.kind === 'finished' && outcome.verdict.verdict === 'REVIEW';
}
