import type { CliContext } from './context.ts';
import { exitCodes } from './exit-codes.ts';

export interface Interrupt {
  readonly signal: AbortSignal;
  /** Stops listening. */
  end(): void;
}

export interface InterruptOptions {
  /** At the first Ctrl-C, when the clean stop begins. */
  onFirst(): void;
  /** At the second, just before the process ends. */
  onSecond(): void;
}

/** One Ctrl-C may arrive twice: by the terminal or `timeout` to the group of processes, and to this one alone. */
const echoMs = 300;

/** The first Ctrl-C aborts the signal, the second one kills. */
export function createInterrupt(context: CliContext, { onFirst, onSecond }: InterruptOptions): Interrupt {
  const controller = new AbortController();
  let firstAt = 0;
  const end = context.onInterrupt(() => {
    const now = context.elapsedMs();
    if (controller.signal.aborted) {
      if (now - firstAt < echoMs) return;
      onSecond();
      context.kill(exitCodes.stopped);
      return;
    }
    firstAt = now;
    onFirst();
    controller.abort();
  });
  return { signal: controller.signal, end };
}
