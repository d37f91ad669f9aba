import { setTimeout as sleepFor } from 'node:timers/promises';
import type { CallFailure } from './failure.ts';

export interface RetryPolicy {
  readonly max_attempts: number;
  readonly initial_delay_ms: number;
  readonly max_delay_ms: number;
}

export interface RetryOptions {
  readonly policy: RetryPolicy;
  readonly signal?: AbortSignal | undefined;
  classify(thrown: unknown): CallFailure;
  /** Told before each wait. */
  onRetry(failure: CallFailure, delayMs: number): void;
  /** Between 0 and 1; `Math.random` when absent. */
  readonly random?: () => number;
}

/** Makes a call again, as a whole, while its failure is one that passes. Throws the last failure's ModelError. */
export async function retryCall<Result>(call: () => Promise<Result>, options: RetryOptions): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    options.signal?.throwIfAborted();
    try {
      return await call();
    } catch (thrown) {
      options.signal?.throwIfAborted();
      const failure = options.classify(thrown);
      if (!failure.retryable || attempt >= options.policy.max_attempts) throw failure.error;
      const delayMs = chooseDelay(attempt, failure.retryAfterMs, options);
      options.onRetry(failure, delayMs);
      await sleep(delayMs, options.signal);
    }
  }
}

/** Full jitter, so that agents that were limited together do not come back together. */
function chooseDelay(attempt: number, retryAfterMs: number | null, options: RetryOptions): number {
  const { initial_delay_ms, max_delay_ms } = options.policy;
  const ceiling = Math.min(max_delay_ms, initial_delay_ms * 2 ** (attempt - 1));
  const jittered = ceiling * (options.random ?? Math.random)();
  return Math.round(retryAfterMs === null ? jittered : Math.min(max_delay_ms, retryAfterMs));
}

async function sleep(delayMs: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await sleepFor(delayMs, undefined, signal ? { signal } : {});
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
}
