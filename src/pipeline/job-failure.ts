import type { PackageContext } from './job-context.ts';
import type { AgentName } from './services.ts';

/** Ends the whole job, whichever package met it first. `cause` is what went wrong. */
export class JobFailure extends Error {
  constructor(cause: unknown) {
    super('The job cannot go on', { cause });
    this.name = 'JobFailure';
  }
}

/**
 * Has the agent's model on this machine before the phase that asks it. One that cannot be had is no fault of the
 * package: throws JobFailure, because every other package would fail by it as well.
 */
export async function requireModel({ services, signal }: PackageContext, agent: AgentName): Promise<void> {
  try {
    await services.ensureModel(agent, signal);
  } catch (cause) {
    signal.throwIfAborted();
    throw new JobFailure(cause);
  }
}
