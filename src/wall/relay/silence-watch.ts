export interface SilenceWatch {
  /** A request is under way. */
  begin(): void;
  done(): void;
  stop(): void;
}

/** Calls `onSilence` when no request was under way for so long. */
export function createSilenceWatch(silenceMs: number, onSilence: () => void): SilenceWatch {
  let underWay = 0;
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  const start = (): void => {
    if (isStopped) return;
    timer = setTimeout(onSilence, silenceMs);
  };
  start();
  return {
    begin() {
      underWay += 1;
      clearTimeout(timer);
    },
    done() {
      underWay -= 1;
      if (underWay > 0) return;
      clearTimeout(timer);
      start();
    },
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
