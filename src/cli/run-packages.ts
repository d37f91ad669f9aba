import type { ConfigFlagName } from '../config/index.ts';
import { isAbort } from '../core/index.ts';
import type { JobRequest, JobResult } from '../pipeline/types.ts';
import { type CommandOption, type Invocation, isGiven } from './command.ts';
import { type ExitCode, exitCodeOfJob } from './exit-codes.ts';
import { jobToJson } from './json-output.ts';
import { disclaimer, renderOutcome, renderSummary } from './render-result.ts';
import { renderResumeCommand, sayHowToGoOn } from './resume-command.ts';
import { withServices } from './with-services.ts';

export const runOptions: readonly CommandOption[] = [
  { syntax: '--dry-run', description: 'write the specification and stop' },
  { syntax: '--resume', description: 'take up what an earlier run left; nothing is paid for twice' },
];

export const runConfigFlags: readonly ConfigFlagName[] = [
  '--license',
  '--license-file',
  '--output',
  '--target-lang',
  '--isolation',
  '--similarity-threshold',
  '--concurrency',
];

/** Runs a job and shows how each package ended. */
export async function runPackages(
  invocation: Invocation,
  packages: Pick<JobRequest, 'packages' | 'unsupported'>,
): Promise<ExitCode> {
  const request = {
    ...packages,
    dryRun: isGiven(invocation, 'dry-run'),
    resume: isGiven(invocation, 'resume'),
  };
  try {
    const result = await withServices(invocation, ({ pipeline, ...session }) =>
      pipeline.runJob({ request, ...session }),
    );
    showResult(invocation, result);
    return exitCodeOfJob(result);
  } catch (error) {
    if (isAbort(error)) sayHowToResume(invocation, 'user');
    throw error;
  }
}

function showResult(invocation: Invocation, result: JobResult): void {
  const { context, reporter } = invocation;
  for (const outcome of result.outcomes) {
    reporter.print(renderOutcome(outcome, reporter.resultColors, context.workDirectory));
  }
  if (result.outcomes.length > 1) reporter.print(renderSummary(result.outcomes));
  if (!reporter.quiet && result.outcomes.length > 0) reporter.print(disclaimer);
  if (reporter.json) reporter.printJson(jobToJson(result));
  const { interrupted } = result;
  if (interrupted !== null) sayHowToResume(invocation, interrupted === 'budget' ? 'budget' : 'user');
}

function sayHowToResume({ context }: Invocation, stoppedBy: 'user' | 'budget'): void {
  sayHowToGoOn(context, stoppedBy, renderResumeCommand(context));
}
