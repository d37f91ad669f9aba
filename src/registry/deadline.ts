import { RegistryError } from './errors.ts';

/**
 * Runs a task that must end in time: a server that sends one byte a minute is never idle and never done. Throws
 * RegistryError `unreachable` when the time is over, and what the caller's own signal says when that ends it.
 */
export async function runWithDeadline<T>(
  deadline: { timeoutMs: number; purpose: string; signal: AbortSignal | undefined },
  task: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { timeoutMs, purpose, signal } = deadline;
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    return await task(signal === undefined ? timeout : AbortSignal.any([signal, timeout]));
  } catch (error) {
    if (!timeout.aborted || signal?.aborted || error instanceof RegistryError) throw error;
    throw new RegistryError(
      'unreachable',
      `Cannot ${purpose}: it was not done after ${Math.round(timeoutMs / 1000)} seconds`,
      {
        cause: error,
        hint: 'Try again when the network or the registry is faster',
      },
    );
  }
}
