import { PhalusError, renderError } from '../../core/index.ts';
import { hidePath } from '../hide-path.ts';
import type { StreamEvent } from './events.ts';
import { hasEnded, stopPackage } from './job-packages.ts';
import type { JobError, JobPackage } from './record.ts';

/** What ended a whole job, for a person; `folder` is hidden in it. */
export function describeJobFailure(failure: unknown, folder: string): JobError {
  const isKnown = failure instanceof PhalusError;
  return {
    error: hidePath(renderError(failure), folder),
    code: isKnown ? failure.code : 'unexpected',
    hint: isKnown ? (failure.hint ?? null) : null,
  };
}

/** The packages of a job that could not go on, and what is told of those that were left. */
export function stopRest(
  packages: readonly JobPackage[],
  error: JobError,
  now: Date,
): { readonly packages: JobPackage[]; readonly events: StreamEvent[] } {
  const left = packages.filter((each) => !hasEnded(each) && each.status !== 'unsupported');
  const { code, error: reason, hint } = error;
  return {
    packages: packages.map((each) => (left.includes(each) ? stopPackage(each, reason, now) : each)),
    events: left.flatMap(({ name, phase }) => [
      { PackageFailed: { name, verdict: null, phase, code, reason, hint } },
      { PackageDone: { name, success: false } },
    ]),
  };
}

/** The packages, those at work as they were before. */
export function listUnbegun(packages: readonly JobPackage[]): JobPackage[] {
  return packages.map((each) => (each.status === 'running' ? { ...each, status: 'waiting' as const } : each));
}
