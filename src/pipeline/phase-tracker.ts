import type { CheckContext, JobContext } from './job-context.ts';
import { requireUnpaused } from './pause.ts';
import type { Phase } from './types.ts';

/** Runs the phases of one package and tells of each when it begins and ends. */
export interface PhaseTracker {
  /** The phase that runs, or ran last. */
  readonly current: Phase;
  run<T>(phase: Phase, work: () => Promise<T>): Promise<T>;
}

export function createPhaseTracker(context: CheckContext & Partial<Pick<JobContext, 'pause'>>): PhaseTracker {
  let current: Phase = 'resolve';
  return {
    get current() {
      return current;
    },
    async run(phase, work) {
      context.signal.throwIfAborted();
      requireUnpaused(context.pause ?? null);
      current = phase;
      const started = performance.now();
      context.onEvent({ kind: 'phase-started', name: context.name, phase });
      const result = await work();
      const durationMs = Math.round(performance.now() - started);
      context.onEvent({ kind: 'phase-done', name: context.name, phase, durationMs });
      return result;
    },
  };
}
