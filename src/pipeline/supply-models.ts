import type { AgentConfig } from '../config/index.ts';
import { isAbort } from '../core/index.ts';

/** Brings the model of these settings onto this machine when it is not there; throws ModelError. */
export type FetchModel = (agent: AgentConfig, signal: AbortSignal) => Promise<void>;

/**
 * `fetchModel`, once for all that wait for the same local model, and for one model after the other: they share the
 * runtime and the terminal. Hosted models need nothing. What failed is tried again by the next that asks.
 */
export function supplyModels(fetchModel: FetchModel): FetchModel {
  const supplies = new Map<string, Promise<void>>();
  let last: Promise<void> = Promise.resolve();

  function supply(agent: AgentConfig, signal: AbortSignal): Promise<void> {
    const known = supplies.get(agent.model);
    if (known !== undefined) return known;
    const mine = last.then(() => fetchModel(agent, signal));
    supplies.set(agent.model, mine);
    last = mine.catch(() => {
      supplies.delete(agent.model);
    });
    return mine;
  }

  return async (agent, signal) => {
    if (agent.provider !== 'local') return;
    for (;;) {
      signal.throwIfAborted();
      try {
        return await supply(agent, signal);
      } catch (error) {
        // Whoever asked first may have been stopped; that is no answer for the others.
        if (!isAbort(error) || signal.aborted) throw error;
      }
    }
  };
}
