import { setMaxListeners } from 'node:events';
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
  // Not AbortSignal.timeout() and any(): of thousands of calls each would be held for minutes after it is done.
  const controller = new AbortController();
  const end = () => controller.abort(signal?.reason);
  const timer = setTimeout(() => controller.abort(), timeoutMs);
  if (signal !== undefined) setMaxListeners(0, signal);
  signal?.addEventListener('abort', end, { once: true });
  if (signal?.aborted) end();
  try {
    return await task(controller.signal);
  } catch (error) {
    if (!controller.signal.aborted || signal?.aborted || error instanceof RegistryError) throw error;
    throw new RegistryError(
      'unreachable',
      `Cannot ${purpose}: it was not done after ${Math.round(timeoutMs / 1000)} seconds`,
      {
        cause: error,
        hint: 'Try again when the network or the registry is faster',
      },
    );
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', end);
  }
}
