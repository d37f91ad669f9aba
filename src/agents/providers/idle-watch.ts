import { InterruptedStream } from './interrupted-stream.ts';

export interface IdleWatch {
  /** Aborted by the caller's signal or by silence; for the request underneath. */
  readonly signal: AbortSignal;
  /** Waits for `work`, but not past the caller's abort or `timeoutMs` of silence. */
  race<Value>(work: PromiseLike<Value>): Promise<Value>;
  stop(): void;
}

/** Watches single waits of one call. Null as a timeout waits until the caller's signal fires. */
export function createIdleWatch(timeoutMs: number | null, outer: AbortSignal | undefined): IdleWatch {
  const controller = new AbortController();
  const forward = (): void => controller.abort(outer?.reason);
  if (outer?.aborted === true) forward();
  outer?.addEventListener('abort', forward, { once: true });

  function race<Value>(work: PromiseLike<Value>): Promise<Value> {
    return new Promise((resolve, reject) => {
      const giveUp = (): void => {
        stopWaiting();
        reject(controller.signal.reason);
      };
      const timer =
        timeoutMs === null
          ? undefined
          : setTimeout(
              () => controller.abort(new InterruptedStream(`no byte came for ${timeoutMs} ms`)),
              timeoutMs,
            );
      const stopWaiting = (): void => {
        clearTimeout(timer);
        controller.signal.removeEventListener('abort', giveUp);
      };
      if (controller.signal.aborted) return giveUp();
      controller.signal.addEventListener('abort', giveUp, { once: true });
      work.then(
        (value) => {
          stopWaiting();
          resolve(value);
        },
        (error: unknown) => {
          stopWaiting();
          reject(error);
        },
      );
    });
  }

  return {
    signal: controller.signal,
    race,
    stop: () => outer?.removeEventListener('abort', forward),
  };
}
