import { PhalusError } from '../core/index.ts';
import { PipelineError } from './errors.ts';

/** Throws PipelineError `paused` when nothing new may be begun. */
export function requireUnpaused(pause: AbortSignal | null): void {
  if (pause?.aborted === true) {
    throw new PipelineError('paused', 'The job is paused', { hint: 'Resume it: nothing is paid for twice' });
  }
}

export function isPause(error: unknown): boolean {
  return error instanceof PipelineError && error.code === 'paused';
}

export function isBudget(error: unknown): error is PhalusError {
  return error instanceof PhalusError && error.code === 'budget-exceeded';
}
