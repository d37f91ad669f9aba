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

/** The first Ctrl-C aborts the signal, the second one kills. */
export function createInterrupt(context: CliContext, { onFirst, onSecond }: InterruptOptions): Interrupt {
  const controller = new AbortController();
  const end = context.onInterrupt(() => {
    if (controller.signal.aborted) {
      onSecond();
      context.kill(exitCodes.stopped);
      return;
    }
    onFirst();
    controller.abort();
  });
  return { signal: controller.signal, end };
}
